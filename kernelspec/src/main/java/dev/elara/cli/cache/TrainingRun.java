package dev.elara.cli.cache;

import dev.elara.cli.CommandFailed;
import dev.elara.cli.Reason;
import dev.elara.cli.client.KernelClient;
import dev.elara.cli.client.KernelClient.Channel;
import dev.elara.cli.client.LocalConnection;
import dev.elara.cli.client.NoAnswer;
import dev.elara.cli.kernel.KernelProcess;
import dev.elara.cli.kernel.ProcessLog;
import dev.elara.kernel.Log;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A kernel and a client in one process, over real sockets, that do what users do in their first
 * minutes. A JVM started with {@code -XX:AOTMode=record} learns from it which classes a kernel
 * needs, and writes that down when the process ends.
 */
public final class TrainingRun {

  private static final Duration PATIENCE = Duration.ofMinutes(3);

  /** How often the small cells run: paths that only later cells take are learned too. */
  private static final int ROUNDS = 10;

  private static final List<String> FIRST_CELLS =
      List.of(
          "1+1",
          "int n = 3; String s = \"a\" + n; double d = Math.sqrt(n); s",
          "var list = new ArrayList<>(List.of(3, 1, 2)); Collections.sort(list); list",
          "for (int i = 0; i < 10; i++) System.out.println(\"line \" + i);",
          "record Point(int x, int y) {} enum Colour { RED, GREEN } new Point(1, 2)",
          "int twice(int i) { return 2 * i; } twice(n) + list.stream().mapToInt(i -> i).sum()",
          "Map<String, Integer> map = new HashMap<>(); map.merge(\"k\", 1, Integer::sum); map",
          "interface Shape { double area(); } class Square implements Shape {"
              + " public double area() { return 4; } } new Square().area()",
          "Object o = n; switch (o) { case Integer i when i > 2 -> \"big\"; default -> \"other\"; }",
          "Stream.of(\"x\", \"y\").map(String::toUpperCase).collect(Collectors.joining(\",\"))",
          "System.err.printf(\"%d %s%n\", n, s); int[] array = {1, 2}; array",
          "Thread.ofVirtual().start(() -> System.out.println(\"thread\")).join();",
          "display(\"shown\");",
          "int wrong = \"text\";",
          "List.of(1).get(3)",
          "throw new IllegalStateException(\"told\");",
          "for (int i = 0; i < 20000; i++) System.out.println(\"line \" + i);");

  private static final List<String> STARTED_TEXTS =
      List.of("list.str", "\"abc\".toU", "Mat", "new ArrayL", "System.out.pri", "lis");

  private static final List<String> DOCUMENTED =
      List.of("\"abc\".substring", "Math.max(", "list.stream", "String", "twice(");

  private final KernelClient client;

  private TrainingRun(KernelClient client) {
    this.client = client;
  }

  /**
   * Runs it. Does not return: the process ends when the kernel has, with 0 if all went as it
   * should.
   *
   * @throws CommandFailed if there is no port or no folder for a connection file
   */
  public static void start(ProcessLog log) {
    try {
      Path folder = Files.createTempDirectory("elara-training");
      LocalConnection connection = LocalConnection.in(folder);
      Thread.ofPlatform().daemon().name("elara-training").start(() -> train(connection, log));
      KernelProcess.rehearse(connection.file(), log);
    } catch (IOException e) {
      throw new CommandFailed("Cannot train: " + Reason.of(e));
    }
  }

  private static void train(LocalConnection connection, Log log) {
    try (var client = new KernelClient(connection, PATIENCE)) {
      Files.delete(awaited(connection.file(), client));
      Files.delete(connection.file().getParent());
      new TrainingRun(client).useKernel();
      client.ask(Channel.CONTROL, "shutdown_request", Map.of("restart", false));
    } catch (IOException | NoAnswer e) {
      log.warn("The training failed.", e);
      Runtime.getRuntime().halt(1);
    }
  }

  /** The connection file, once the kernel has read it: it answers. */
  private static Path awaited(Path file, KernelClient client) {
    client.ask(Channel.SHELL, "kernel_info_request", Map.of());
    return file;
  }

  private void useKernel() {
    FIRST_CELLS.forEach(this::runCell);
    for (String text : STARTED_TEXTS) {
      ask("complete_request", Map.of("code", text, "cursor_pos", text.length()));
      ask("inspect_request", Map.of("code", text, "cursor_pos", text.length(), "detail_level", 0));
      ask("is_complete_request", Map.of("code", text));
    }
    for (String text : DOCUMENTED) {
      ask("inspect_request", Map.of("code", text, "cursor_pos", text.length(), "detail_level", 0));
    }
    for (int round = 0; round < ROUNDS; round++) {
      runCell("1+1");
      runCell("int v" + round + " = n + " + round + "; System.out.println(v" + round + ");");
      ask("kernel_info_request", Map.of());
      ask("complete_request", Map.of("code", "list.str", "cursor_pos", 8));
    }
    ask("history_request", Map.of("hist_access_type", "tail", "n", 10));
    ask("comm_info_request", Map.of());
    interruptLoop();
    useSubshell();
  }

  private void interruptLoop() {
    String cell = client.sendCell("System.out.println(\"looping\"); while (true);");
    KernelClient.Said said;
    do {
      said = client.receive(Channel.IOPUB);
    } while (!said.parent().equals(cell) || !said.type().equals("stream"));
    client.ask(Channel.CONTROL, "interrupt_request", Map.of());
    client.reply(Channel.SHELL, cell);
    client.published(cell);
  }

  private void useSubshell() {
    Object id = client.ask(Channel.CONTROL, "create_subshell_request", Map.of()).get("subshell_id");
    client.ask(Channel.CONTROL, "list_subshell_request", Map.of());
    client.ask(Channel.CONTROL, "delete_subshell_request", Map.of("subshell_id", id));
  }

  private void ask(String type, Map<String, ?> content) {
    client.ask(Channel.SHELL, type, content);
  }

  private void runCell(String code) {
    String request = client.sendCell(code);
    client.reply(Channel.SHELL, request);
    client.published(request);
  }
}
