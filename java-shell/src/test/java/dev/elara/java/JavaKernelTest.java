package dev.elara.java;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elara.display.Renderers;
import dev.elara.java.cell.CompilerSettings;
import dev.elara.java.cell.JavacCellCompiler;
import dev.elara.kernel.Kernel;
import dev.elara.kernel.Settings;
import dev.elara.message.Channel;
import dev.elara.message.Message;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Java cells in a whole kernel, its callers and its streams. */
@Timeout(120)
class JavaKernelTest {

  private Kernel kernel;
  private KernelClient client;

  /** A cell that must stop has a minute for it, however slow the machine is. */
  private static final Settings PATIENT =
      new Settings(
          Settings.DEFAULT.streamLimitBytes(),
          Duration.ofMinutes(1),
          Settings.DEFAULT.shutdownGrace());

  @BeforeEach
  void start() throws Exception {
    start(PATIENT);
  }

  private void start(Settings kernelSettings) throws Exception {
    List<String> imports = new ArrayList<>(CompilerSettings.DEFAULT_IMPORTS);
    imports.add("import dev.elara.caller.Caller");
    imports.add("import static dev.elara.display.Display.display");
    Path kernelCore =
        Path.of(Kernel.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    var settings = new CompilerSettings(List.of(kernelCore), List.of(), false, imports);
    var renderers = new Renderers();
    var shell =
        new JavaShell(
            new JavacCellCompiler(settings), JavaKernelTest.class.getClassLoader(), renderers);
    kernel = Kernel.builder(shell).renderers(renderers).settings(kernelSettings).build();
    client = new KernelClient(kernel);
    kernel.start();
  }

  @AfterEach
  void stop() {
    kernel.shutdown(false).waitSync();
  }

  private static Object status(List<Message> messages) {
    return KernelClient.content(messages, "execute_reply").get("status");
  }

  private List<Message> interrupted(String code) {
    String cell = client.sendCell("System.out.println(\"started\");\n" + code);
    client.await(cell, message -> message.type().equals("stream"));
    client.await(client.send(Channel.CONTROL, "interrupt_request", Map.of()));
    return client.await(cell);
  }

  @Test
  void aCellsValueIsItsResult() {
    assertThat(KernelClient.result(client.run("int x = 20; x + 1"))).isEqualTo("21");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "while (true);",
        "for (int i = 0; ; i++) for (int j = 0; j < 100; j++) kept += j - j;",
        "int f(int n) { return n < 1000 ? f(n + 1) + f(n + 1) : n; }\nf(0)",
        "Thread.sleep(100_000)",
        "new LinkedBlockingQueue<>().take()",
        "Caller.current().callLater(java.time.Duration.ofHours(1), () -> {}).await()",
        "Caller.current().callSoon(() -> { while (true); }).await()",
        "Caller.current().toThread(() -> { while (true); }).await()",
        "Caller.current().toThread(() -> { Thread.sleep(100_000); return 0; }).await()",
        "Caller.current().callSoon(() -> { Thread.sleep(100_000); return 0; }).await()",
        "var _ = Caller.current().toThread(() -> Thread.sleep(100_000)).await();",
        "IO.readln(\"never answered\")",
        "while (true) { try { Thread.sleep(1000); } catch (Throwable e) {} }",
      })
  void anInterruptedCellEndsAndTheNextOneSeesEarlierValues(String code) {
    client.run("int kept = 41;");
    var messages = interrupted(code);
    assertThat(KernelClient.content(messages, "execute_reply")).containsEntry("status", "error");
    assertThat(KernelClient.content(messages, "error")).containsEntry("ename", "KernelInterrupt");
    assertThat(KernelClient.text(messages, "stderr")).isEmpty();
    assertThat(KernelClient.result(client.run("kept + 1"))).isEqualTo("42");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Caller.current().toThread(() -> sleepLong.run())",
        "Caller.current().callSoon(() -> { sleepLong.run(); return 1; })",
        "Caller.current().callLater(java.time.Duration.ofMillis(1), () -> sleepLong.run())",
        "Caller.current().queueCall(() -> sleepLong.run())",
        "Caller.current().scheduleCall(dev.elara.caller.CallRequest.of("
            + "() -> { sleepLong.run(); return 1; }))",
      })
  void whatACallersTaskBlocksOnEndsWithItsCell(String call) {
    client.run("var ended = new CountDownLatch(1);");
    client.run(
        """
        Runnable sleepLong = () -> {
          try {
            System.out.println("started");
            Thread.sleep(1_000_000);
          } catch (InterruptedException e) {
            ended.countDown();
          }
        };
        """);
    String cell = client.sendCell("var pending = " + call + ";\npending.await();");
    client.await(cell, message -> message.type().equals("stream"));
    client.await(client.send(Channel.CONTROL, "interrupt_request", Map.of()));
    assertThat(KernelClient.content(client.await(cell), "error"))
        .containsEntry("ename", "KernelInterrupt");
    assertThat(KernelClient.result(client.run("ended.await(30, TimeUnit.SECONDS)")))
        .isEqualTo("true");
  }

  @Test
  void aCellInAWorkerIsInterrupted() {
    String cell = client.sendCell("// thread\nSystem.out.println(\"started\");\nwhile (true);");
    client.await(cell, message -> message.type().equals("stream"));
    client.await(client.send(Channel.CONTROL, "interrupt_request", Map.of()));
    assertThat(KernelClient.content(client.await(cell), "error"))
        .containsEntry("ename", "KernelInterrupt");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "new BigInteger(\"7\").pow(400_000_000).bitLength() | BigInteger",
        "\"a\".repeat(60).concat(\"!\").matches(\"(.*a){20}b\") | String.matches",
      })
  void aCellThatCannotBeStoppedIsLeftBehindWithItsStackAndTheKernelGoesOn(String code, String frame)
      throws Exception {
    stop();
    start(Settings.DEFAULT);
    client.run("int kept = 41;");
    var messages = interrupted(code);
    assertThat(KernelClient.content(messages, "error")).containsEntry("ename", "KernelInterrupt");
    assertThat(KernelClient.text(messages, "stderr")).contains(frame).contains("Cell 2, line 2");
    assertThat(KernelClient.result(client.run("kept + 1"))).isEqualTo("42");
  }

  @Test
  void aCellThatAwaitsLetsTasksOfItsCallerRun() {
    var messages =
        client.run(
            """
            var order = new StringBuilder();
            var one = Caller.current().callSoon(() -> { order.append("one"); return 1; });
            order.append("cell ");
            one.await();
            order.append(" after");
            order.toString()
            """);
    assertThat(KernelClient.result(messages)).isEqualTo("cell one after");
  }

  @Test
  void whatATaskPrintsLaterBelongsToItsCell() {
    client.run("var open = new CountDownLatch(1);");
    String first =
        client.sendCell(
            "Caller.current().toThread(() -> { open.await(); System.out.println(\"late\"); return"
                + " 0; });");
    client.await(first);
    client.run("open.countDown();");
    var late = client.await(first, message -> message.type().equals("stream"));
    assertThat(late.content()).containsEntry("text", "late\n");
  }

  @Test
  void aValueIsDisplayedFromAnyThread() {
    client.run(
        "var pool = Executors.newFixedThreadPool(1); pool.submit(() -> 1).get();"
            + " display(\"first\");");
    var messages =
        client.run(
            "Thread t = new Thread(() -> display(new int[] {1, 2})); t.start(); t.join();"
                + " pool.submit(() -> display(\"<b>x</b>\", \"text/html\")).get();"
                + " pool.submit(() -> display(new int[] {3})).get(); pool.shutdown();");
    assertThat(status(messages)).isEqualTo("ok");
    assertThat(
            messages.stream()
                .filter(message -> message.type().equals("display_data"))
                .map(message -> message.content().get("data").toString()))
        .containsExactly("{text/plain=[1, 2]}", "{text/html=<b>x</b>}", "{text/plain=[3]}");
  }

  @Test
  void displayWorksInMethodsLambdasAndClassesAndShowsImages() {
    client.run("void show(Object o) { display(o); }\nclass Shower { Shower() { display(2); } }");
    var messages =
        client.run(
            "show(1); new Shower(); Runnable r = () -> display(3); r.run();"
                + " display(new java.awt.image.BufferedImage(2, 2, 1));");
    var shown =
        messages.stream()
            .filter(message -> message.type().equals("display_data"))
            .map(message -> message.content().get("data").toString())
            .toList();
    assertThat(shown).hasSize(4);
    assertThat(shown.subList(0, 3))
        .containsExactly("{text/plain=1}", "{text/plain=2}", "{text/plain=3}");
    assertThat(shown.getLast()).contains("image/png=iVBOR");
  }

  @Test
  void twentyThousandLinesArriveCompleteAndBeforeIdle() {
    var messages =
        client.run("for (int i = 0; i < 20_000; i++) System.out.println(\"line \" + i);");
    var expected = new StringBuilder();
    for (int i = 0; i < 20_000; i++) {
      expected.append("line ").append(i).append('\n');
    }
    assertThat(KernelClient.text(messages, "stdout")).isEqualTo(expected.toString());
    assertThat(messages.getLast().content()).containsEntry("execution_state", "idle");
  }

  @Test
  void aFailingCellAnswersWithItsPage() {
    var messages = client.run("int zero = 0;\n1 / zero");
    var error = KernelClient.content(messages, "error");
    assertThat(error)
        .containsEntry("ename", "java.lang.ArithmeticException")
        .containsEntry("evalue", "/ by zero");
    assertThat(String.valueOf(error.get("traceback"))).contains("Cell 1, line 2");
  }
}
