package dev.elara.benchmarks.server;

import dev.elara.benchmarks.server.Servers.Server;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * 200 clients on 20 kernels of one {@code elara notebook}: 50 idle, one that reads slowly, the
 * others at work. What a cell takes then, beside what it takes one client alone.
 *
 * <p>At a person's pace a client runs a small cell every three seconds. Who is alone runs one as
 * often as a kernel of the crowd is asked for one, so that both find it as warm. The second figure
 * is for what the machine can do at most: every client runs the next cell as soon as one is done.
 */
public final class Crowd {

  private static final int KERNELS = 20;
  private static final int CLIENTS = 200;
  private static final int IDLE = 50;
  private static final int WARM_UP = 200;

  /** A person at work, who also reads and writes. */
  private static final Duration PACE = Duration.ofSeconds(3);

  private static final Duration SLOWLY = Duration.ofMillis(200);
  private static final int FLAT_OUT_SECONDS = 4;

  /** What a working client runs: a value and half a page of text, which all of its kernel read. */
  private static final String CELL = "System.out.println(\"x\".repeat(1000)); 1 + 1";

  private final Server server;
  private final List<String> kernels = new ArrayList<>();

  private Crowd(Server server) {
    this.server = server;
  }

  /**
   * Prints figures; takes about a minute. Run from the repository's root.
   *
   * @param args at most two: how many seconds to measure, and after how many milliseconds on
   *     average a client runs its next cell
   */
  public static void main(String[] args) throws Exception {
    int seconds = args.length < 1 ? 15 : Integer.parseInt(args[0]);
    Duration pace = args.length < 2 ? PACE : Duration.ofMillis(Long.parseLong(args[1]));
    try (Server server = Servers.elara()) {
      new Crowd(server).measure(seconds, pace);
    }
  }

  private void measure(int seconds, Duration pace) throws Exception {
    each(KERNELS, i -> server.newKernel()).forEach(kernels::add);
    each(KERNELS, i -> warmUp(kernels.get(i)));
    List<Client> alone = clients(1);
    List<Client> others = clients(IDLE);
    others.forEach(Client::idle);
    List<Client> working = clients(CLIENTS - IDLE - 1);
    try (var slow = new Client(server, kernels.getFirst(), SLOWLY)) {
      slow.idle();
      Duration ofAKernel = pace.multipliedBy(KERNELS).dividedBy(working.size());
      compare("at a person's pace", work(alone, ofAKernel, seconds), work(working, pace, seconds));
      compare(
          "as fast as they can",
          work(alone, Duration.ZERO, FLAT_OUT_SECONDS),
          work(working, Duration.ZERO, FLAT_OUT_SECONDS));
      System.out.println("the slow one: " + (slow.closed() == null ? "there" : slow.closed()));
    }
    alone.forEach(Client::close);
    others.forEach(Client::close);
    working.forEach(Client::close);
  }

  private static void compare(String what, Figures one, Figures all) {
    System.out.printf("%s, one client alone: %s%n", what, one);
    System.out.printf("%s, the working ones of %d: %s%n", what, CLIENTS, all);
    System.out.printf(
        Locale.ROOT,
        "%s, ratio of medians %.2f, of p90 %.2f%n",
        what,
        all.median() / one.median(),
        all.percentile(90) / one.percentile(90));
  }

  private boolean warmUp(String kernel) throws Exception {
    try (var client = new Client(server, kernel, null)) {
      for (int i = 0; i < WARM_UP; i++) {
        client.run(CELL);
      }
    }
    return true;
  }

  private List<Client> clients(int count) {
    List<Client> clients = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      clients.add(new Client(server, kernels.get(i % KERNELS), null));
    }
    return clients;
  }

  private static Figures work(List<Client> clients, Duration pace, int seconds) throws Exception {
    List<Long> all = new ArrayList<>();
    each(clients.size(), i -> work(clients.get(i), new Random(i), pace, seconds))
        .forEach(all::addAll);
    return Figures.of(all);
  }

  private static List<Long> work(Client client, Random random, Duration pace, int seconds)
      throws Exception {
    List<Long> took = new ArrayList<>();
    long end = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
    while (System.nanoTime() < end) {
      if (pace.isPositive()) {
        Thread.sleep(random.nextLong(2 * pace.toMillis()));
      }
      took.add(client.run(CELL));
    }
    return took;
  }

  /** One of several pieces of work that are done at once. */
  private interface Work<T> {
    T run(int number) throws Exception;
  }

  private static <T> List<T> each(int count, Work<T> work) throws Exception {
    List<T> results = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<T>> under = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        int number = i;
        Callable<T> one = () -> work.run(number);
        under.add(threads.submit(one));
      }
      for (Future<T> one : under) {
        results.add(one.get());
      }
    }
    return results;
  }
}
