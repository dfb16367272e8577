package dev.elara.web.smoke;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Runs the smoke program, compiled to JavaScript, in Node, and looks at what it printed. */
class SmokeIT {

  private static final Map<String, String> SEEN = new HashMap<>();

  @BeforeAll
  static void run() throws IOException, InterruptedException {
    Path program = Path.of("target", "smoke", "smoke.js").toAbsolutePath();
    Path output = Files.createTempFile("smoke", ".txt");
    Process node =
        new ProcessBuilder("node", "-e", "require('" + program + "').main([])")
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    boolean ended = node.waitFor(60, TimeUnit.SECONDS);
    node.destroyForcibly();
    String text = Files.readString(output, StandardCharsets.UTF_8);
    Files.delete(output);
    assertThat(ended).as("Node came to an end, having printed:\n%s", text).isTrue();
    assertThat(text).as("what Node printed").contains("end: ");
    text.lines().filter(line -> line.contains(": ")).forEach(SmokeIT::note);
  }

  private static void note(String line) {
    int colon = line.indexOf(": ");
    SEEN.put(line.substring(0, colon), line.substring(colon + 2).strip());
  }

  @Test
  void thereIsNoCallerOutsideOfOne() {
    assertThat(SEEN).containsEntry("outside", "true");
  }

  @Test
  void aResultTravelsToWhoAwaitsIt() {
    assertThat(SEEN).containsEntry("result", "42");
  }

  @Test
  void tasksOfCallersThatShareTheThreadKeepTheirCallerAndRunOneAtATime() {
    assertThat(SEEN).containsEntry("interleaving", "0 faults");
  }

  @Test
  void aTaskAwaitsOneOfAnotherCaller() {
    assertThat(SEEN).containsEntry("across", "Shell <- Other");
  }

  @Test
  void aCancelledTaskCleansUpWithWaits() {
    assertThat(SEEN).containsEntry("cancel", "cleaned up, cancelled: stop");
  }

  @Test
  void queuedCallsRunInOrder() {
    assertThat(SEEN).containsEntry("queue", "1234");
  }

  @Test
  void toThreadRunsInAChildContextOfTheSameThread() {
    assertThat(SEEN).containsEntry("worker", "Shell worker 1");
  }

  @Test
  void theMainProgramEntersACaller() {
    assertThat(SEEN.get("manual")).startsWith("Manual Caller[Manual, running, protected");
  }

  @Test
  void aStoppedCallerHasStoppedItsChildrenAndTurnsWorkAway() {
    assertThat(SEEN).containsEntry("stopped", "stopped true");
  }

  @Test
  void aKernelAnswersACell() {
    assertThat(SEEN)
        .containsEntry(
            "kernel",
            "status starting, status busy, execute_input, stream hello, result {text/plain=42},"
                + " reply ok, status idle,");
  }
}
