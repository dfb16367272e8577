package dev.elara.caller;

import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What {@link Caller#waitFor} found when it returned.
 *
 * @param done those that were done, in the order in which they were
 * @param pending those that were not
 */
public record Waited<P extends Pending<?>>(Set<P> done, Set<P> pending) {

  public Waited {
    done = Collections.unmodifiableSet(new LinkedHashSet<>(done));
    pending = Collections.unmodifiableSet(new LinkedHashSet<>(pending));
  }

  static <P extends Pending<?>> Waited<P> on(
      Collection<P> items, @Nullable Duration timeout, ReturnWhen when) {
    Set<P> done = new LinkedHashSet<>();
    Set<P> pending = new LinkedHashSet<>();
    boolean enough = false;
    for (P item : items) {
      boolean isDone = item.done();
      (isDone ? done : pending).add(item);
      enough |= isDone && when.satisfiedBy(item);
    }
    if (!enough && !pending.isEmpty()) {
      watch(done, pending, timeout, when);
    }
    return new Waited<>(done, pending);
  }

  private static <P extends Pending<?>> void watch(
      Set<P> done, Set<P> pending, @Nullable Duration timeout, ReturnWhen when) {
    CompletionOptions options = CompletionOptions.DEFAULT.keepingUnfinished();
    Completions<P> completions = Completions.of(new LinkedHashSet<>(pending), options);
    Runnable alarm = completions.endAfter(timeout);
    try (completions) {
      boolean enough = false;
      while (!enough && completions.hasNext()) {
        P next = completions.next();
        pending.remove(next);
        done.add(next);
        enough = when.satisfiedBy(next);
      }
    } finally {
      alarm.run();
    }
  }
}
