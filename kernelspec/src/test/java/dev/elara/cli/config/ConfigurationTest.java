package dev.elara.cli.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigurationTest {

  @TempDir private Path folder;

  @Test
  void withoutAFileAndVariablesThereIsNothing() {
    var configuration = read(Map.of(), null);
    assertThat(configuration.startup()).isEmpty();
    assertThat(configuration.problems()).isEmpty();
  }

  @Test
  void importsComeBeforeScripts() throws IOException {
    Files.writeString(folder.resolve("tools.java"), "int twice(int n) { return 2 * n; }");
    var configuration =
        read(
            Map.of(),
            """
            # comments are allowed
            startup = tools.java
            imports = java.time.*, static java.lang.Math.max, \\
                      import java.util.logging.Logger;
            """);
    assertThat(configuration.problems()).isEmpty();
    assertThat(configuration.startup())
        .extracting(StartupCell::code)
        .containsExactly(
            "import java.time.*;",
            "import static java.lang.Math.max;",
            "import java.util.logging.Logger;",
            "int twice(int n) { return 2 * n; }");
  }

  @Test
  void aVariableReplacesWhatTheFileSays() {
    var file = "imports = java.time.*";
    assertThat(codes(read(Map.of("ELARA_IMPORTS", "java.text.*"), file)))
        .containsExactly("import java.text.*;");
    assertThat(codes(read(Map.of("ELARA_IMPORTS", ""), file))).isEmpty();
  }

  @Test
  void aKernelPractisesUnlessTheFileOrAVariableSaysOff() {
    assertThat(read(Map.of(), null).practice()).isTrue();
    assertThat(read(Map.of(), "practice = off").practice()).isFalse();
    assertThat(read(Map.of("ELARA_PRACTICE", "off"), null).practice()).isFalse();
    assertThat(read(Map.of("ELARA_PRACTICE", "on"), "practice = off").practice()).isTrue();
  }

  @Test
  void whatPracticeIsSetToButOnAndOffIsAProblem() {
    var configuration = read(Map.of("ELARA_PRACTICE", "sometimes"), null);
    assertThat(configuration.practice()).isTrue();
    assertThat(configuration.problems())
        .singleElement()
        .asString()
        .contains("ELARA_PRACTICE", "'sometimes'", "'on'", "'off'");
  }

  @Test
  void scriptsMayLieInTheHomeFolder() throws IOException {
    Files.writeString(folder.resolve("mine.java"), "1");
    var configuration =
        read(Map.of("HOME", folder.toString(), "ELARA_STARTUP", "~/mine.java"), null);
    assertThat(codes(configuration)).containsExactly("1");
  }

  @Test
  void whatIsWrongIsSaidAndTheRestCounts() {
    var configuration =
        read(Map.of(), "import = java.time.*\nimports = java.time.*, 1 + 1\nstartup = gone.java\n");
    assertThat(codes(configuration)).containsExactly("import java.time.*;");
    assertThat(configuration.problems()).hasSize(3);
    assertThat(configuration.problems().get(0))
        .contains("line 1:", "no setting 'import'", "imports, practice, startup");
    assertThat(configuration.problems().get(1)).contains("line 2,", "'1 + 1' is no import");
    assertThat(configuration.problems().get(2)).contains("line 3,", "gone.java", "cannot be read");
  }

  @Test
  void aProblemNamesTheLineThatCountsIfASettingIsThereTwice() {
    var configuration = read(Map.of(), "practice = on\n# practice = on\n\tpractice:never\n");
    assertThat(configuration.problems()).singleElement().asString().contains("line 3,", "'never'");
  }

  @Test
  void aFileOrScriptThatIsNoTextIsSaidToBeNone() throws IOException {
    Files.write(folder.resolve("binary.java"), new byte[] {(byte) 0xff, (byte) 0xfe});
    assertThat(read(Map.of("ELARA_STARTUP", folder + "/binary.java"), null).problems())
        .singleElement()
        .asString()
        .contains("binary.java", "not text in UTF-8");
    Files.copy(folder.resolve("binary.java"), folder.resolve("elara.properties"));
    assertThat(read(Map.of(), null).problems())
        .singleElement()
        .asString()
        .contains("elara.properties", "not text in UTF-8");
  }

  @Test
  void aFileThatIsNamedMustBeThere() {
    var configuration = read(Map.of("ELARA_CONFIG", "named"), null);
    assertThat(configuration.problems()).hasSize(1).first().asString().contains("cannot be read");
  }

  @Test
  void aFileThatIsNoPropertiesIsAProblem() {
    assertThat(read(Map.of(), "imports = \\u12").problems()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"Linux, /h/.config", "Mac OS X, /h/Library/Application Support", "Windows 11, /h"})
  void eachSystemHasItsFolder(String system, String expected) {
    var home = Map.of("HOME", "/h");
    assertThat(ConfigurationPlace.folder(home::get, system)).isEqualTo(Path.of(expected));
  }

  private static List<String> codes(Configuration configuration) {
    return configuration.startup().stream().map(StartupCell::code).toList();
  }

  private Configuration read(Map<String, String> environment, String text) {
    Path file = folder.resolve("elara.properties");
    try {
      if (text != null) {
        Files.writeString(file, text);
      }
      return Configuration.read(environment::get, file);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
