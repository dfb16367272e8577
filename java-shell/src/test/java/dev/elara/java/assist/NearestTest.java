package dev.elara.java.assist;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestTest {

  @Test
  void aSwapALetterTooFewTooManyAndAWrongOneAreOneStepEach() {
    assertThat(Nearest.distance("count", "count")).isZero();
    assertThat(Nearest.distance("cuont", "count")).isEqualTo(1);
    assertThat(Nearest.distance("cont", "count")).isEqualTo(1);
    assertThat(Nearest.distance("countt", "count")).isEqualTo(1);
    assertThat(Nearest.distance("coumt", "count")).isEqualTo(1);
    assertThat(Nearest.distance("COUNT", "count")).isZero();
  }

  @Test
  void onlyTheNearestAreOfferedAndNoneThatIsFarOff() {
    assertThat(Nearest.to("printn", List.of("print", "println", "printf", "append")))
        .containsExactly("print", "printf", "println");
    assertThat(Nearest.to("foo", List.of("bar", "foobar"))).isEmpty();
    assertThat(Nearest.to("x", List.of("y"))).isEmpty();
  }
}
