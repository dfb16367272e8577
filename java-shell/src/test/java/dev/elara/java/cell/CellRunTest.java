package dev.elara.java.cell;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class CellRunTest {

  private final CellSession session = new CellSession();

  @Test
  void theLastExpressionIsTheValue() {
    assertThat(session.value("1 + 1")).isEqualTo(2);
    assertThat(session.value("int x = 3; x * 2")).isEqualTo(6);
    assertThat(session.value("x = 5")).isEqualTo(5);
    assertThat(session.value("x++")).isEqualTo(5);
    assertThat(session.value("x")).isEqualTo(6);
  }

  @Test
  void aTrailingSemicolonOrAVoidOrADeclarationGivesNoValue() {
    assertThat(session.run("1 + 1;").cell().hasValue()).isFalse();
    assertThat(session.run("int x = 1").cell().hasValue()).isFalse();
    assertThat(session.run("System.gc()").cell().hasValue()).isFalse();
    assertThat(session.run("if (x > 0) x++").cell().hasValue()).isFalse();
  }
}
