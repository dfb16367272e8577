package dev.elara.ws.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void aFile() throws IOException {
    file = Files.writeString(folder.resolve("notebook.ipynb"), "old");
  }

  @Test
  void theNewContentReplacesTheOldAndNothingElseIsLeft() throws IOException {
    AtomicFile.write(file, bytes("new"));
    assertThat(file).hasContent("new");
    assertThat(files()).containsExactly(file);
  }

  @Test
  void aFileThatIsNotThereIsMade() throws IOException {
    AtomicFile.write(folder.resolve("other"), bytes("new"));
    assertThat(folder.resolve("other")).hasContent("new");
  }

  @Test
  void aFullDiskLeavesTheOldContentAndNothingElse() {
    AtomicFile.Sink fullDisk =
        (path, content) -> {
          Files.write(path, Arrays.copyOf(content, 1));
          throw new IOException("No space left on device");
        };
    assertThatThrownBy(() -> AtomicFile.write(file, bytes("new"), fullDisk))
        .hasMessage("No space left on device");
    assertThat(file).hasContent("old");
    assertThat(files()).containsExactly(file);
  }

  @Test
  void anErrorOfTheMachineLeavesTheOldContentToo() {
    AtomicFile.Sink outOfMemory =
        (path, content) -> {
          Files.write(path, content);
          throw new OutOfMemoryError("test");
        };
    assertThatThrownBy(() -> AtomicFile.write(file, bytes("new"), outOfMemory))
        .isInstanceOf(OutOfMemoryError.class);
    assertThat(file).hasContent("old");
    assertThat(files()).containsExactly(file);
  }

  @Test
  void untilTheRenameTheOldFileStandsWhole() throws IOException {
    AtomicFile.Sink looking =
        (path, content) -> {
          Files.write(path, content);
          assertThat(file).hasContent("old");
          assertThat(path.getParent()).isEqualTo(file.getParent());
        };
    AtomicFile.write(file, bytes("new"), looking);
    assertThat(file).hasContent("new");
  }

  @Test
  void aSymbolicLinkStaysOne() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link.ipynb"), file);
    AtomicFile.write(link, bytes("new"));
    assertThat(link).isSymbolicLink();
    assertThat(file).hasContent("new");
  }

  @Test
  void permissionsStay() throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    AtomicFile.write(file, bytes("new"));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-r-----");
  }

  private List<Path> files() {
    try (var files = Files.list(folder)) {
      return files.toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
