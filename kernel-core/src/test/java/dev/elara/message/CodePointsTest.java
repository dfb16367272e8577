package dev.elara.message;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CodePointsTest {

  @Test
  void convertingToUtf16AndBackIsTheSamePositionBetweenAllCharacters() {
    String text = "a😀b𝔘ü";
    int points = text.codePointCount(0, text.length());
    for (int position = 0; position <= points; position++) {
      int utf16 = CodePoints.toUtf16(text, position);
      assertThat(CodePoints.fromUtf16(text, utf16)).isEqualTo(position);
    }
    assertThat(CodePoints.toUtf16(text, 2)).isEqualTo(3);
  }

  @Test
  void aPositionOutsideTheTextIsTheNearestEnd() {
    assertThat(CodePoints.toUtf16("ab", 7)).isEqualTo(2);
    assertThat(CodePoints.toUtf16("ab", -7)).isZero();
    assertThat(CodePoints.fromUtf16("ab", 7)).isEqualTo(2);
    assertThat(CodePoints.fromUtf16("ab", -7)).isZero();
  }
}
