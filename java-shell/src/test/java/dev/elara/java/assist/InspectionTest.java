package dev.elara.java.assist;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class InspectionTest {

  private static final String OPTIONAL =
      """
      package java.util;
      /** A value, <b>or</b> none. */
      public final class Optional<T> {
        /**
         * Says whether {@code this} has a value &amp; more, see {@link #get()}.
         * <pre>{@code
         * if (o.isPresent()) { }
         * }</pre>
         * @return true if so
         */
        public boolean isPresent() { return true; }
        /**
         * The value.
         * @param other what else
         * @throws NoSuchElementException if there is none
         */
        public T orElse(T other) { return other; }
      }
      """;

  private static final Session SESSION =
      new Session((module, name) ->
          module.equals("java.base") && name.equals("java.util.Optional")
              ? Optional.of(OPTIONAL)
              : Optional.empty());

  @BeforeAll
  static void define() {
    SESSION.define("Optional<String> found = Optional.empty(); int count = 2;");
    SESSION.define("int twice(int x) { return 2 * x; }");
    SESSION.define("record Point(int x, int y) { int sum() { return x + y; } }");
  }

  @Test
  void aMethodShowsItsSignatureAndComment() {
    assertThat(SESSION.inspect("found.isPre|sent()", 0))
        .isEqualTo(
            """
            public boolean isPresent()

            Says whether this has a value & more, see get().

            if (o.isPresent()) { }

            - returns true if so\
            """);
  }

  @Test
  void theCommentIsMarkdownAndHtmlToo() {
    var known = Objects.requireNonNull(SESSION.bundle("found.isPresent|()", 0));
    assertThat(String.valueOf(known.data().get("text/markdown")))
        .startsWith("```java\npublic boolean isPresent()\n```\n")
        .contains("Says whether `this` has a value & more, see `get()`.")
        .contains("- **returns** true if so");
    assertThat(String.valueOf(known.data().get("text/html")))
        .startsWith("<pre><code>public boolean isPresent()</code></pre>")
        .contains("<p>Says whether <code>this</code> has a value &amp; more")
        .contains("<li><b>returns</b> true if so</li>");
  }

  @Test
  void typeParametersAreFilledIn() {
    assertThat(SESSION.inspect("found.orElse|(\"\")", 0))
        .startsWith("public String orElse(String other)\n\nThe value.")
        .contains("- other – what else")
        .contains("- throws NoSuchElementException if there is none");
  }

  @Test
  void insideACallTheMethodIsShown() {
    assertThat(SESSION.inspect("found.orElse(|", 0)).contains("orElse(String other)");
    assertThat(SESSION.inspect("twice(|", 0)).contains("int twice(int x)");
    assertThat(SESSION.inspect("Math.max(1, |", 0)).contains("max(int a, int b)");
  }

  @Test
  void aTypeShowsItsDeclarationAndComment() {
    assertThat(SESSION.inspect("Optional|", 0))
        .isEqualTo("public final class Optional<T>\n\nA value, or none.");
  }

  @Test
  void aTypeIsKnownByItsWholeNameWithoutAnImport() {
    assertThat(SESSION.inspect("java.time.LocalDa|te", 0)).startsWith("public final class Local");
    assertThat(SESSION.inspect("var now = java.time.Cl|ock.systemUTC();", 0))
        .startsWith("public abstract class Clock");
    assertThat(SESSION.inspect("java.ti|me", 0)).isNull();
  }

  @Test
  void whatCellsDefinedShowsWhereAndOnDemandItsSource() {
    assertThat(SESSION.inspect("cou|nt", 0)).isEqualTo("int count\n\nDefined in Cell 1.");
    assertThat(SESSION.inspect("twice|", 0)).isEqualTo("int twice(int x)\n\nDefined in Cell 2.");
    assertThat(SESSION.inspect("new Poi|nt(1, 2)", 0))
        .isEqualTo("record Point(int x, int y)\n\nDefined in Cell 3.");
    assertThat(SESSION.inspect("twice|(1)", 1))
        .isEqualTo("int twice(int x) { return 2 * x; }\n\nDefined in Cell 2.");
  }

  @Test
  void nothingIsKnownOfWhatDoesNotExist() {
    assertThat(SESSION.inspect("nothing|", 0)).isNull();
    assertThat(SESSION.inspect("1 + 1|", 0)).isNull();
    assertThat(SESSION.inspect("|", 0)).isNull();
  }

  @Test
  void withoutSourcesTheSignatureIsLeft() {
    assertThat(SESSION.inspect("\"a\".repeat|(2)", 0)).isEqualTo("public String repeat(int count)");
  }

  @Test
  void theJdksSourcesAreReadWhereTheyAre() {
    var archive = Path.of(System.getProperty("java.home"), "lib", "src.zip");
    var text = new JdkSources().of("java.base", "java.lang.Runnable");
    assertThat(text.isPresent()).isEqualTo(archive.toFile().isFile());
    assertThat(new JdkSources(Path.of("no", "such.zip")).of("java.base", "java.lang.Runnable"))
        .isEmpty();
  }
}
