package dev.elara.caller.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elara.caller.platform.Host;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@link WindowProgram} in a process of its own, on a screen of its own. */
class HostIT {

  @TempDir Path folder;

  @Test
  void aCallerLivesOnSwingsEventThreadAndItsWindowStaysAliveWhileATaskWaits() throws Exception {
    passes(Host.SWING);
  }

  @Test
  void aCallerLivesOnJavaFxsEventThreadAndItsWindowStaysAliveWhileATaskWaits() throws Exception {
    passes(Host.JAVAFX);
  }

  @Test
  void withoutTheFlagThatCoroutinesNeedACallerWithAHostIsRefusedByTheFlagsName() throws Exception {
    Process program =
        java(Host.SWING, "-Djava.awt.headless=true").redirectErrorStream(true).start();
    String text = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(program.waitFor()).as(text).isEqualTo(1);
    assertThat(text)
        .contains("IllegalStateException: This JVM's continuations cannot be used")
        .contains("Start it with --add-exports java.base/jdk.internal.vm=ALL-UNNAMED.");
  }

  private void passes(Host host) throws Exception {
    Path output = folder.resolve("output.txt");
    try (Screen screen = Screen.open()) {
      ProcessBuilder program =
          java(host, "--add-exports=java.base/jdk.internal.vm=ALL-UNNAMED")
              .redirectErrorStream(true)
              .redirectOutput(output.toFile());
      screen.show(program);
      Process running = program.start();
      boolean ended = running.waitFor(3, TimeUnit.MINUTES);
      String stacks = ended ? "" : "It did not end.\n" + StackDump.of(running.pid());
      running.destroyForcibly();
      String text = Files.readString(output) + stacks;
      assertThat(ended).as(text).isTrue();
      assertThat(running.exitValue()).as(text).isZero();
      assertThat(text).contains(host + ": it stops, and its tasks clean up");
    }
  }

  private static ProcessBuilder java(Host host, String option) {
    return new ProcessBuilder(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        option,
        "--enable-native-access=ALL-UNNAMED",
        "-Dprism.order=sw",
        "-cp",
        System.getProperty("java.class.path"),
        WindowProgram.class.getName(),
        host.name());
  }
}
