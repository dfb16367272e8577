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
 * others running a cell a second. What a cell takes then, beside what it takes one client alone.
 */
public final class Crowd {

  private static final int KERNELS = 20;
  private static final int CLIENTS = 200;
  private static final int IDLE = 50;
  private static final int WARM_UP = 100;
  private static final Duration PERIOD = Duration.ofSeconds(1);
  private static final Duration SLOWLY = Duration.ofMillis(200);

  /** What a working client runs: a value and half a page of text, which all of its kernel read. */
  private static final String CELL = "System.out.println(\"x\".repeat(1000)); 1 + 1";

  private Crowd() {}

  /** Prints figures; takes about two minutes. Run from the repository's root. */
  public static void main(String[] args) throws Exception {
    int seconds = args.length == 0 ? 30 : Integer.parseInt(args[0]);
    try (Server server = Servers.elara()) {
      List<String> kernels = new ArrayList<>();
      for (int i = 0; i < KERNELS; i++) {
        kernels.add(server.newKernel());
      }
      warmUp(server, kernels);
      Figures alone = work(clients(server, kernels, 1), seconds);
      System.out.println("one client alone: " + alone);
      List<Client> others = new ArrayList<>();
      for (int i = 0; i < IDLE; i++) {
        others.add(new Client(server, kernels.get(i % KERNELS), null).idle());
      }
      Client slow = new Client(server, kernels.getFirst(), SLOWLY).idle();
      List<Client> working = clients(server, kernels, CLIENTS - IDLE - 1);
      Figures crowded = work(working, seconds);
      System.out.printf("%d of %d clients: %s%n", working.size(), CLIENTS, crowded);
      System.out.printf(Locale.ROOT, "ratio of medians %.2f%n", crowded.median() / alone.median());
      System.out.println("the slow one: " + (slow.closed() == null ? "there" : slow.closed()));
      others.forEach(Client::close);
      slow.close();
      working.forEach(Client::close);
    }
  }

  private static void warmUp(Server server, List<String> kernels) throws Exception {
    for (String kernel : kernels) {
      try (var client = new Client(server, kernel, null)) {
        for (int i = 0; i < WARM_UP; i++) {
          client.run(CELL);
        }
      }
    }
  }

  private static List<Client> clients(Server server, List<String> kernels, int count) {
    List<Client> clients = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      clients.add(new Client(server, kernels.get(i % KERNELS), null));
    }
    return clients;
  }

  private static Figures work(List<Client> clients, int seconds) throws Exception {
    List<Long> all = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<List<Long>>> works = new ArrayList<>();
      for (int i = 0; i < clients.size(); i++) {
        Client client = clients.get(i);
        Random random = new Random(i);
        Callable<List<Long>> work = () -> work(client, random, seconds);
        works.add(threads.submit(work));
      }
      for (Future<List<Long>> work : works) {
        all.addAll(work.get());
      }
    }
    return Figures.of(all);
  }

  private static List<Long> work(Client client, Random random, int seconds) throws Exception {
    List<Long> took = new ArrayList<>();
    long end = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
    while (System.nanoTime() < end) {
      Thread.sleep(random.nextLong(2 * PERIOD.toMillis()));
      took.add(client.run(CELL));
    }
    return took;
  }
}
