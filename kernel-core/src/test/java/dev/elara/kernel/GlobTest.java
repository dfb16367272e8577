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
  void aSetStandsForOneOfItsCharactersOrRanges() {
    assertThat(Glob.matcher("[a-cx]1").test("b1")).isTrue();
    assertThat(Glob.matcher("[a-cx]1").test("x1")).isTrue();
    assertThat(Glob.matcher("[a-cx]1").test("d1")).isFalse();
    assertThat(Glob.matcher("*[^0-9]").test("12a")).isTrue();
    assertThat(Glob.matcher("*[^0-9]").test("123")).isFalse();
    assertThat(Glob.matcher("[]a]").test("]")).isTrue();
    assertThat(Glob.matcher("[^]a]").test("]")).isFalse();
    assertThat(Glob.matcher("[*]").test("*")).isTrue();
    assertThat(Glob.matcher("[a-]").test("-")).isTrue();
  }

  @Test
  void aSetThatIsNeverClosedMatchesNothing() {
    assertThat(Glob.matcher("a[bc").test("a[bc")).isFalse();
    assertThat(Glob.matcher("a[").test("a[")).isFalse();
    assertThat(Glob.matcher("[^").test("[")).isFalse();
  }

  @Test
  void manyStarsAreMatchedInPolynomialTime() {
    assertThat(Glob.matcher("*a".repeat(30) + "b").test("a".repeat(10_000))).isFalse();
  }
}
