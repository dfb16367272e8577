package dev.elara.web.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Programs do in the engine what they do on the JVM. The programs are in {@code resources/engine}:
 * declarations, a line of dashes, statements that write to {@code out}; between them a line of
 * equals signs.
 */
final class EngineTest {

  private static final String IMPORTS =
      "import java.math.*; import java.time.*; import java.util.*; import java.util.concurrent.*;"
          + " import java.util.concurrent.atomic.*; import java.util.function.*;"
          + " import java.util.stream.*;\n";

  private static final Engine ENGINE = new Engine(new JvmHost());

  private static int programs;

  @TestFactory
  List<DynamicTest> theLanguageIsTheJvms() {
    return tests("language");
  }

  @TestFactory
  List<DynamicTest> whatWasNullIsToldAsByTheJvm() {
    return tests("nulls");
  }

  @TestFactory
  List<DynamicTest> whatProgramsAskOfTheirPlatformIsThere() {
    return tests("platform");
  }

  @TestFactory
  List<DynamicTest> theLibraryIsTheJdks() {
    return tests("library");
  }

  @TestFactory
  List<DynamicTest> threadsWaitAndAreWokenAsOnTheJvm() {
    return tests("threads");
  }

  private static List<DynamicTest> tests(String file) {
    List<DynamicTest> tests = new ArrayList<>();
    for (String program : text(file).split("\n====\n", -1)) {
      if (!program.isBlank()) {
        String title = program.strip().lines().findFirst().orElse("");
        tests.add(DynamicTest.dynamicTest(title, () -> check(program)));
      }
    }
    return tests;
  }

  private static String text(String file) {
    try (InputStream in = EngineTest.class.getResourceAsStream("/engine/" + file + ".txt")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void check(String program) {
    String[] parts = program.split("\n----\n", -1);
    String name = "Program" + programs++;
    String source =
        IMPORTS
            + "@SuppressWarnings(\"all\") public class "
            + name
            + " {\n"
            + (parts.length == 1 ? "" : parts[0])
            + "\npublic static String run() throws Throwable {\nvar out = new StringBuilder();\n"
            + parts[parts.length - 1]
            + "\nreturn out.toString();\n}\n}\n";
    Map<String, byte[]> classes = Programs.compile(name, source);
    String expected = Programs.onJvm(name, classes);
    String actual = Programs.inEngine(ENGINE, name, classes);
    assertThat(expected.startsWith("threw ") ? actual.lines().findFirst().orElse("") : actual)
        .as(program)
        .isEqualTo(expected);
  }
}
