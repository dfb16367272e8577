package dev.elara.ws.contents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elara.ws.contents.ContentsProblem.Kind;
import dev.elara.ws.wire.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContentsTest {

  @TempDir private Path temporary;
  private Path root;
  private Contents contents;

  @BeforeEach
  void begin() throws IOException {
    root = Files.createDirectory(temporary.resolve("root")).toRealPath();
    Files.writeString(temporary.resolve("secret.txt"), "secret");
    contents = new Contents(root);
  }

  private static void fails(Kind kind, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            ContentsProblem.class, problem -> assertThat(problem.kind()).isEqualTo(kind));
  }

  private static Map<String, Object> text(String text) {
    return Map.of("type", "file", "format", "text", "content", text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "..",
        "../secret.txt",
        "a/../../secret.txt",
        "./secret.txt",
        ".hidden",
        "folder/.hidden",
        "..\\secret.txt",
        "a\\..\\..\\secret.txt",
        "link/secret.txt",
        "link",
        "a\0b"
      })
  void nothingEscapesTheDirectory(String path) throws IOException {
    Files.writeString(root.resolve(".hidden"), "hidden");
    Files.createSymbolicLink(root.resolve("link"), temporary);
    fails(Kind.NOT_FOUND, () -> contents.read(path, null, null, true));
    fails(Kind.NOT_FOUND, () -> contents.save(path, text("changed"), null));
    fails(Kind.NOT_FOUND, () -> contents.rename("x", path));
    fails(Kind.NOT_FOUND, () -> contents.delete(path));
    assertThat(temporary.resolve("secret.txt")).hasContent("secret");
  }

  @Test
  void aBrokenLinkToTheOutsideIsNotWrittenThrough() throws IOException {
    Files.createSymbolicLink(root.resolve("out.txt"), temporary.resolve("new.txt"));
    fails(Kind.NOT_FOUND, () -> contents.save("out.txt", text("changed"), null));
    assertThat(temporary.resolve("new.txt")).doesNotExist();
  }

  @Test
  void aLinkWithinTheDirectoryIsFollowed() throws Exception {
    Files.writeString(root.resolve("a.txt"), "a");
    Files.createSymbolicLink(root.resolve("b.txt"), root.resolve("a.txt"));
    assertThat(contents.read("b.txt", null, null, true)).containsEntry("content", "a");
    contents.save("b.txt", text("b"), null);
    assertThat(root.resolve("a.txt")).hasContent("b");
    assertThat(root.resolve("b.txt")).isSymbolicLink();
  }

  @Test
  void aFolderListsWhatIsShown() throws Exception {
    Files.writeString(root.resolve("b.ipynb"), "{}");
    Files.writeString(root.resolve(".x"), "");
    Files.createDirectory(root.resolve("a"));
    Files.createSymbolicLink(root.resolve("link"), temporary);
    var listed = (List<?>) contents.read("", null, null, true).get("content");
    assertThat(listed)
        .extracting(one -> ((Map<?, ?>) one).get("path") + ":" + ((Map<?, ?>) one).get("type"))
        .containsExactly("a:directory", "b.ipynb:notebook");
  }

  @Test
  void aNotebookComesBackAsItWasSavedAndLiesInLines() throws Exception {
    Map<String, Object> cell =
        Map.of(
            "cell_type",
            "code",
            "source",
            "int a;\na",
            "metadata",
            Map.of("mine", List.of(1)),
            "outputs",
            List.of(Map.of("output_type", "stream", "name", "stdout", "text", "x\ny\n")));
    Map<String, Object> notebook =
        Map.of("cells", List.of(cell), "metadata", Map.of("k", "v"), "nbformat", 4);
    contents.save("n.ipynb", Map.of("type", "notebook", "content", notebook), null);
    assertThat(contents.read("n.ipynb", null, null, true).get("content")).isEqualTo(notebook);
    assertThat(root.resolve("n.ipynb")).content().contains("\"int a;\\n\",").endsWith("}\n");
    var file = Json.readObject(Files.readAllBytes(root.resolve("n.ipynb")));
    assertThat(file.get("cells").toString()).contains("source=[int a;\n, a]");
  }

  @Test
  void aFileChangedByAnotherIsAConflict() throws Exception {
    var saved = contents.save("a.txt", text("one"), null);
    Instant known = Instant.parse(String.valueOf(saved.get("last_modified")));
    contents.save("a.txt", text("two"), known);
    Files.setLastModifiedTime(root.resolve("a.txt"), FileTime.from(known.plusSeconds(60)));
    fails(Kind.CONFLICT, () -> contents.save("a.txt", text("three"), known));
    assertThat(root.resolve("a.txt")).hasContent("two");
    contents.save("a.txt", text("three"), null);
    assertThat(root.resolve("a.txt")).hasContent("three");
  }

  @Test
  void createdFilesHaveFreeNames() throws Exception {
    assertThat(contents.create("", "notebook", null)).containsEntry("name", "Untitled.ipynb");
    assertThat(contents.create("", "notebook", null)).containsEntry("name", "Untitled1.ipynb");
    assertThat(contents.create("", "file", ".java")).containsEntry("name", "untitled.java");
    assertThat(contents.create("", "directory", null)).containsEntry("name", "Untitled Folder");
    assertThat(contents.create("", "directory", null)).containsEntry("name", "Untitled Folder 1");
    assertThat(contents.copy("Untitled.ipynb", "")).containsEntry("name", "Untitled-Copy1.ipynb");
    assertThat(contents.copy("Untitled.ipynb", "")).containsEntry("name", "Untitled-Copy2.ipynb");
    fails(Kind.NOT_FOUND, () -> contents.create("nowhere", "file", null));
  }

  @Test
  void aRenameNeverOverwrites() throws Exception {
    contents.save("a.txt", text("a"), null);
    contents.save("b.txt", text("b"), null);
    fails(Kind.CONFLICT, () -> contents.rename("a.txt", "b.txt"));
    assertThat(contents.rename("a.txt", "c.txt")).containsEntry("path", "c.txt");
    assertThat(root.resolve("a.txt")).doesNotExist();
    fails(Kind.NOT_FOUND, () -> contents.rename("a.txt", "d.txt"));
  }

  @Test
  void onlyEmptyFoldersAreDeleted() throws Exception {
    contents.save("folder", Map.of("type", "directory"), null);
    contents.save("folder/a.txt", text("a"), null);
    contents.checkpoints().create("folder/a.txt");
    fails(Kind.INVALID, () -> contents.delete("folder"));
    contents.delete("folder/a.txt");
    contents.delete("folder");
    fails(Kind.NOT_FOUND, () -> contents.delete("folder"));
    fails(Kind.INVALID, () -> contents.delete(""));
  }

  @Test
  void aCheckpointBringsAFileBack() throws Exception {
    contents.save("a.txt", text("one"), null);
    assertThat(contents.checkpoints().list("a.txt")).isEmpty();
    contents.checkpoints().create("a.txt");
    contents.save("a.txt", text("two"), null);
    contents.checkpoints().restore("a.txt", "checkpoint");
    assertThat(root.resolve("a.txt")).hasContent("one");
    contents.rename("a.txt", "b.txt");
    assertThat(contents.checkpoints().list("b.txt")).hasSize(1);
    contents.checkpoints().delete("b.txt", "checkpoint");
    assertThat(contents.checkpoints().list("b.txt")).isEmpty();
    fails(Kind.NOT_FOUND, () -> contents.checkpoints().restore("b.txt", "other"));
  }

  @Test
  void binaryFilesTravelAsBase64() throws Exception {
    Files.write(root.resolve("x.bin"), new byte[] {(byte) 0xff, 0, 1});
    assertThat(contents.read("x.bin", null, null, true))
        .containsEntry("format", "base64")
        .containsEntry("content", "/wAB");
    fails(Kind.INVALID, () -> contents.read("x.bin", "file", "text", true));
    contents.save("y.bin", Map.of("type", "file", "format", "base64", "content", "/wAB"), null);
    assertThat(root.resolve("y.bin")).hasBinaryContent(new byte[] {(byte) 0xff, 0, 1});
  }

  @Test
  void whatIsNoNotebookIsSaidSo() throws Exception {
    Files.writeString(root.resolve("broken.ipynb"), "{\"cells\": [");
    fails(Kind.INVALID, () -> contents.read("broken.ipynb", null, null, true));
    assertThat(contents.read("broken.ipynb", "file", null, true))
        .containsEntry("content", "{\"cells\": [");
  }
}
