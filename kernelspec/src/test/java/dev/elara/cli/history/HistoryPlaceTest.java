package dev.elara.cli.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HistoryPlaceTest {

  private static HistoryPlace on(String system, Map<String, String> environment) {
    return new HistoryPlace(environment::get, system);
  }

  @Test
  void theHistoryLiesAmongTheDataOfItsUser() {
    assertThat(on("Linux", Map.of("HOME", "/home/ada")).file())
        .contains(Path.of("/home/ada/.local/share/elara/history.sqlite"));
    assertThat(on("Linux", Map.of("HOME", "/home/ada", "XDG_DATA_HOME", "/data")).file())
        .contains(Path.of("/data/elara/history.sqlite"));
    assertThat(on("Mac OS X", Map.of("HOME", "/Users/ada")).file())
        .contains(Path.of("/Users/ada/Library/Application Support/elara/history.sqlite"));
    assertThat(on("Windows 11", Map.of("HOME", "/h", "LOCALAPPDATA", "/local")).file())
        .contains(Path.of("/local/elara/history.sqlite"));
  }

  @Test
  void aVariableNamesAnotherFileOrTheMemory() {
    assertThat(on("Linux", Map.of("ELARA_HISTORY", "/tmp/h.db")).file())
        .contains(Path.of("/tmp/h.db"));
    assertThat(on("Linux", Map.of("ELARA_HISTORY", "memory")).file()).isEmpty();
    assertThat(on("Linux", Map.of("HOME", "/h", "ELARA_HISTORY", " ")).file()).isPresent();
  }
}
