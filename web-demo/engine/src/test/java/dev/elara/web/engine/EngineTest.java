package dev.elara.web.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Programs do in the engine what they do on the JVM. */
final class EngineTest {

  private static final Engine ENGINE = new Engine(new JvmHost());

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
  List<DynamicTest> filesAreInMemoryAndDoWhatFilesDo() {
    return tests("files");
  }

  @TestFactory
  List<DynamicTest> threadsWaitAndAreWokenAsOnTheJvm() {
    return tests("threads");
  }

  @TestFactory
  List<DynamicTest> loopsEndAsOnTheJvmWhateverHappensInThem() {
    return tests("loops");
  }

  private static List<DynamicTest> tests(String file) {
    return Case.of(file).stream()
        .map(each -> DynamicTest.dynamicTest(each.title(), () -> check(each)))
        .toList();
  }

  private static void check(Case program) {
    Map<String, byte[]> classes = Programs.compile(program.name(), program.source());
    String expected = Programs.onJvm(program.name(), classes);
    String actual = Programs.inEngine(ENGINE, program.name(), classes);
    assertThat(Case.comparable(actual)).as(program.source()).isEqualTo(Case.comparable(expected));
  }
}
