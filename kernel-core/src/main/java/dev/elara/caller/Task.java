package dev.elara.caller;

import dev.elara.caller.platform.Backend;
import dev.elara.caller.platform.Platform;
import dev.elara.caller.platform.Platforms;
import org.jspecify.annotations.Nullable;

/** Something a caller runs: one at a time with its others, on one strand from start to end. */
abstract sealed class Task permits BeginTask, CallTask, DirectTask, QueueTask, RootTask {

  final Caller caller;
  final Scheduler scheduler;
  final Backend backend;

  /** What {@link Caller#currentPending} says in it. */
  final @Nullable Pending<?> pending;

  /** The one behind it in the {@link ReadyQueue}. */
  @Nullable Task next;

  /** Where it runs; null until it does. Guarded by the scheduler's guard, like all below. */
  @Nullable Strand strand;

  /** The innermost group it is in. */
  @Nullable PendingGroup group;

  /** Why it should stop, from outside, when a shielded group has been left. */
  @Nullable String heldBack;

  /** How many times it was told from outside to stop. */
  int cancellations;

  @Nullable TaskWait waitingOn;

  /** Whether it has begun and stands in the ready queue again. */
  boolean queued;

  boolean ended;
  boolean abandoned;

  /** Its neighbours among the {@link KnownTasks}. */
  @Nullable Task knownBefore;

  @Nullable Task knownAfter;
  boolean known;

  /** Why it should stop, until it was told. Written under the scheduler's guard. */
  volatile @Nullable String cancellation;

  Task(Caller caller, Backend backend, @Nullable Pending<?> pending) {
    this.caller = caller;
    this.scheduler = caller.scheduler;
    this.backend = backend;
    this.pending = pending;
  }

  /** The task that is running this call; null in a plain thread. */
  static @Nullable Task current() {
    return Platforms.current().task() instanceof Task task ? task : null;
  }

  /** Runs it to its end, whatever that is. Throws nothing. */
  final void run(Platform platform) {
    runNested(platform);
    platform.betweenTasks();
  }

  /** The same on the stack of another task, whose slots are to be filled again afterwards. */
  final void runNested(Platform platform) {
    platform.task(this);
    platform.context(context());
    execute();
  }

  /** The context to run it in. */
  abstract Context context();

  /** Does what is to be done and tells its pending. Throws nothing. */
  abstract void execute();

  /** Its pending is done, and nobody has heard of it yet. No guard held. */
  void over() {}

  /** It will never run; {@code why} is for its pending. */
  abstract void rejected(String why);
}
