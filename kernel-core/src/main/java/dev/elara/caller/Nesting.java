package dev.elara.caller;

import dev.elara.caller.platform.Guard;
import dev.elara.caller.platform.Platform;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/*
 * A task that waits for one that is fresh and next in turn could go on at once after that, if only
 * it did not wait itself. If functions of its class never have, it is run on the stack of the one
 * that waits for it: no strand is switched, and nothing else is different. The order is that of the
 * ready queue; who waited goes behind those that are ready.
 *
 * If it waits after all, the one beneath cannot go on before it has ended. Only three things could
 * make it go on earlier: it is told to stop (that is passed on at once, as it would be after its
 * wait had ended, and heard when the one above has ended), the pending is finished by hand, or the
 * task above is abandoned (then so are those beneath, whose stack is lost with it). And functions of
 * that class are not run so any more.
 */

/** Runs a task on the stack of the one that waits for it. */
final class Nesting {

  private static final int DEEPEST = 8;

  private final Scheduler scheduler;
  private final Guard guard; // the scheduler's
  private final Habits habits = new Habits(); // guarded by guard

  Nesting(Scheduler scheduler) {
    this.scheduler = scheduler;
    guard = scheduler.guard;
  }

  /**
   * Runs the task behind {@code awaited}, if that is next in turn and never waits, and lets others
   * that are ready run before the calling task goes on. Does nothing otherwise.
   */
  void run(Task me, Pending<?> awaited) {
    Platform platform = scheduler.platform;
    if (platform.disturbed()) {
      return; // it is for the one that waits
    }
    Strand strand;
    CallTask<?> inner;
    guard.lock();
    try {
      strand = me.strand;
      if (strand == null
          || strand.stack().size() >= DEEPEST
          || me.abandoned
          || !(scheduler.baton.first() instanceof CallTask<?> next && next.pending == awaited)
          || next.strand != null
          || next.backend != strand.backend) {
        return;
      }
      if (!habits.neverWaits(next.function())) {
        next.watched = true;
        return;
      }
      inner = next;
      begin(strand, me, inner);
    } finally {
      guard.unlock();
    }
    Context context = Context.of(platform);
    inner.runNested(platform);
    platform.task(me);
    platform.context(context);
    end(strand, me, inner);
  }

  /** {@code me} waits and {@code inner} begins on its stack. Called under guard. */
  private void begin(Strand strand, Task me, Task inner) {
    scheduler.known.add(me);
    strand.push(me, inner);
    scheduler.baton.beginFirst(inner, strand);
  }

  /** {@code inner} has ended; returns when it is {@code me}'s turn. */
  private void end(Strand strand, Task me, Task inner) {
    Strand woken = strand;
    guard.lock();
    try {
      scheduler.end(inner);
      strand.pop();
      if (strand.lost) {
        return;
      }
      if (scheduler.baton.first() == null) {
        scheduler.baton.begin(me, strand);
      } else {
        woken = scheduler.queue(me);
      }
    } finally {
      guard.unlock();
    }
    if (woken != strand) {
      Scheduler.wake(woken);
      Scheduler.park(strand);
    }
  }

  /** A task has ended. Called under guard. */
  void ended(Task task) {
    Strand strand = task.strand;
    boolean deceived = strand != null && task.known && strand.stack().size() > 1;
    if (task instanceof CallTask<?> call && (call.watched || deceived)) {
      habits.ended(call.function(), call.known);
    }
  }

  /** Those that share a stack with a task, itself among them. Called under guard. */
  static List<Task> sharing(Task task) {
    Strand strand = task.strand;
    return strand != null && strand.stack().contains(task)
        ? new ArrayList<>(strand.stack())
        : List.of(task);
  }

  /** The pending that the task waits for by running what brings it; null if there is none. */
  static @Nullable Pending<?> above(Task task) {
    Strand strand = task.strand;
    if (strand == null) {
      return null;
    }
    int index = strand.stack().indexOf(task);
    boolean none = index < 0 || index + 1 == strand.stack().size();
    return none ? null : strand.stack().get(index + 1).pending;
  }
}
