package dev.elara.web.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The engine as JavaScript, where its second speed is: the programs of {@link EngineTest} and some
 * drawn from seeds do what they do on the JVM, interpreted, compiled when they are hot, and
 * compiled at once. {@code -Dspeeds.seeds=1000} draws more of them.
 */
final class SpeedsIT {

  private static final int LIMIT_MINUTES = 5;
  private static final int SEEDS = Integer.getInteger("speeds.seeds", 40);
  private static final Path WEB = Path.of(System.getProperty("web.directory", "target/web"));

  private static final Map<String, Case> CASES = new LinkedHashMap<>();
  private static final Map<String, String> EXPECTED = new HashMap<>();

  @TempDir private static Path folder;

  @BeforeAll
  static void compile() throws IOException {
    List<Case> all = new ArrayList<>();
    for (String file : List.of("language", "library", "threads", "loops", "files")) {
      all.addAll(Case.of(file));
    }
    for (int seed = 1; seed <= SEEDS; seed++) {
      all.add(RandomProgram.of(seed));
    }
    for (Case each : all) {
      Map<String, byte[]> classes = Programs.compile(each.name(), each.source());
      CASES.put(each.name(), each);
      EXPECTED.put(each.name(), Case.comparable(Programs.onJvm(each.name(), classes)));
      Path own = Files.createDirectories(folder.resolve("programs").resolve(each.name()));
      for (Map.Entry<String, byte[]> type : classes.entrySet()) {
        Files.write(own.resolve(type.getKey() + ".class"), type.getValue());
      }
    }
  }

  @TestFactory
  Stream<DynamicTest> interpretedProgramsDoWhatTheyDoOnTheJvm() throws Exception {
    return tests(Jit.NEVER);
  }

  @TestFactory
  Stream<DynamicTest> programsWithHotMethodsDoWhatTheyDoOnTheJvm() throws Exception {
    return tests(Jit.PATIENCE);
  }

  @TestFactory
  Stream<DynamicTest> programsCompiledAtOnceDoWhatTheyDoOnTheJvm() throws Exception {
    return tests(0);
  }

  private static Stream<DynamicTest> tests(int patience) throws Exception {
    Map<String, String> outcomes = run(patience);
    return CASES.values().stream()
        .map(each ->
            DynamicTest.dynamicTest(
                each.name() + ": " + each.title(),
                () ->
                    assertThat(outcomes.get(each.name()))
                        .as(each.source())
                        .isEqualTo(EXPECTED.get(each.name()))));
  }

  private static Map<String, String> run(int patience) throws Exception {
    Path outcomes = Files.createDirectory(folder.resolve("outcomes" + patience));
    Path errors = folder.resolve("errors" + patience + ".txt");
    Process node =
        new ProcessBuilder(
                "node",
                "src/test/web/programs.mjs",
                WEB.toString(),
                folder.resolve("programs").toString(),
                outcomes.toString(),
                String.valueOf(patience))
            .redirectErrorStream(true)
            .redirectOutput(errors.toFile())
            .start();
    boolean ended = node.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES);
    node.destroyForcibly();
    assertThat(ended).as("Node ended").isTrue();
    assertThat(errors).isEmptyFile();
    Map<String, String> found = new HashMap<>();
    for (String name : CASES.keySet()) {
      found.put(name, Case.comparable(Files.readString(outcomes.resolve(name))));
    }
    return found;
  }
}
