package dev.elara.cli.notebook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elara.cli.json.JsonReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class NotebookTest {

  private static final String AS_JUPYTER_WRITES_IT =
      """
      {
       "cells": [
        {
         "cell_type": "markdown",
         "id": "intro",
         "metadata": {},
         "source": [
          "# Title\\n",
          "Text"
         ]
        },
        {
         "attachments": {},
         "cell_type": "code",
         "execution_count": 7,
         "id": "a1b2c3d4",
         "metadata": {
          "tags": [
           "parameters"
          ],
          "unknown to us": 1.50
         },
         "outputs": [],
         "source": "int x = 1;"
        }
       ],
       "future": null,
       "metadata": {
        "kernelspec": {
         "display_name": "Other Java",
         "language": "Java",
         "name": "other"
        }
       },
       "nbformat": 4,
       "nbformat_minor": 5
      }
      """;

  @Test
  void whatJupyterWroteComesBackByteForByte() throws NotANotebook {
    assertThat(text(read(AS_JUPYTER_WRITES_IT))).isEqualTo(AS_JUPYTER_WRITES_IT);
  }

  static Stream<Path> notebooksOfOtherPeople() throws Exception {
    try (var files = Files.walk(Path.of("../../shared/notebooks"))) {
      return files.filter(file -> file.toString().endsWith(".ipynb")).sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("notebooksOfOtherPeople")
  void notebooksOfOtherPeopleKeepEveryFieldAndItsOrder(Path file) throws Exception {
    byte[] original = Files.readAllBytes(file);
    byte[] written = Notebook.read(original).write();
    assertThat(ordered(JsonReader.read(written))).isEqualTo(ordered(JsonReader.read(original)));
    assertThat(Notebook.read(written).write()).isEqualTo(written);
  }

  @Test
  void aSourceIsOneTextHoweverItIsWritten() throws NotANotebook {
    var cells = read(AS_JUPYTER_WRITES_IT).cells();
    assertThat(cells).extracting(Cell::source).containsExactly("# Title\nText", "int x = 1;");
    assertThat(cells).extracting(Cell::isCode).containsExactly(false, true);
  }

  @Test
  void cellsOfNbformat45WithoutIdGetOne() throws NotANotebook {
    var notebook =
        read(
            """
            {"cells": [{"cell_type": "code", "metadata": {}, "source": "", "outputs": []}],
             "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
            """);
    assertThat(notebook.cells().getFirst().id()).matches("[0-9a-f]{8}");
  }

  @Test
  void cellsBeforeNbformat45GetNoId() throws NotANotebook {
    var notebook =
        read("{\"cells\": [], \"metadata\": {}, \"nbformat\": 4, \"nbformat_minor\": 4}");
    notebook.insertCode(0, "1", List.of());
    assertThat(notebook.cells().getFirst().id()).isNull();
  }

  @Test
  void aKernelspecIsKeptAndTheLanguageThatRanIsWritten() throws NotANotebook {
    var notebook = read(AS_JUPYTER_WRITES_IT);
    notebook.ranOn(Map.of("name", "java"), Map.of("name", "elara"));
    assertThat(text(notebook)).contains("Other Java").contains("\"language_info\": {");
  }

  @Test
  void whatIsAddedStandsInTheOrderInWhichJupyterWrites() throws NotANotebook {
    var notebook = read("{\"cells\": [], \"metadata\": {}, \"nbformat\": 4}");
    notebook.ranOn(Map.of("version", "25", "file_extension", ".java", "name", "java"), Map.of());
    assertThat(text(notebook)).containsSubsequence("\"file_extension\"", "\"name\"", "\"version\"");
  }

  @Test
  void aMissingKernelspecIsWritten() throws NotANotebook {
    var notebook = read("{\"cells\": [], \"nbformat\": 4, \"nbformat_minor\": 4}");
    notebook.ranOn(Map.of("name", "java"), Map.of("name", "elara"));
    assertThat(text(notebook)).contains("\"kernelspec\": {\n", "\"name\": \"elara\"");
  }

  @Test
  void theLanguageIsThatOfTheKernelspecInSmallLetters() throws NotANotebook {
    assertThat(read(AS_JUPYTER_WRITES_IT).language()).isEqualTo("java");
    assertThat(read("{\"cells\": [], \"metadata\": {}, \"nbformat\": 4}").language()).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nonsense | not valid JSON",
        "[] | not an object",
        "{\"cells\": []} | no \"nbformat\"",
        "{\"nbformat\": 3, \"worksheets\": []} | of nbformat 3; convert it",
        "{\"nbformat\": 5, \"cells\": []} | nbformat 5, which this version does not know",
        "{\"nbformat\": 4} | no list of \"cells\"",
        "{\"nbformat\": 4, \"cells\": [3]} | cell 0 (from 0) has no \"cell_type\"",
        "{\"nbformat\": 4, \"cells\": [{\"cell_type\": \"code\", \"source\": 3}]} | neither a text",
      })
  void whatIsNoNotebookIsRefusedWithTheReason(String fileAndReason) {
    String[] parts = fileAndReason.split(" \\| ", 2);
    assertThatThrownBy(() -> read(parts[0]))
        .isInstanceOf(NotANotebook.class)
        .hasMessageContaining(parts[1]);
  }

  /** Maps compare without order; their entries as lists do not. */
  private static Object ordered(Object tree) {
    return switch (tree) {
      case Map<?, ?> map ->
          map.entrySet().stream()
              .map(entry -> Map.of("key", entry.getKey(), "value", ordered(entry.getValue())))
              .toList();
      case List<?> list -> list.stream().map(NotebookTest::ordered).toList();
      case null -> "null";
      default -> tree;
    };
  }

  private static Notebook read(String file) throws NotANotebook {
    return Notebook.read(file.getBytes(UTF_8));
  }

  private static String text(Notebook notebook) {
    return new String(notebook.write(), UTF_8);
  }
}
