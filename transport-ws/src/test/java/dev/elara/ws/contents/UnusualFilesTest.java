package dev.elara.ws.contents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elara.ws.contents.ContentsProblem.Kind;
import dev.elara.ws.wire.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files whose names, sizes or bytes are not everyday's, and saves that come together. */
class UnusualFilesTest {

  @TempDir private Path root;
  private Contents contents;

  @BeforeEach
  void begin() throws IOException {
    contents = new Contents(root);
  }

  private static Map<String, Object> text(String text) {
    return Map.of("type", "file", "format", "text", "content", text);
  }

  private static Map<String, Object> chunk(int number, byte[] bytes) {
    String content = Base64.getEncoder().encodeToString(bytes);
    return Map.of("type", "file", "format", "base64", "chunk", number, "content", content);
  }

  private static void fails(Kind kind, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            ContentsProblem.class, problem -> assertThat(problem.kind()).isEqualTo(kind));
  }

  @Test
  void whatIsMarkedAsReadOnlyIsShownSoAndIsNotSavedOver() throws Exception {
    Path file = Files.writeString(root.resolve("kept.txt"), "kept");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r--r--"));
    assertThat(contents.read("kept.txt", null, null, false)).containsEntry("writable", false);
    fails(Kind.FORBIDDEN, () -> contents.save("kept.txt", text("lost"), null));
    assertThat(file).hasContent("kept");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    assertThat(contents.save("kept.txt", text("new"), null)).containsEntry("writable", true);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a b.txt",
        "grüße ✓ 😀.txt",
        "50%25+1&2=3#?.txt",
        "~",
        "a..b",
        "x\ny",
        "CON",
        "-rf *"
      })
  void everyNameThatTheSystemAllowsIsKeptAsItIs(String name) throws Exception {
    assertThat(contents.save(name, text("a"), null)).containsEntry("name", name);
    assertThat(contents.read(name, null, null, true)).containsEntry("content", "a");
    assertThat(root.resolve(name)).hasContent("a");
    assertThat(contents.rename(name, "renamed")).containsEntry("path", "renamed");
    contents.rename("renamed", name);
    contents.delete(name);
    assertThat(root).isEmptyDirectory();
  }

  @Test
  void aNameMayBeAsLongAsTheSystemAllowsAndNoLonger() throws Exception {
    contents.save("x".repeat(255), text("a"), null);
    assertThat(root.resolve("x".repeat(255))).hasContent("a");
    fails(Kind.FORBIDDEN, () -> contents.save("x".repeat(256), text("a"), null));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\uFEFFwith a mark", "one\r\ntwo\n\rthree\r", "", "no end", "\u0000\u0001"})
  void textComesBackByteByByte(String content) throws Exception {
    contents.save("a.txt", text(content), null);
    assertThat(root.resolve("a.txt")).hasBinaryContent(content.getBytes(StandardCharsets.UTF_8));
    assertThat(contents.read("a.txt", "file", "text", true)).containsEntry("content", content);
  }

  @Test
  void textThatIsNotUtf8IsReadAsBase64AndRefusedAsText() throws Exception {
    byte[] latin1 = "Grüße".getBytes(StandardCharsets.ISO_8859_1);
    Files.write(root.resolve("old.txt"), latin1);
    Map<String, Object> read = Map.copyOf(withoutNulls(contents.read("old.txt", null, null, true)));
    assertThat(read).containsEntry("format", "base64");
    assertThat(Base64.getDecoder().decode(String.valueOf(read.get("content")))).isEqualTo(latin1);
    fails(Kind.INVALID, () -> contents.read("old.txt", "file", "text", true));
  }

  private static Map<String, Object> withoutNulls(Map<String, ?> map) {
    Map<String, Object> rest = new java.util.HashMap<>(map);
    rest.values().removeIf(java.util.Objects::isNull);
    return rest;
  }

  @Test
  void aFileOfManyMegabytesComesBack() throws Exception {
    byte[] bytes = new byte[20 << 20];
    new java.util.Random(1).nextBytes(bytes);
    String content = Base64.getEncoder().encodeToString(bytes);
    contents.save("large", Map.of("type", "file", "format", "base64", "content", content), null);
    assertThat(Files.readAllBytes(root.resolve("large"))).isEqualTo(bytes);
    assertThat(contents.read("large", null, "base64", true)).containsEntry("content", content);
    assertThat(contents.bytes("large")).isEqualTo(bytes);
  }

  @Test
  void aFileThatIsSavedInChunksIsWholeAfterTheLast() throws Exception {
    Files.writeString(root.resolve("a"), "what was there before, which is longer than the new");
    contents.save("a", chunk(1, new byte[] {1, 2}), null);
    contents.save("a", chunk(2, new byte[] {3}), null);
    contents.save("a", chunk(-1, new byte[] {4, 5}), null);
    assertThat(root.resolve("a")).hasBinaryContent(new byte[] {1, 2, 3, 4, 5});
  }

  @Test
  void aChunkContinuesNothingThatIsNotThere() {
    fails(Kind.NOT_FOUND, () -> contents.save("a", chunk(2, new byte[1]), null));
    assertThat(root.resolve("a")).doesNotExist();
    var notebook = Map.<String, Object>of("type", "notebook", "chunk", 1, "content", Map.of());
    fails(Kind.INVALID, () -> contents.save("a.ipynb", notebook, null));
  }

  @Test
  void savesThatComeTogetherDoNotMix() throws Exception {
    int savers = 8;
    var all = new CountDownLatch(savers);
    List<Future<?>> saves = new ArrayList<>();
    try (var threads = Executors.newFixedThreadPool(savers)) {
      for (int i = 0; i < savers; i++) {
        String text = Integer.toString(i).repeat(500_000);
        saves.add(
            threads.submit(() -> {
              all.countDown();
              all.await();
              return contents.save("a.txt", text(text), null);
            }));
      }
      for (Future<?> save : saves) {
        save.get();
      }
    }
    String left = Files.readString(root.resolve("a.txt"));
    assertThat(left).hasSize(500_000).isEqualTo(left.substring(0, 1).repeat(500_000));
    assertThat(root.toFile().list()).containsExactly("a.txt");
  }

  @Test
  void ofTwoWhoReadTheSameTheSecondToSaveLearnsOfTheFirst() throws Exception {
    contents.save("a.txt", text("both have read this"), null);
    Instant old = Instant.now().minusSeconds(100);
    Files.setLastModifiedTime(root.resolve("a.txt"), java.nio.file.attribute.FileTime.from(old));
    contents.save("a.txt", text("the first"), old);
    assertThatThrownBy(() -> contents.save("a.txt", text("the second"), old))
        .hasMessageContaining("changed on disk");
    assertThat(root.resolve("a.txt")).hasContent("the first");
  }

  @Test
  void aSavedFileKeepsItsPermissions() throws Exception {
    Path script = Files.writeString(root.resolve("run.sh"), "a");
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-x---"));
    contents.save("run.sh", text("b"), null);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(script)))
        .isEqualTo("rwxr-x---");
  }

  @Test
  void aDeletedLinkLeavesWhatItPointsTo() throws Exception {
    Files.writeString(root.resolve("a.txt"), "a");
    Files.createSymbolicLink(root.resolve("link.txt"), root.resolve("a.txt"));
    contents.delete("link.txt");
    assertThat(root.toFile().list()).containsExactly("a.txt");
  }

  @Test
  void aFolderIsMadeRenamedWithWhatIsInItAndNotReadAsAFile() throws Exception {
    contents.save("one", Map.of("type", "directory"), null);
    contents.save("one/a.txt", text("a"), null);
    contents.rename("one", "two");
    assertThat(contents.read("two/a.txt", null, null, true)).containsEntry("content", "a");
    fails(Kind.INVALID, () -> contents.read("two", "notebook", null, true));
    fails(Kind.INVALID, () -> contents.read("two/a.txt", "directory", null, true));
    fails(Kind.CONFLICT, () -> contents.save("two", text("a"), null));
    fails(Kind.NOT_FOUND, () -> contents.save("nowhere/a.txt", text("a"), null));
  }

  @Test
  void aPipeIsNeitherShownNorRead() throws Exception {
    var made = new ProcessBuilder("mkfifo", root.resolve("pipe.ipynb").toString()).start();
    assertThat(made.waitFor()).isZero();
    Files.createFile(root.resolve("back\\slash"));
    assertThat(contents.read("", null, null, true).get("content")).isEqualTo(List.of());
    fails(Kind.NOT_FOUND, () -> contents.read("pipe.ipynb", null, null, true));
    fails(Kind.NOT_FOUND, () -> contents.bytes("pipe.ipynb"));
  }

  @Test
  void whatIsNoBase64AndWhatIsNoNotebookIsNotSaved() {
    fails(
        Kind.INVALID,
        () ->
            contents.save(
                "a.bin", Map.of("type", "file", "format", "base64", "content", "***"), null));
    fails(
        Kind.INVALID,
        () ->
            contents.save(
                "a.ipynb", Map.of("type", "notebook", "content", Map.of("cells", 3)), null));
    assertThat(root).isEmptyDirectory();
  }

  @Test
  void aNotebookOfALaterFormatIsNotOpenedAsIfItWereEmpty() throws Exception {
    Files.writeString(root.resolve("later.ipynb"), "{\"nbformat\": 5, \"cells\": {}}");
    fails(Kind.INVALID, () -> contents.read("later.ipynb", null, null, true));
    assertThat(contents.read("later.ipynb", "file", null, true)).containsKey("content");
  }

  @Test
  void aNotebookOfFormat3IsShownInFormat4() throws Exception {
    Files.writeString(
        root.resolve("old.ipynb"),
        """
        {"nbformat": 3, "nbformat_minor": 0, "metadata": {"name": "old", "kept": 1}, "worksheets": [
          {"cells": [
            {"cell_type": "heading", "level": 2, "source": ["Title"], "metadata": {}},
            {"cell_type": "markdown", "source": ["a\\n", "b"], "metadata": {}},
            {"cell_type": "code", "input": ["1+1\\n", "2"], "prompt_number": 7, "collapsed": true,
             "language": "java", "metadata": {}, "outputs": [
               {"output_type": "stream", "stream": "stderr", "text": ["x"]},
               {"output_type": "pyout", "prompt_number": 7, "text": ["2"], "png": "iVBO"},
               {"output_type": "pyerr", "ename": "E", "evalue": "v", "traceback": ["t"]}]}]}]}
        """);
    assertThat(contents.read("old.ipynb", null, null, true).get("content"))
        .isEqualTo(
            Json.readObject(
                """
                {"nbformat": 4, "nbformat_minor": 0, "metadata": {"kept": 1, "orig_nbformat": 3},
                 "cells": [
                  {"cell_type": "markdown", "metadata": {}, "source": "## Title"},
                  {"cell_type": "markdown", "metadata": {}, "source": "a\\nb"},
                  {"cell_type": "code", "metadata": {"collapsed": true}, "execution_count": 7,
                   "source": "1+1\\n2", "outputs": [
                     {"output_type": "stream", "name": "stderr", "text": "x"},
                     {"output_type": "execute_result", "execution_count": 7, "metadata": {},
                      "data": {"text/plain": "2", "image/png": "iVBO"}},
                     {"output_type": "error", "ename": "E", "evalue": "v", "traceback": ["t"]}]}]}
                """
                    .getBytes(StandardCharsets.UTF_8)));
  }
}
