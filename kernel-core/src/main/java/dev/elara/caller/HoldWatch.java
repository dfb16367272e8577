package dev.elara.caller;

import dev.elara.caller.platform.Platform;
import dev.elara.caller.platform.StrandHandle;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Looks at one caller from time to time, and reports the stack of a task that has run too long
 * without waiting, once for each time it does. Costs the tasks nothing. Ends with the caller, and
 * does not keep it from being collected.
 */
final class HoldWatch {

  private static final String PROPERTY = "dev.elara.caller.holdLimitMillis";

  private final WeakReference<Caller> caller;
  private final Platform platform;
  private final long limit;
  private long reported; // since when what was reported last has run; one look at a time

  private HoldWatch(Caller caller, Duration limit) {
    this.caller = new WeakReference<>(caller);
    this.platform = caller.platform();
    this.limit = Durations.nanos(limit);
  }

  /** Begins to look, if {@code limit} or else the system property says after how long. */
  static void start(Caller caller, @Nullable Duration limit) {
    Duration most = limit == null ? fromProperty() : limit;
    if (!most.isZero()) {
      HoldWatch watch = new HoldWatch(caller, most);
      watch.lookAfter(watch.limit);
    }
  }

  private static Duration fromProperty() {
    String millis = System.getProperty(PROPERTY, "0");
    try {
      return Duration.ofMillis(Math.max(0, Long.parseLong(millis)));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "The system property " + PROPERTY + " is '" + millis + "'; use a number of ms.", e);
    }
  }

  private void lookAfter(long nanos) {
    Runnable _ = platform.after(nanos, this::look);
  }

  private void look() {
    Caller watched = caller.get();
    if (watched == null || watched.state().isClosed()) {
      return;
    }
    Baton.Running running = watched.scheduler.running();
    long held = running == null ? 0 : platform.nanos() - running.since();
    if (running != null && held >= limit && running.since() != reported) {
      reported = running.since();
      report(watched, running, held);
    }
    lookAfter(held >= limit ? limit : limit - held);
  }

  private void report(Caller watched, Baton.Running running, long held) {
    String func = FunctionText.of(running.task().pending);
    StrandHandle strand = running.strand();
    String what = func == null ? "a direct or queued call" : func;
    platform.report(
        "Caller '" + watched.name() + "' has been held for " + held / 1_000_000 + " ms",
        new CallerHeld(what, strand == null ? List.of() : strand.stack()));
  }
}
