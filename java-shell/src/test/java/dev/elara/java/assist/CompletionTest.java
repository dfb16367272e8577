package dev.elara.java.assist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elara.shell.Completions.Item;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CompletionTest {

  private static final Session SESSION = new Session(Sources.NONE);

  @BeforeAll
  static void define() {
    SESSION.define(
        """
        int count = 3;
        String name = "x";
        List<String> words = List.of("a");
        """);
    SESSION.define(
        """
        int twice(int x) { return 2 * x; }
        record Point(int x, int y) { double norm() { return Math.sqrt(x * x + y * y); } }
        """);
    SESSION.define("class Animal { protected String sound; private int age; static int total; }");
    SESSION.define("import java.time.Duration;");
  }

  @Test
  void membersOfAVariableOfTheSessionAreOffered() {
    assertThat(SESSION.complete("words.st|")).containsExactly("stream()");
    assertThat(SESSION.complete("name.toUp|")).containsExactly("toUpperCase(");
    assertThat(SESSION.complete("int n = name.le|;")).containsExactly("length()");
  }

  @Test
  void theNameBeingTypedIsReplacedAlsoBehindTheCursor() {
    var completions = SESSION.completions("int n = name.le|ngt + 1");
    assertThat(completions.start()).isEqualTo(13);
    assertThat(completions.end()).isEqualTo(18);
  }

  @Test
  void aCallThatHasItsParenthesisGetsNoSecondOne() {
    assertThat(SESSION.complete("name.toUp|()")).containsExactly("toUpperCase");
  }

  @Test
  void genericsAndChainsAreFollowed() {
    assertThat(SESSION.complete("words.get(0).isB|")).containsExactly("isBlank()");
    assertThat(SESSION.complete("words.stream().map(w -> w.length()).toList().get(0).intV|"))
        .containsExactly("intValue()");
    assertThat(
            SESSION.complete(
                "var m = new HashMap<String, List<Integer>>();"
                    + " for (var e : m.entrySet()) { e.getValue().get(0).intV|"))
        .containsExactly("intValue()");
  }

  @Test
  void theParametersOfLambdasHaveTheirTypes() {
    assertThat(SESSION.complete("words.stream().filter(w -> w.isB|")).containsExactly("isBlank()");
    assertThat(SESSION.complete("words.stream().map(w -> w.isB|).toList();"))
        .containsExactly("isBlank()");
    assertThat(SESSION.complete("words.forEach(w -> { System.out.println(w.isB|"))
        .containsExactly("isBlank()");
    assertThat(SESSION.complete("words.forEach(word -> wor|")).contains("word", "words");
  }

  @Test
  void staticMembersAreOfferedBehindATypeAndInstanceMembersBehindAValue() {
    assertThat(SESSION.complete("Math.ab|")).containsExactly("abs(", "absExact(");
    assertThat(SESSION.complete("Animal.t|")).containsExactly("total");
    assertThat(SESSION.complete("new Animal().t|")).containsExactly("toString()");
    assertThat(SESSION.complete("Integer.MAX|")).startsWith("MAX_VALUE");
  }

  @Test
  void membersAreOfferedOnlyWhereTheyMayBeUsed() {
    assertThat(SESSION.complete("new Animal().ag|")).isEmpty();
    assertThat(SESSION.complete("new Animal().so|")).containsExactly("sound");
    assertThat(SESSION.complete("class Dog extends Animal { void f() { so| } }"))
        .containsExactly("sound");
    assertThat(SESSION.complete("class Own { private int secret; void f() { this.se| } }"))
        .containsExactly("secret");
  }

  @Test
  void localsAndParametersInScopeAreOffered() {
    assertThat(SESSION.complete("int local = 5; for (int i = 0; i < 3; i++) { loc|"))
        .containsExactly("local");
    assertThat(SESSION.complete("int f(int parameter) { return param| }"))
        .containsExactly("parameter");
    assertThat(SESSION.complete("{ int gone = 1; } go|")).doesNotContain("gone");
    assertThat(SESSION.complete("{ int inner = 1; inn| }")).containsExactly("inner");
  }

  @Test
  void patternVariablesHaveTheirType() {
    assertThat(SESSION.complete("Object o = 1; if (o instanceof String text && text.isB|"))
        .containsExactly("isBlank()");
  }

  @Test
  void namesOfTheSessionAreOfferedWithKindAndType() {
    assertThat(SESSION.completions("cou|").items())
        .containsExactly(new Item("count", "variable", "int"));
    assertThat(SESSION.completions("twi|").items())
        .containsExactly(new Item("twice(", "function", "int twice(int x)"));
    assertThat(SESSION.complete("Poi|")).startsWith("Point");
  }

  @Test
  void anInheritedMethodIsShownAsOfTheTypeAtHand() {
    assertThat(SESSION.completions("words.getFir|").items())
        .containsExactly(new Item("getFirst()", "method", "() String"));
  }

  @Test
  void overloadsAreOneItem() {
    assertThat(SESSION.completions("name.conten|").items())
        .containsExactly(new Item("contentEquals(", "method", "(StringBuffer sb) boolean (+1)"));
  }

  @Test
  void importsCompletePackagesTypesAndStaticMembers() {
    assertThat(SESSION.complete("import java.ut|")).containsExactly("util");
    assertThat(SESSION.complete("import java.util.stream.Coll|"))
        .containsExactly("Collector", "Collectors");
    assertThat(SESSION.complete("import static java.lang.Math.mi|")).containsExactly("min");
    assertThat(SESSION.complete("import mo|")).containsExactly("module");
  }

  @Test
  void qualifiedNamesComplete() {
    assertThat(SESSION.complete("java.time.LocalDa|"))
        .containsExactly("LocalDate", "LocalDateTime");
    assertThat(SESSION.complete("java.time.LocalDate.no|")).containsExactly("now(");
  }

  @Test
  void aCaseLabelOffersTheConstants() {
    assertThat(SESSION.complete("var x = switch (Thread.State.NEW) { case R|"))
        .containsExactly("RUNNABLE");
  }

  @Test
  void methodReferencesHaveNoParentheses() {
    assertThat(SESSION.complete("Function<String, Integer> f = String::len|"))
        .containsExactly("length");
    assertThat(SESSION.complete("Supplier<List<String>> s = ArrayList::ne|")).contains("new");
  }

  @Test
  void keywordsAreOfferedWhereTheyFit() {
    assertThat(SESSION.complete("whi|")).contains("while");
    assertThat(SESSION.complete("int x = whi|")).doesNotContain("while");
    assertThat(SESSION.complete("boolean b = tru|")).contains("true");
    assertThat(SESSION.complete("if (b) { } els|")).contains("else");
  }

  @Test
  void brokenCodeAroundTheCursorDoesNotHinder() {
    assertThat(SESSION.complete("for (int i = 0; i < words.si|")).containsExactly("size()");
    assertThat(SESSION.complete("if (name.isB|")).containsExactly("isBlank()");
    assertThat(SESSION.complete("foo(1, bar(name.isB|")).containsExactly("isBlank()");
    assertThat(SESSION.complete("int[] a = {1}; a[words.si|")).containsExactly("size()");
    assertThat(SESSION.complete("undefined(); int x = ; name.isB|")).contains("isBlank()");
    assertThat(SESSION.complete("try (var in = new FileInputStream(\"x\")) { in.readAll|"))
        .containsExactly("readAllBytes()");
  }

  @Test
  void arraysHaveALength() {
    assertThat(SESSION.complete("int[] a = {1}; a.len|")).containsExactly("length");
  }

  @Test
  void nothingIsOfferedInTextCommentsAndNumbers() {
    assertThat(SESSION.complete("String s = \"cou|\"")).isEmpty();
    assertThat(SESSION.complete("String s = \"cou|")).isEmpty();
    assertThat(SESSION.complete("// cou|")).isEmpty();
    assertThat(SESSION.complete("/* cou| */")).isEmpty();
    assertThat(SESSION.complete("\"\"\"\n cou|")).isEmpty();
    assertThat(SESSION.complete("int x = 12|")).isEmpty();
  }

  @Test
  void whatFitsButForUpperAndLowerCaseComesLast() {
    assertThat(SESSION.complete("name.TOUP|")).containsExactly("toUpperCase(");
  }

  @Test
  void noNameOfAGeneratedClassIsOffered() {
    assertThat(SESSION.complete("|")).noneMatch(text -> text.contains("$"));
    assertThat(SESSION.complete("|")).contains("count", "name", "words", "twice(", "Point");
  }
}
