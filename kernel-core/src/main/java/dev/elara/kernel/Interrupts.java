package dev.elara.kernel;

import dev.elara.caller.Caller;
import dev.elara.caller.Pending;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What is running, and how it is stopped. An execution that was asked to stop and has not ended
 * after a grace is left behind.
 *
 * <p>Thread-safe; never blocks.
 */
final class Interrupts {

  private final Caller watch;
  private final Set<Running> running = new LinkedHashSet<>(); // guarded by this
  private final List<Pending<Boolean>> waiters = new ArrayList<>(); // guarded by this

  /** Interrupts whose watch is kept by {@code watch}, a caller that never runs user code. */
  Interrupts(Caller watch) {
    this.watch = watch;
  }

  synchronized void add(Running started) {
    running.add(started);
  }

  void remove(Running ended) {
    List<Pending<Boolean>> wake = List.of();
    synchronized (this) {
      running.remove(ended);
      if (running.isEmpty() && !waiters.isEmpty()) {
        wake = List.copyOf(waiters);
        waiters.clear();
      }
    }
    wake.forEach(waiter -> waiter.setResult(true));
  }

  /** Done as soon as nothing is running. */
  synchronized Pending<Boolean> quiet() {
    Pending<Boolean> quiet = new Pending<>();
    if (running.isEmpty()) {
      quiet.setResult(true);
    } else {
      waiters.add(quiet);
    }
    return quiet;
  }

  /** Asks those to stop, and leaves behind what has not ended after {@code grace}. */
  void interrupt(Interruption why, Duration grace, Predicate<Running> which) {
    List<Running> chosen;
    synchronized (this) {
      chosen = running.stream().filter(which).toList();
    }
    chosen.forEach(one -> interrupt(one, why, grace));
  }

  /** Asks one to stop, and leaves it behind if it has not ended after {@code grace}. */
  void interrupt(Running one, Interruption why, Duration grace) {
    one.interrupt(why);
    watch.callLater(
        grace,
        () -> {
          one.leaveBehind();
          remove(one);
        });
  }
}
