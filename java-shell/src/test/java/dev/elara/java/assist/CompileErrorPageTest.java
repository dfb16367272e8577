package dev.elara.java.assist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elara.shell.Outcome;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CompileErrorPageTest {

  private final Session session = new Session(Sources.NONE);

  @BeforeEach
  void define() {
    session.define("int count = 3; List<String> words = List.of(\"a\");");
  }

  @Test
  void aMisspeltVariableIsUnderlinedAndTheNearestOfTheSessionIsOffered() {
    assertPage(
        "int a = 1;\nSystem.out.println(cuont);",
        """
        «Cell 2, line 2»: cannot find variable cuont
            System.out.println(cuont);
                               ‹^^^^^›
            (Did you mean count?)\
        """);
  }

  @Test
  void theColoursAreThoseThatReadOnLightAndDark() {
    assertThat(session.failure("cuont").traceback())
        .containsExactly(
            "\u001b[1;31mCell 2, line 1\u001b[0m: cannot find variable cuont",
            "    cuont",
            "    \u001b[31m^^^^^\u001b[0m",
            "    \u001b[32mDid you mean count?\u001b[0m");
  }

  @Test
  void theFailureSaysInOneLineWhatIsWrongAndHowMuchMore() {
    var failure = session.failure("int x = \"a\";\nString s = 5;");
    assertThat(failure.name()).isEqualTo("CompileError");
    assertThat(failure.message())
        .isEqualTo(
            "Cell 2, line 1: incompatible types: String cannot be converted to int (and 1 more)");
  }

  @Test
  void severalErrorsComeInOrder() {
    assertPage(
        "int x = \"a\";\nString s = 5;",
        """
        «Cell 2, line 1»: incompatible types: String cannot be converted to int
            int x = "a";
                    ‹^^^›
            (Read the number from the text with Integer.parseInt(…).)

        «Cell 2, line 2»: incompatible types: int cannot be converted to String
            String s = 5;
                       ‹^›
            (Make it text with String.valueOf(…).)\
        """);
  }

  @Test
  void aMisspeltMethodIsLookedForInItsType() {
    assertPage(
        "words.strem();",
        """
        «Cell 2, line 1»: cannot find method strem() in List<String>
            words.strem();
                  ‹^^^^^›
            (Did you mean stream?)\
        """);
  }

  @Test
  void aTypeThatNeedsAnImportIsNamed() {
    assertPage(
        "LocalDate today = null;",
        """
        «Cell 2, line 1»: cannot find class LocalDate
            LocalDate today = null;
            ‹^^^^^^^^^›
            (Add import java.time.LocalDate;)\
        """);
  }

  @Test
  void aTypeUsedForItsStaticMembersNeedsItsImportToo() {
    assertPage(
        "Instant.now();",
        """
        «Cell 2, line 1»: cannot find variable Instant
            Instant.now();
            ‹^^^^^^^›
            (Add import java.time.Instant;)\
        """);
  }

  @Test
  void aMissingSemicolonIsShownWhereItBelongs() {
    assertPage(
        "int a = 1\nint b = 2;",
        """
        «Cell 2, line 1»: ';' expected
            int a = 1
                     ‹^›
            (Add the missing ';'.)\
        """);
  }

  @Test
  void aMisspeltKeywordIsCorrected() {
    assertPage(
        "clas Foo { }",
        """
        «Cell 2, line 1»: ';' expected
            clas Foo { }
                    ‹^›
            (Did you mean class?)\
        """);
  }

  @Test
  void aBraceLeftOpenIsNamed() {
    assertPage(
        "class Foo {\n  void f() {\n  }",
        """
        «Cell 2, line 3»: the cell ends before this is complete
              }
               ‹^›
            ('{' of line 1 is not closed.)\
        """);
  }

  @Test
  void anUncaughtExceptionIsNamedWithTheWaysOut() {
    assertPage(
        "void f() { Files.delete(Path.of(\"x\")); }",
        """
        «Cell 2, line 1»: unreported exception IOException; must be caught or declared to be thrown
            void f() { Files.delete(Path.of("x")); }
                       ‹^^^^^^^^^^^^^^^^^^^^^^^^^^›
            (Catch it, or add throws IOException to the method.)\
        """);
  }

  @Test
  void aWrongPackageIsCorrected() {
    assertPage(
        "import java.utl.List;",
        """
        «Cell 2, line 1»: package java.utl does not exist
            import java.utl.List;
                   ‹^^^^^^^^›
            (Did you mean java.util?)\
        """);
  }

  @Test
  void aMethodReferenceIsCorrected() {
    assertThat(session.failure("words.stream().map(String::lenght).toList()").traceback())
        .last()
        .asString()
        .contains("Did you mean length?");
  }

  @Test
  void detailsStandBelowTheSource() {
    assertPage(
        "class Pair { Pair(int a, int b) { } }\nnew Pair(1)",
        """
        «Cell 2, line 2»: constructor Pair in class Pair cannot be applied to given types
            new Pair(1)
            ‹^^^^^^^^^^^›
              required: int,int
              found:    int
              reason: actual and formal argument lists differ in length\
        """);
  }

  @Test
  void caretsStandUnderTheNameAlsoBehindTabsAndWideLetters() {
    assertPage(
        "\tString 名前 = nmae;",
        """
        «Cell 2, line 1»: cannot find variable nmae
                String 名前 = nmae;
                              ‹^^^^›\
        """);
  }

  @Test
  void noGeneratedNameIsShown() {
    for (var cell : new String[] {"foo()", "new Foo()", "Runnable r = new Runnable() { };"}) {
      assertThat(String.join("\n", session.failure(cell).traceback()))
          .doesNotContain("$JShell$")
          .doesNotContain("REPL");
    }
  }

  @Test
  void manyErrorsAreCutWithTheirNumber() {

    var many = new StringBuilder();
    for (int at = 0; at < 25; at++) {
      many.append("int v").append(at).append(" = \"a\";\n");
    }
    assertThat(session.failure(many.toString()).traceback())
        .last()
        .isEqualTo("… and 5 more errors.");
  }

  private void assertPage(String cell, String expected) {
    assertThat(page(session.failure(cell))).isEqualTo(expected);
  }

  /** The page with its colours as brackets: place, wrong piece, hint. */
  private static String page(Outcome.Failure failure) {
    return String.join("\n", failure.traceback())
        .replaceAll("\u001b\\[1;31m(.*?)\u001b\\[0m", "«$1»")
        .replaceAll("\u001b\\[31m(.*?)\u001b\\[0m", "‹$1›")
        .replaceAll("\u001b\\[32m(.*?)\u001b\\[0m", "($1)");
  }
}
