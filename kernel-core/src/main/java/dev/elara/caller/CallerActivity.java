package dev.elara.caller;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a caller is at, at one moment; made by {@link Caller#activity}.
 *
 * @param waiting how many of its tasks wait, for a pending or for their time
 * @param ready how many could run, and wait for their turn
 * @param running the function that runs, for people; null if none does
 * @param held for how long that has not waited; zero if none runs
 */
public record CallerActivity(int waiting, int ready, @Nullable String running, Duration held) {

  /** That of the caller with this scheduler. Looks at each of its tasks. */
  static CallerActivity of(Scheduler scheduler) {
    List<Task> waiting = new ArrayList<>();
    Baton baton = scheduler.baton;
    scheduler.guard.lock();
    try {
      Set<Task> queued = new HashSet<>(baton.queued());
      Task running = baton.running();
      scheduler.known.addAllTo(waiting);
      waiting.removeIf(task -> task == running || queued.contains(task));
      return new CallerActivity(
          waiting.size(),
          queued.size(),
          running == null ? null : FunctionText.of(running.pending),
          Duration.ofNanos(baton.heldFor()));
    } finally {
      scheduler.guard.unlock();
    }
  }
}
