package dev.elara.benchmarks.assist;

import com.sun.management.OperatingSystemMXBean;
import dev.elara.display.Renderers;
import dev.elara.java.JavaShell;
import dev.elara.java.cell.CompilerSettings;
import dev.elara.java.cell.JavacCellCompiler;
import dev.elara.kernel.Kernel;
import dev.elara.message.Channel;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * Prints how long completion and inspection take, from request to reply through a whole kernel: the
 * first of each after start, then warm ones, in turns with ones beside a computing cell.
 *
 * <p>The argument is how many rounds, 100 by default; {@code first} prints the first ones only.
 */
public final class AssistFigures {

  private static final int NAMES = 200;

  private static final List<String> COMPLETED =
      List.of(
          "words.stream().map(w -> w.isB|",
          "name0.sub|",
          "int n = name1.|",
          "Stri|",
          "new Arr|",
          "List<String> list = new |",
          "import java.util.con|",
          "System.out.pr|",
          "switch (color) { case |",
          "for (int i = 0; i < words.si|",
          "nam|",
          "|");

  private static final List<String> INSPECTED =
      List.of(
          "words.str|eam()",
          "name0.substring(|",
          "Stri|ng",
          "twice|(3)",
          "Math.max(1, |",
          "List.o|f(1, 2)",
          "new ArrayList<>(|",
          "System.out.printl|n(1)",
          "col|or",
          "words.stream().map(w -> w.tri|m())");

  private final Client client;

  private AssistFigures(Client client) {
    this.client = client;
  }

  /** Measures. */
  public static void main(String[] arguments) {
    var renderers = new Renderers();
    var settings = CompilerSettings.of(List.of());
    long start = System.nanoTime();
    var loader = AssistFigures.class.getClassLoader();
    var shell = new JavaShell(new JavacCellCompiler(settings), loader, renderers);
    Thread.ofPlatform().daemon().start(shell::warmUp);
    var kernel = Kernel.builder(shell).renderers(renderers).build();
    var figures = new AssistFigures(new Client(kernel));
    kernel.start();
    figures.first(start);
    if (arguments.length == 0 || !arguments[0].equals("first")) {
      figures.warm(arguments.length == 0 ? 100 : Integer.parseInt(arguments[0]));
    }
    kernel.shutdown(false).waitSync();
  }

  private void first(long start) {
    System.out.printf("asked %49.1f ms after start%n", millisSince(start));
    printFirst("first completion", "complete_request", "\"x\".sub|");
    printFirst("first inspection", "inspect_request", "\"x\".substring|(1)");
  }

  /** The processors' time tells more than the clock on a machine that has other things to do. */
  private void printFirst(String what, String type, String code) {
    var process = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    long before = process.getProcessCpuTime();
    double millis = ask(type, code);
    double used = (process.getProcessCpuTime() - before) / 1e6;
    System.out.printf("%-41s %13.1f ms   (%.1f ms of all processors)%n", what, millis, used);
  }

  private void warm(int rounds) {
    run("enum Color { RED, GREEN } Color color = Color.RED; int twice(int n) { return 2 * n; }");
    run("List<String> words = List.of(\"a\");");
    for (int at = 0; at < NAMES; at++) {
      run("String name" + at + " = \"" + at + "\";");
    }
    measure(rounds); // for practice
    var idle = measure(rounds);
    var cell = client.send(Channel.SHELL, "execute_request", cell("long n = 0; while (true) n++;"));
    var busy = measure(rounds);
    client.send(Channel.CONTROL, "interrupt_request", Map.of()).join();
    cell.join();
    var idleAgain = measure(rounds);
    print("completion, idle", idle.complete);
    print("completion, while a cell computes", busy.complete);
    print("completion, idle again", idleAgain.complete);
    print("inspection, idle", idle.inspect);
    print("inspection, while a cell computes", busy.inspect);
    print("inspection, idle again", idleAgain.inspect);
  }

  private record Times(List<Double> complete, List<Double> inspect) {}

  private Times measure(int rounds) {
    var times = new Times(new ArrayList<>(), new ArrayList<>());
    for (int round = 0; round < rounds; round++) {
      for (var code : COMPLETED) {
        times.complete.add(ask("complete_request", code));
      }
      for (var code : INSPECTED) {
        times.inspect.add(ask("inspect_request", code));
      }
    }
    return times;
  }

  private double ask(String type, String codeWithBar) {
    int cursor = codeWithBar.indexOf('|');
    var code = codeWithBar.replace("|", "");
    long start = System.nanoTime();
    client
        .send(Channel.SHELL, type, Map.of("code", code, "cursor_pos", cursor, "detail_level", 0))
        .join();
    return millisSince(start);
  }

  private void run(String code) {
    client.send(Channel.SHELL, "execute_request", cell(code)).join();
  }

  private static Map<String, Object> cell(String code) {
    return Map.of("code", code, "allow_stdin", false);
  }

  private static double millisSince(long start) {
    return (System.nanoTime() - start) / 1e6;
  }

  private static void print(String what, Collection<Double> millis) {
    var sorted = new ArrayList<>(millis);
    Collections.sort(sorted);
    System.out.printf(
        "%-34s median %6.1f ms   90 %% %6.1f ms   most %6.1f ms%n",
        what, sorted.get(sorted.size() / 2), sorted.get(sorted.size() * 9 / 10), sorted.getLast());
  }
}
