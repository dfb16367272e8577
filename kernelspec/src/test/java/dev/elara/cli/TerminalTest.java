package dev.elara.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TerminalTest {

  @Test
  void coloursAreForTerminalsThatWantThem() {
    assertThat(Terminal.wantsColours(Map.<String, String>of()::get, true)).isTrue();
    assertThat(Terminal.wantsColours(Map.<String, String>of()::get, false)).isFalse();
    assertThat(Terminal.wantsColours(Map.of("NO_COLOR", "1")::get, true)).isFalse();
    assertThat(Terminal.wantsColours(Map.of("NO_COLOR", "")::get, true)).isTrue();
    assertThat(Terminal.wantsColours(Map.of("TERM", "dumb")::get, true)).isFalse();
  }

  @Test
  void withoutColoursEscapeSequencesAreTakenOut() {
    assertThat(terminal(false).plain("\u001b[1;31mred\u001b[0m \u001b[38;5;12mblue\u001b[m"))
        .isEqualTo("red blue");
    assertThat(terminal(false).faint("x")).isEqualTo("x");
    assertThat(terminal(true).plain("\u001b[1;31mred\u001b[0m"))
        .isEqualTo("\u001b[1;31mred\u001b[0m");
  }

  private static Terminal terminal(boolean coloured) {
    var nowhere = new PrintStream(new ByteArrayOutputStream(), true);
    return new Terminal(nowhere, nowhere, coloured);
  }
}
