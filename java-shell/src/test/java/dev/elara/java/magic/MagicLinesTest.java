package dev.elara.java.magic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MagicLinesTest {

  private static List<String> names(String code) {
    return MagicLines.in(code).stream().map(MagicLines.Line::name).toList();
  }

  @Test
  void aLineWithAPercentSignAndANameIsAMagic() {
    assertThat(names("%callers")).containsExactly("callers");
    assertThat(names("int a = 1;\n  %one x y\n%two\nint b;")).containsExactly("one", "two");
    assertThat(MagicLines.in("%one  x \"y\"  ").getFirst().arguments()).isEqualTo("x \"y\"");
  }

  @Test
  void aMagicMayStandWhereAStatementMay() {
    assertThat(names("for (int i = 0; i < 2; i++) {\n  %one\n}\n%two"))
        .containsExactly("one", "two");
    assertThat(names("// first\n/* second */\n%one")).containsExactly("one");
    assertThat(names("run(\"}\"); // ;\n%one")).containsExactly("one");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "int c = a\n%b;",
        "int c = a\n  %b;",
        "int c = f(1)\n%b;",
        "int c = \"x\".length()\n%b;",
        "int c = xs[0]\n%b;",
        "int c = a\n% b;",
        "var s = \"\"\"\n;\n%one\n\"\"\";",
        "/*\n;\n%one\n*/ int a;",
        "; // x;\n\"open\n",
        "int a = 1; %one",
        "%",
        "% 1",
        "",
      })
  void aRemainderACommentAndATextBlockAreNone(String code) {
    assertThat(names(code)).isEmpty();
  }

  @Test
  void aCellThatBeginsWithTwoPercentSignsIsACellMagic() {
    assertThat(MagicLines.cell("\n%%html <b>\n<p>")).isNotNull();
    assertThat(MagicLines.cell("\n%%html <b>\n<p>").arguments()).isEqualTo("<b>");
    assertThat(MagicLines.cell("int a;\n%%html")).isNull();
    assertThat(MagicLines.cell("%html")).isNull();
  }

  @Test
  void withoutItsMagicsACellKeepsItsOffsets() {
    String code = "int a;\n  %one x\nint b;";
    assertThat(MagicLines.blanked(code)).isEqualTo("int a;\n        \nint b;");
  }

  @Test
  void asJavaACellKeepsItsLines() {
    assertThat(MagicLines.asJava("int a;\n%one \"x\" \\n\nint b;"))
        .isEqualTo("int a;\ndev.elara.shell.LineMagic.run(\"one\", \"\\\"x\\\" \\\\n\");\nint b;");
  }
}
