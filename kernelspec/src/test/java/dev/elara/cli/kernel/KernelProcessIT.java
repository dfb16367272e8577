package dev.elara.cli.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elara.cli.Cli;
import dev.elara.cli.client.KernelClient;
import dev.elara.cli.client.KernelClient.Channel;
import dev.elara.cli.client.LocalConnection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KernelProcessIT {

  /** Not the second that the kernel promises: how long it takes is measured, not asserted. */
  private static final Duration GONE = Duration.ofSeconds(60);

  @TempDir private Path folder;
  private LocalConnection connection;
  private KernelClient client;
  private Cli.Started kernel;

  @BeforeEach
  void aClient() throws IOException {
    connection = LocalConnection.in(folder);
    client = new KernelClient(connection, Duration.ofSeconds(60));
  }

  @AfterEach
  void endIt() {
    client.close();
    kernel.process().destroyForcibly();
  }

  private void startKernel() {
    startKernel(Map.of());
  }

  private void startKernel(Map<String, String> environment) {
    kernel = Cli.start(folder, environment, "kernel", connection.file().toString());
  }

  @Test
  void aClientIsToldWhatTheKernelIsAndGetsItsCellsRun() {
    startKernel();
    var info = client.ask(Channel.SHELL, "kernel_info_request", Map.of());
    assertThat(info.get("implementation")).isEqualTo("elara");
    assertThat(client.execute("int x = 20; x + 1").get("status")).isEqualTo("ok");
    assertThat(client.execute("if (x != 20) throw new IllegalStateException();").get("status"))
        .isEqualTo("ok");
    assertThat(client.execute("nonsense").get("status")).isEqualTo("error");
    assertThat(kernel.readOut()).isEmpty();
  }

  @Test
  void whatTheUserConfiguredIsThereInTheFirstCell() throws IOException {
    Path script =
        Files.writeString(
            folder.resolve("tools.java"),
            "int twice(int n) { return 2 * n; } System.out.println(\"tools are there\");");
    startKernel(
        Map.of(
            "ELARA_STARTUP",
            script + ", " + folder.resolve("gone.java"),
            "ELARA_IMPORTS",
            "java.time.*, java.no.such.Type"));
    var reply = client.execute("if (twice(Year.of(4).getValue()) != 8) throw new Error();");
    assertThat(reply.get("status")).isEqualTo("ok");
    assertThat(String.valueOf(reply.get("execution_count"))).isEqualTo("1");
    assertThat(kernel.readErr())
        .contains("gone.java")
        .contains("tools.java says: tools are there")
        .contains("ELARA_IMPORTS")
        .doesNotContain("\tat ");
  }

  @Test
  void afterAShutdownTheProcessIsGoneThoughUserThreadsRun() throws Exception {
    startKernel();
    client.execute("new Thread(() -> { while (true) { Thread.onSpinWait(); } }).start();");
    assertThat(
            client.ask(Channel.CONTROL, "shutdown_request", Map.of("restart", false)).get("status"))
        .isEqualTo("ok");
    assertGone();
    assertThat(kernel.process().exitValue()).isZero();
  }

  @Test
  void afterAShutdownTheProcessIsGoneThoughAUsersShutdownHookHangs() throws Exception {
    startKernel();
    client.execute(
        "Runtime.getRuntime().addShutdownHook(new Thread(() -> { while (true) { Thread.onSpinWait(); } }));");
    client.ask(Channel.CONTROL, "shutdown_request", Map.of("restart", false));
    assertGone();
  }

  @Test
  void sigtermEndsItInTheMiddleOfACell() throws Exception {
    startKernel();
    client.execute("1");
    client.sendCell("while (true);");
    kernel.signal("TERM");
    assertGone();
  }

  @Test
  void sigintInterruptsTheCellAndTheKernelGoesOn() {
    startKernel();
    client.execute("int before = 7;");
    client.sendCell("System.out.println(\"on\"); while (true);");
    awaitOutput("on\n");
    kernel.signal("INT");
    assertThat(client.receive(Channel.SHELL).content().get("ename")).isEqualTo("KernelInterrupt");
    assertThat(client.execute("if (before != 7) throw new IllegalStateException();").get("status"))
        .isEqualTo("ok");
  }

  @Test
  void systemExitInACellEndsTheProcessWithItsCode() throws Exception {
    startKernel();
    client.execute("1");
    client.sendCell("System.exit(3);");
    assertThat(client.receive(Channel.SHELL).content().get("status")).isEqualTo("error");
    assertGone();
    assertThat(kernel.process().exitValue()).isEqualTo(3);
  }

  @Test
  void theDeathOfItsParentEndsIt() throws Exception {
    Process parent = new ProcessBuilder("sleep", "1000").start();
    startKernel(Map.of("JPY_PARENT_PID", String.valueOf(parent.pid())));
    client.execute("1");
    assertThat(kernel.process().isAlive()).isTrue();
    parent.destroyForcibly();
    assertThat(kernel.process().waitFor(60, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void aParentThatIsDeadAlreadyEndsItToo() throws Exception {
    Process parent = new ProcessBuilder("true").start();
    parent.waitFor();
    startKernel(Map.of("JPY_PARENT_PID", String.valueOf(parent.pid())));
    assertThat(kernel.process().waitFor(60, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void aConnectionFileThatCannotBeUsedIsAnErrorWithoutAStack() throws IOException {
    kernel = Cli.start(folder, Map.of(), "kernel", "missing.json");
    assertThat(kernel.result().exitCode()).isEqualTo(2);
    assertThat(kernel.readErr()).contains("missing.json").doesNotContain("\tat ");
    Path broken = Files.writeString(folder.resolve("broken.json"), "{");
    kernel = Cli.start(folder, Map.of(), "kernel", broken.toString());
    assertThat(kernel.result().exitCode()).isEqualTo(2);
    assertThat(kernel.readErr()).contains("broken.json").doesNotContain("\tat ");
  }

  private void awaitOutput(String text) {
    while (!text.equals(client.receive(Channel.IOPUB).content().get("text"))) {
      // The messages before it.
    }
  }

  private void assertGone() throws InterruptedException {
    assertThat(kernel.process().waitFor(GONE.toMillis(), TimeUnit.MILLISECONDS))
        .as(() -> "the process is gone; it said: " + List.of(kernel.readErr()))
        .isTrue();
  }
}
