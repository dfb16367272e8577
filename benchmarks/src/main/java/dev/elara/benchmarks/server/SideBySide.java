package dev.elara.benchmarks.server;

import dev.elara.benchmarks.server.Servers.Server;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * {@code elara notebook} beside Jupyter Server with ipykernel, through one and the same client, in
 * turns: a warm {@code 1+1}, kernel_info, 20,000 lines, and the start of a kernel.
 */
public final class SideBySide {

  private static final int WARM_UP = 500;
  private static final int ROUNDS = 5;
  private static final int ASKED = 100;
  private static final int LINES = 20_000;
  private static final int STARTS = 6;

  /** A person does not open a notebook every second. */
  private static final Duration PAUSE = Duration.ofSeconds(2);

  private static final String JAVA_LINES =
      "for (int i = 0; i < %d; i++) System.out.println(\"line \" + i);".formatted(LINES);
  private static final String PYTHON_LINES =
      "for i in range(%d): print('line', i)".formatted(LINES);

  private SideBySide() {}

  /**
   * Prints a table; takes about three minutes. Run from the repository's root.
   *
   * @param args at most one: how many milliseconds pass before a kernel is asked for
   */
  public static void main(String[] args) throws Exception {
    Duration pause = args.length == 0 ? PAUSE : Duration.ofMillis(Long.parseLong(args[0]));
    try (Server elara = Servers.elara();
        Server jupyter = Servers.jupyter()) {
      List<Side> sides = List.of(new Side(jupyter, PYTHON_LINES), new Side(elara, JAVA_LINES));
      for (Side side : sides) {
        side.warmUp();
      }
      for (int round = 0; round < ROUNDS; round++) {
        for (Side side : sides) {
          side.round();
        }
      }
      for (Side side : sides) {
        side.client.close();
        side.server.delete(side.client.kernel());
      }
      for (int i = 0; i < STARTS; i++) {
        for (Side side : sides) {
          Thread.sleep(pause);
          side.start();
        }
      }
      print(sides.getFirst(), sides.getLast());
    }
  }

  private static void print(Side jupyter, Side elara) {
    row("1+1", jupyter.cells, elara.cells);
    row("kernel_info", jupyter.infos, elara.infos);
    row("20,000 lines", jupyter.lines, elara.lines);
    row("kernel from POST to kernel_info", jupyter.starts, elara.starts);
    row("kernel from POST to first 1+1", jupyter.firsts, elara.firsts);
  }

  private static void row(String what, List<Long> jupyter, List<Long> elara) {
    Figures theirs = Figures.of(jupyter);
    Figures ours = Figures.of(elara);
    System.out.printf(
        Locale.ROOT,
        "%s%n  jupyter_server  %s%n  elara           %s%n  ratio of medians %.2f%n",
        what,
        theirs,
        ours,
        ours.median() / theirs.median());
  }

  /** One of the two, and what was measured of it. */
  private static final class Side {
    final Server server;
    final String linesCell;
    final Client client;
    final List<Long> cells = new ArrayList<>();
    final List<Long> infos = new ArrayList<>();
    final List<Long> lines = new ArrayList<>();
    final List<Long> starts = new ArrayList<>();
    final List<Long> firsts = new ArrayList<>();

    Side(Server server, String linesCell) throws Exception {
      this.server = server;
      this.linesCell = linesCell;
      this.client = new Client(server, server.newKernel(), null);
    }

    void warmUp() throws Exception {
      for (int i = 0; i < WARM_UP; i++) {
        client.run("1+1");
      }
      client.run(linesCell);
    }

    void round() throws Exception {
      for (int i = 0; i < ASKED; i++) {
        cells.add(client.run("1+1"));
      }
      for (int i = 0; i < ASKED; i++) {
        infos.add(client.ask("kernel_info_request", Map.of()));
      }
      lines.add(printed());
    }

    private long printed() throws Exception {
      var text = new StringBuilder();
      long took =
          client.ask(
              "execute_request",
              Client.cell(linesCell),
              message -> {
                if (message.content().get("text") instanceof String part) {
                  text.append(part);
                }
              });
      String[] printed = Pattern.compile("\n").split(text, -1);
      for (int i = 0; i < LINES; i++) {
        if (!printed[i].equals("line " + i)) {
          throw new IllegalStateException(server.name() + " lost line " + i);
        }
      }
      return took;
    }

    void start() throws Exception {
      long began = System.nanoTime();
      String kernel = server.newKernel();
      try (var started = new Client(server, kernel, null)) {
        started.ask("kernel_info_request", Map.of());
        starts.add(System.nanoTime() - began);
        started.run("1+1");
        firsts.add(System.nanoTime() - began);
      }
      server.delete(kernel);
    }
  }
}
