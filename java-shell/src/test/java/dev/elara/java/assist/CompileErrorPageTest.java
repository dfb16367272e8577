package dev.elara.java.assist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elara.shell.Outcome;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
            (Read it from the text with Integer.parseInt(…).)

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
        «Cell 2, line 1»: cannot find class or variable Instant
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
  void anUncaughtExceptionOfALambdaCannotBeDeclared() {
    assertThat(page(session.failure("Runnable r = () -> Thread.sleep(1);")))
        .contains("(Catch it inside the lambda: the method it stands for does not throw it.)");
    assertThat(page(session.failure("Runnable r = () -> new Object() { void f() { wait(); } };")))
        .contains("(Catch it, or add throws InterruptedException to the method.)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "long big = 12345678901; | Write 12345678901L.",
        "var huge = 92233720368547758080; | Write new java.math.BigInteger(\"92233720368547758080\").",
        "package a.b; class C {} | Leave it out: what a cell defines is in no package.",
        "static { count = 1; } | Leave static and its braces out: statements of a cell just run.",
        "var s = \"\"\"text | The text begins on the line after \"\"\".",
      })
  void whatIsRightElsewhereInJavaIsSaidHowItGoesInACell(String cell, String hint) {
    assertThat(page(session.failure(cell))).contains("(" + hint + ")");
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
        «Cell 2, line 2»: new Pair(…) cannot be called with (int)
            new Pair(1)
            ‹^^^^^^^^^^^›
              it takes (int, int): 2 arguments, not 1\
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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "enum L {A, B, C} L l = L.A; int n = switch (l) { case A, C -> 1; }; | Missing: B.",
        "sealed interface S permits P, Q {} record P() implements S {} record Q() implements S {}"
            + " int f(S s) { return switch (s) { case P p -> 1; }; } | Missing: Q.",
        "int f(int n) { return switch (n) { case 1 -> 2; }; } | Add default -> …, for all the others.",
        "int f(double d) { int n = d; return n; } | Write (int) d if losing digits is meant.",
        "int f(double d) { int n = d * 2; return n; } | Write (int) (d * 2) if losing digits is meant.",
        "List<int> l = null; | Write Integer in place of int.",
        "int n = 0; if (n = 1) n++; | Compare with ==; a single = assigns.",
        "List<String> l = List.of(1); | It would be of Integer, where String is asked for.",
        "int f(int n) { if (n > 0) return 1; } | Add a return at the end, for when no other one was"
            + " reached.",
        "String s = 'text'; | Between single quotes stands one character; text stands between double"
            + " quotes.",
      })
  void theLikelyFixIsSaid(String cell, String fix) {
    assertThat(page(session.failure(cell))).endsWith("(" + fix + ")");
  }

  @Test
  void theBracketWhoseIndentIsNotMetAgainIsTheOneThatIsNotClosed() {
    assertThat(
            session.failure("int f() {\n  for (;;) {\n    int n = 1;\n  return 2;\n}").traceback())
        .last()
        .asString()
        .contains("'{' of line 2 is not closed.");
  }

  @Test
  void whatOnlyFollowsFromAnEarlierErrorIsLeftOut() {
    assertPage(
        "var list = new ArrayLst<Integer>();\nlist.add(1);\nlist.size()",
        """
        «Cell 2, line 1»: cannot find class ArrayLst
            var list = new ArrayLst<Integer>();
                           ‹^^^^^^^^›
            (Did you mean ArrayList?)\
        """);
  }

  @Test
  void eachMethodThatDoesNotFitIsALineThoseWithAsManyArgumentsFirst() {
    assertPage(
        "String.join(1, List.of())",
        """
        «Cell 2, line 1»: join cannot be called with (int, List<Object>)
            String.join(1, List.of())
                   ‹^^^^›
              join(CharSequence, CharSequence...): int cannot be converted to CharSequence
              join(CharSequence, Iterable<? extends CharSequence>): int cannot be converted to CharSequence\
        """);
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
