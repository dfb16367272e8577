package dev.elara.stress;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The races of {@code dev.elara.stress.races} for a moment each; README.md says how to run long.
 */
class RacesIT {

  private static final Pattern RESULTS =
      Pattern.compile("\\(Results: (\\d+) planned; (\\d+) passed, (\\d+) failed");

  private static final int PROCESSORS = Math.min(4, Runtime.getRuntime().availableProcessors());

  /** Some races are between more threads than two; they are left out where there are only two. */
  private static final int RACES = PROCESSORS < 4 ? 12 : 14;

  @TempDir Path folder;

  @Test
  void noRaceAtAPendingOrAtACallersQueueEndsInAForbiddenWay() throws Exception {
    Path output = folder.resolve("output.txt");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("dev.elara.stress.lib") + File.separator + "*",
                "org.openjdk.jcstress.Main",
                "-f",
                "1",
                "-iters",
                "1",
                "-time",
                "100",
                "-c",
                Integer.toString(PROCESSORS),
                "-af",
                "NONE",
                "-sc",
                "false",
                "-spinStyle",
                "THREAD_YIELD",
                "-jvmArgs",
                "-XX:+UseSerialGC -Xmx256m --enable-native-access=ALL-UNNAMED")
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      assertThat(process.waitFor(8, TimeUnit.MINUTES)).as("jcstress has ended").isTrue();
    } finally {
      process.destroyForcibly();
    }
    String text = Files.readString(output);
    assertThat(process.exitValue()).as(text).isZero();
    Matcher results = RESULTS.matcher(text);
    int planned = 0;
    int passed = -1;
    while (results.find()) {
      planned = Integer.parseInt(results.group(1));
      passed = Integer.parseInt(results.group(2));
    }
    assertThat(passed).as(text).isEqualTo(planned).isGreaterThanOrEqualTo(RACES);
  }
}
