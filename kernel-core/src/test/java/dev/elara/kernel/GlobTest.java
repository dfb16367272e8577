package dev.elara.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GlobTest {

  @Test
  void aStarStandsForAnyTextAndAQuestionMarkForOneCharacter() {
    assertThat(Glob.matcher("a*c").test("abbbc")).isTrue();
    assertThat(Glob.matcher("a*c").test("ac")).isTrue();
    assertThat(Glob.matcher("a*c").test("acb")).isFalse();
    assertThat(Glob.matcher("a?c").test("abc")).isTrue();
    assertThat(Glob.matcher("a?c").test("ac")).isFalse();
    assertThat(Glob.matcher("*").test("")).isTrue();
    assertThat(Glob.matcher("").test("")).isTrue();
    assertThat(Glob.matcher("*b*b").test("abab\nb")).isTrue();
  }

  @Test
  void whatAnotherPatternLanguageWouldInterpretIsTakenAsItStands() {
    assertThat(Glob.matcher("f(.)*").test("f(.) + 1")).isTrue();
    assertThat(Glob.matcher("f(.)*").test("f(x) + 1")).isFalse();
  }

  @Test
  void manyStarsAreMatchedInPolynomialTime() {
    assertThat(Glob.matcher("*a".repeat(30) + "b").test("a".repeat(10_000))).isFalse();
  }
}
