package dev.elara.cli.notebook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParametersTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "x=3 | int x = 3;",
        "x=-3 | int x = -3;",
        "x=007 | int x = 7;",
        "x=2147483648 | long x = 2147483648L;",
        "x=99999999999999999999 | java.math.BigInteger x = new java.math.BigInteger(\"99999999999999999999\");",
        "x=0.5 | double x = 0.5;",
        "x=1e3 | double x = 1000.0;",
        "x=1e999 | String x = \"1e999\";",
        "x=true | boolean x = true;",
        "x=False | boolean x = false;",
        "x=abc | String x = \"abc\";",
        "x=\"5\" | String x = \"5\";",
        "x= | String x = \"\";",
        "x=a=b | String x = \"a=b\";",
        "x=say \"hi\" \\ \\u0041 | String x = \"say \\\"hi\\\" \\\\ \\\\u0041\";",
      })
  void theValueTellsTheType(String parameter, String declaration) throws NotANotebook {
    var notebook = notebook("");
    Parameters.parse(List.of(parameter)).injectInto(notebook);
    assertThat(notebook.cells().getFirst().source()).isEqualTo("// Parameters\n" + declaration);
  }

  @Test
  void controlCharactersAreEscaped() throws NotANotebook {
    var notebook = notebook("");
    Parameters.parse(List.of("x=a\n\t\u00011")).injectInto(notebook);
    assertThat(notebook.cells().getFirst().source()).endsWith("String x = \"a\\n\\t\\0011\";");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "double x = 1; | x=3 | double x = 3.0;",
        "long x = 1; | x=3 | long x = 3L;",
        "float x = 1; | x=3 | float x = 3.0f;",
        "String x; | x=3 | String x = \"3\";",
        "final int x=1; | x=3 | int x = 3;",
        "var x = 1; | x=3 | int x = 3;",
        "int xx = 1; | x=3.5 | double x = 3.5;",
      })
  void theTypeTheNotebookDeclaresWins(String source, String parameter, String declaration)
      throws NotANotebook {
    var notebook = notebook(cell("parameters", source));
    Parameters.parse(List.of(parameter)).injectInto(notebook);
    assertThat(notebook.cells().get(1).source()).isEqualTo("// Parameters\n" + declaration);
  }

  @Test
  void aValueThatDoesNotFitTheDeclaredTypeIsRefused() throws NotANotebook {
    var notebook = notebook(cell("parameters", "int n = 1;"));
    var parameters = Parameters.parse(List.of("n=many"));
    assertThatThrownBy(() -> parameters.injectInto(notebook))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Parameter n: 'many' is no int");
  }

  @Test
  void theCellGoesBehindTheOneTaggedParameters() throws NotANotebook {
    var notebook = notebook(cell("x", "1") + "," + cell("parameters", "2") + "," + cell("y", "3"));
    Parameters.parse(List.of("a=1", "b=2")).injectInto(notebook);
    assertThat(notebook.cells())
        .extracting(Cell::source)
        .containsExactly("1", "2", "// Parameters\nint a = 1;\nint b = 2;", "3");
    assertThat(notebook.cells().get(2).hasTag("injected-parameters")).isTrue();
    assertThat(notebook.cells().get(2).id()).isNotNull();
  }

  @Test
  void theCellOfAnEarlierRunIsReplaced() throws NotANotebook {
    var notebook = notebook(cell("injected-parameters", "old") + "," + cell("x", "1"));
    Parameters.parse(List.of("a=1")).injectInto(notebook);
    assertThat(notebook.cells())
        .extracting(Cell::source)
        .containsExactly("// Parameters\nint a = 1;", "1");
  }

  @Test
  void withoutParametersTheNotebookStaysAsItIs() throws NotANotebook {
    var notebook = notebook(cell("injected-parameters", "old"));
    Parameters.parse(List.of()).injectInto(notebook);
    assertThat(notebook.cells()).extracting(Cell::source).containsExactly("old");
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "=1", "1x=1", "a.b=1", "class=1", "a b=1"})
  void whatIsNoParameterIsRefused(String parameter) {
    assertThatThrownBy(() -> Parameters.parse(List.of(parameter)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static String cell(String tag, String source) {
    return """
    {"cell_type": "code", "id": "%s", "metadata": {"tags": ["%s"]}, "source": "%s", "outputs": []}
    """
        .formatted(tag, tag, source);
  }

  private static Notebook notebook(String cells) throws NotANotebook {
    return Notebook.read(
        "{\"cells\": [%s], \"metadata\": {}, \"nbformat\": 4, \"nbformat_minor\": 5}"
            .formatted(cells)
            .getBytes(UTF_8));
  }
}
