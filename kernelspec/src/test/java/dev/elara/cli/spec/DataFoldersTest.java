package dev.elara.cli.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DataFoldersTest {

  @Test
  void theUsersFolderIsWhereJupyterLooksOnEachSystem() {
    assertThat(on("Linux", Map.of("HOME", "/home/ada")).user())
        .isEqualTo(Path.of("/home/ada/.local/share/jupyter"));
    assertThat(on("Linux", Map.of("HOME", "/home/ada", "XDG_DATA_HOME", "/data")).user())
        .isEqualTo(Path.of("/data/jupyter"));
    assertThat(on("Mac OS X", Map.of("HOME", "/Users/ada")).user())
        .isEqualTo(Path.of("/Users/ada/Library/Jupyter"));
  }

  @Test
  void jupyterDataDirWins() {
    assertThat(on("Linux", Map.of("HOME", "/home/ada", "JUPYTER_DATA_DIR", "/elsewhere")).user())
        .isEqualTo(Path.of("/elsewhere"));
  }

  @Test
  void theActiveEnvironmentIsThatOfVenvOrConda() {
    assertThat(on("Linux", Map.of("VIRTUAL_ENV", "/venv", "CONDA_PREFIX", "/conda")))
        .returns(Path.of("/venv/share/jupyter"), DataFolders::pythonEnvironment);
    assertThat(on("Linux", Map.of("CONDA_PREFIX", "/conda")))
        .returns(Path.of("/conda/share/jupyter"), DataFolders::pythonEnvironment);
  }

  @Test
  void allAreThoseJupyterSearchesInItsOrder() {
    var environment = Map.of("HOME", "/h", "JUPYTER_PATH", "/p:/q", "VIRTUAL_ENV", "/venv");
    assertThat(on("Linux", environment).all())
        .containsExactly(
            Path.of("/p"),
            Path.of("/q"),
            Path.of("/h/.local/share/jupyter"),
            Path.of("/venv/share/jupyter"),
            Path.of("/usr/local/share/jupyter"),
            Path.of("/usr/share/jupyter"));
  }

  private static DataFolders on(String system, Map<String, String> environment) {
    return new DataFolders(environment::get, system);
  }
}
