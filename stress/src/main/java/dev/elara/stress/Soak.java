package dev.elara.stress;

import dev.elara.caller.Caller;
import dev.elara.caller.CallerOptions;
import dev.elara.caller.Modifier;
import dev.elara.caller.Pending;
import dev.elara.caller.platform.Backend;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Many tasks in flight on eight callers, for minutes: senders that wait for nothing but room, tasks
 * that wait for time, each other, other callers and workers, and some that are cancelled. From time
 * to time all of it comes to rest, and what the process holds then is measured.
 */
public final class Soak {

  private static final int CALLERS = 8;
  private static final int OF_PLATFORM = 2;
  private static final int SENDERS = 8;

  /**
   * What a run showed.
   *
   * @param sent how many tasks were sent
   * @param ended how many of them came to an end, cancelled ones too
   * @param cancelled how many of those were cancelled
   * @param ran how many began
   * @param outOfOrder how many began before one that the same sender had sent earlier
   * @param most how many were in flight at once
   * @param first what the process held at the first rest
   * @param last what it held at the last one
   */
  public record Report(
      long sent,
      long ended,
      long cancelled,
      long ran,
      long outOfOrder,
      long most,
      Machine first,
      Machine last) {

    /** Whether all came to an end, none ran twice, and the order was kept. */
    public boolean isRight() {
      return sent == ended && ran <= sent && ran >= sent - cancelled && outOfOrder == 0;
    }

    /** Whether no more is held at the end than at the first rest, but for what varies. */
    public boolean isFlat() {
      return last.heapBytes() < first.heapBytes() * 1.25 + 32e6
          && last.threads() <= first.threads() + CALLERS * Caller.MAX_IDLE_POOL_INSTANCES;
    }

    @Override
    public String toString() {
      return """
      %,d tasks sent, %,d ended (%,d of them cancelled), %,d began, %,d out of order
      at most %,d in flight
      at the first rest: %s
      at the last rest:  %s
      %s\
      """
          .formatted(
              sent,
              ended,
              cancelled,
              ran,
              outOfOrder,
              most,
              first,
              last,
              isRight() && isFlat() ? "nothing lost, order kept, flat" : "WRONG");
    }
  }

  private final List<Caller> callers = new ArrayList<>();
  private final List<Sender> senders = new ArrayList<>();

  private Soak(int inFlight) {
    for (int i = 0; i < CALLERS; i++) {
      Backend backend = i < OF_PLATFORM ? Backend.PLATFORM : Backend.VIRTUAL;
      callers.add(
          Caller.of(Modifier.NEW_THREAD, CallerOptions.named("soak " + i).backend(backend)));
    }
    for (int i = 0; i < SENDERS; i++) {
      senders.add(new Sender(i, List.copyOf(callers), inFlight / SENDERS));
    }
  }

  /** Runs for so long with so many tasks in flight, with so many rests. Blocks. */
  public static Report run(Duration duration, int inFlight, int rests) throws InterruptedException {
    Soak soak = new Soak(inFlight);
    Machine first = null;
    Machine last = Machine.now();
    for (int i = 0; i < rests; i++) {
      soak.work(duration.dividedBy(rests));
      last = Machine.now();
      first = first == null ? last : first;
      System.out.println("rest " + (i + 1) + ": " + last);
    }
    for (Caller caller : soak.callers) {
      caller.stop();
      Pending<?> stopped = caller.stopped();
      var _ = stopped.waitSync();
    }
    return soak.report(first == null ? last : first, last);
  }

  /** Sends for a while, then waits until all of it has ended. */
  private void work(Duration duration) throws InterruptedException {
    long end = System.nanoTime() + duration.toNanos();
    List<Thread> threads = new ArrayList<>();
    for (Sender sender : senders) {
      threads.add(Thread.ofPlatform().name("sender").start(() -> sender.sendUntil(end)));
    }
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private Report report(Machine first, Machine last) {
    return new Report(
        senders.stream().mapToLong(Sender::sent).sum(),
        senders.stream().mapToLong(Sender::ended).sum(),
        senders.stream().mapToLong(Sender::cancelled).sum(),
        senders.stream().mapToLong(Sender::ran).sum(),
        senders.stream().mapToLong(Sender::outOfOrder).sum(),
        senders.stream().mapToLong(Sender::most).sum(),
        first,
        last);
  }

  /** Runs with {@code --minutes}, {@code --seconds}, {@code --tasks} and {@code --rests}. */
  public static void main(String[] args) throws InterruptedException {
    Arguments given = Arguments.parse(args, List.of("minutes", "seconds", "tasks", "rests"));
    long seconds = given.get("minutes", 0) * 60 + given.get("seconds", 0);
    Report report =
        run(
            Duration.ofSeconds(seconds == 0 ? 600 : seconds),
            (int) given.get("tasks", 10_000),
            (int) given.get("rests", 10));
    System.out.println(report);
    System.exit(report.isRight() && report.isFlat() ? 0 : 1);
  }
}
