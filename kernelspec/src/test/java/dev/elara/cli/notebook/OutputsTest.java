package dev.elara.cli.notebook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.elara.cli.json.JsonReader;
import dev.elara.message.Channel;
import dev.elara.message.Content;
import dev.elara.message.Header;
import dev.elara.message.MessageFactory;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OutputsTest {

  private final MessageFactory messages = new MessageFactory("s", "u", () -> Instant.EPOCH);
  private final Outputs outputs = new Outputs();
  private Notebook notebook;
  private Cell first;
  private Cell second;

  @BeforeEach
  void aNotebookOfTwoCells() throws NotANotebook {
    notebook =
        Notebook.read(
            """
            {"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
            """
                .getBytes(UTF_8));
    notebook.insertCode(0, "a", List.of());
    notebook.insertCode(1, "b", List.of());
    first = notebook.cells().get(0);
    second = notebook.cells().get(1);
  }

  @Test
  void neighbouringTextsOfAStreamBecomeOneOutputInLines() {
    add(first, "stream", "name", "stdout", "text", "one\ntw");
    add(first, "stream", "name", "stdout", "text", "o\nthree");
    add(first, "stream", "name", "stderr", "text", "oops\n");
    add(first, "stream", "name", "stdout", "text", "four");
    assertThat((Object) stored(first))
        .isEqualTo(
            List.of(
                stream("stdout", "one\n", "two\n", "three"),
                stream("stderr", "oops\n"),
                stream("stdout", "four")));
  }

  @Test
  void aResultKeepsItsNumberAndTextsAreLinesWhilePicturesAreNot() {
    add(
        first,
        "execute_result",
        "execution_count",
        3,
        "data",
        Map.of("text/plain", "a\nb", "image/png", "AAAA\nBBBB", "application/json", List.of(1)),
        "metadata",
        Map.of());
    assertThat((Object) stored(first))
        .isEqualTo(
            List.of(
                Map.of(
                    "output_type",
                    "execute_result",
                    "execution_count",
                    3,
                    "metadata",
                    Map.of(),
                    "data",
                    Map.of(
                        "text/plain",
                        List.of("a\n", "b"),
                        "image/png",
                        "AAAA\nBBBB",
                        "application/json",
                        List.of(1)))));
  }

  @Test
  void anErrorKeepsItsTraceback() {
    add(first, "error", "ename", "E", "evalue", "m", "traceback", List.of("x", "y"));
    assertThat((Object) stored(first))
        .isEqualTo(
            List.of(
                Map.of(
                    "output_type",
                    "error",
                    "ename",
                    "E",
                    "evalue",
                    "m",
                    "traceback",
                    List.of("x", "y"))));
  }

  @Test
  void aDisplayUpdatedFromALaterCellChangesWhereItStands() {
    add(first, "display_data", "data", plain("old"), "metadata", Map.of(), "transient", id("d"));
    add(first, "display_data", "data", plain("else"), "metadata", Map.of(), "transient", Map.of());
    add(
        second,
        "update_display_data",
        "data",
        plain("new"),
        "metadata",
        Map.of("k", 1),
        "transient",
        id("d"));
    assertThat((Object) stored(first))
        .isEqualTo(List.of(display("new", Map.of("k", 1)), display("else", Map.of())));
    assertThat(stored(second)).isEmpty();
  }

  @Test
  void clearingEmptiesTheCellAtOnce() {
    add(first, "stream", "name", "stdout", "text", "gone");
    add(first, "clear_output", "wait", false);
    assertThat(stored(first)).isEmpty();
  }

  @Test
  void clearingWithWaitEmptiesTheCellWhenTheNextOutputComes() {
    add(first, "stream", "name", "stdout", "text", "gone");
    add(first, "clear_output", "wait", true);
    assertThat((Object) stored(first)).isEqualTo(List.of(stream("stdout", "gone")));
    add(first, "stream", "name", "stdout", "text", "next");
    add(first, "stream", "name", "stdout", "text", " one");
    assertThat((Object) stored(first)).isEqualTo(List.of(stream("stdout", "next one")));
  }

  @Test
  void statusAndInputAreNoOutputs() {
    add(first, "status", "execution_state", "busy");
    add(first, "execute_input", "code", "a", "execution_count", 1);
    assertThat(stored(first)).isEmpty();
  }

  private void add(Cell cell, String type, Object... content) {
    outputs.add(cell, messages.message(Channel.IOPUB, type, Header.NONE, Content.of(content)));
  }

  private List<?> stored(Cell cell) {
    outputs.store();
    try {
      JsonReader.read(notebook.write());
    } catch (Exception e) {
      throw new AssertionError("What is written is no JSON", e);
    }
    return (List<?>) cell.fields().get("outputs");
  }

  private static Map<String, Object> stream(String name, String... lines) {
    return Map.of("output_type", "stream", "name", name, "text", List.of(lines));
  }

  private static Map<String, Object> display(String line, Map<String, Object> metadata) {
    return Map.of(
        "output_type",
        "display_data",
        "data",
        Map.of("text/plain", List.of(line)),
        "metadata",
        metadata);
  }

  private static Map<String, Object> plain(String text) {
    return Map.of("text/plain", text);
  }

  private static Map<String, Object> id(String id) {
    return Map.of("display_id", id);
  }
}
