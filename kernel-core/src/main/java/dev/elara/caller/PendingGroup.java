package dev.elara.caller;

import dev.elara.caller.platform.Platform;
import dev.elara.caller.platform.Platforms;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/*
 * A group has a body, which one task runs, and members. It is cancelled by a member's failure, by
 * its timeout, by its body's failure, or by hand: then the members are cancelled, and the task that
 * runs the body finds a word at its next wait, as if it had been cancelled itself. The scheduler
 * keeps the groups a task is in, from the innermost on, so that such a word reaches the task only
 * while it is in the group, and is taken back when it leaves. A word from outside is counted, so
 * that the two can be told apart; while there is a shield it is kept back.
 */

/**
 * A scope for many calls: what is scheduled in it, on any caller or worker, belongs to it, and
 * leaving it waits for all of that.
 *
 * <pre>{@code
 * new PendingGroup().run(() -> {
 *   caller.toThread(() -> download(first));
 *   caller.toThread(() -> download(second));
 * });                                        // here both are done, or it has thrown
 * }</pre>
 *
 * <p>A failure of a member cancels the group: its members, and what waits in its body. Members also
 * belong to the groups around. What members schedule while they clean up is waited for too.
 *
 * <p>Thread-safe; only {@link #run} blocks.
 */
public final class PendingGroup {

  /** How long a cancelled group waits for its members to end. */
  public static final Duration CANCELLATION_TIMEOUT = Duration.ofSeconds(10);

  private static final ContextVar<PendingGroup> CURRENT = new ContextVar<>("pending group");

  private final Platform platform = Platforms.current();
  private final GroupOptions options;
  private final GroupMembers members;
  private volatile @Nullable PendingGroup parent; // the group around it, of whichever task
  private volatile @Nullable Task task; // what runs the body; null in a plain thread
  private volatile @Nullable PendingGroup enclosing; // the group around it in the same task

  /** A group that ignores cancelled members. */
  public PendingGroup() {
    this(GroupOptions.DEFAULT);
  }

  /** A group with options. */
  public PendingGroup(GroupOptions options) {
    this.options = options;
    members = new GroupMembers(options.mode(), this::cancel);
  }

  /** The group that takes in what is scheduled here; null if there is none. */
  public static @Nullable PendingGroup current() {
    return CURRENT.get();
  }

  static void register(Context context, Pending<?> pending) {
    PendingGroup group = CURRENT.in(context);
    if (group != null) {
      group.takeIn(pending);
    }
  }

  /**
   * Runs {@code body} and waits until all members are done; once.
   *
   * @return what the body returned; null if it was cut short and the group is left quietly
   * @throws PendingGroupFailure if members failed; the first failure is the cause, the others are
   *     suppressed
   * @throws PendingCancelled if the calling task was cancelled, or if the group or a member was and
   *     the mode says so
   * @throws IllegalStateException if it was entered before
   * @throws Exception what the body throws, with later failures of members suppressed
   */
  public <T extends @Nullable Object> @Nullable T run(Work<T> body) throws Exception {
    int told = enter();
    Runnable alarm = alarm();
    T result = null;
    Throwable thrown = null;
    try {
      result = CURRENT.where(this, body);
      members.await();
    } catch (Throwable failure) {
      thrown = isOurs(failure, told) ? null : failure;
    }
    boolean first = thrown != null && failed(thrown);
    leave(told);
    alarm.run();
    throwIfFailed(thrown, first);
    throwIfCancelled();
    return result;
  }

  /** The same for an action. */
  public void run(Action body) throws Exception {
    Object _ =
        run(() -> {
          body.run();
          return this;
        });
  }

  /**
   * Takes one in by hand.
   *
   * @throws IllegalStateException if the group was left, or if it would wait for its own body
   */
  public void add(Pending<?> pending) {
    for (PendingGroup group = this; group != null; group = group.parent) {
      Task body = group.task;
      if (body != null && body.pending == pending) {
        throw new IllegalStateException(
            "A group that waits for the pending its own body runs in would deadlock: " + pending);
      }
    }
    if (!takeIn(pending)) {
      throw new IllegalStateException(
          "The group was left and takes nothing in any more. Make a new one.");
    }
  }

  /** Lets one go; the groups around keep it. */
  public void remove(Pending<?> pending) {
    members.remove(pending);
  }

  /** The members that are not done, as of now, in the order in which they came. */
  public List<Pending<?>> pendings() {
    return members.snapshot();
  }

  /** Cancels the members and what waits in the body. Never blocks. No effect once it was left. */
  public void cancel(@Nullable String message) {
    String why = message == null ? "The group was cancelled." : message;
    Task body = task;
    if (members.cancel(why) && body != null) {
      body.scheduler.cancellations.interrupt(body, this, why);
    }
  }

  /** Whether it was cancelled, by whatever. */
  public boolean cancelled() {
    return members.cancellation() != null;
  }

  @Override
  public String toString() {
    String state = cancelled() ? "cancelled, " : "";
    return "PendingGroup[" + state + pendings().size() + " pending, " + options.mode() + "]";
  }

  /** Whether a shield stands between a task in {@code inner} and {@code outer}; null: outside. */
  static boolean isShielded(@Nullable PendingGroup inner, @Nullable PendingGroup outer) {
    for (PendingGroup group = inner; group != null && group != outer; group = group.enclosing) {
      if (group.options.shield()) {
        return true;
      }
    }
    return false;
  }

  /** Whether this is {@code other} or lies in it, in the same task. */
  boolean isWithin(PendingGroup other) {
    PendingGroup group = this;
    while (group != null && group != other) {
      group = group.enclosing;
    }
    return group != null;
  }

  private boolean takeIn(Pending<?> pending) {
    boolean taken = members.add(pending);
    String why = members.cancellation();
    Task body = task;
    if (taken && why != null && body != null && body == Task.current()) {
      pending.cancel(why); // the body has not noticed yet
    }
    PendingGroup outer = parent;
    if (outer != null) {
      outer.takeIn(pending);
    }
    return taken;
  }

  private int enter() {
    if (!members.enter()) {
      throw new IllegalStateException(
          "A group can be entered once, and this one was: " + this + ". Make a new one.");
    }
    parent = CURRENT.get();
    Task here = Task.current();
    if (here == null) {
      return 0;
    }
    enclosing = here.group;
    task = here;
    int told = here.scheduler.cancellations.enter(here, this);
    String why = members.cancellation();
    if (why != null) {
      here.scheduler.cancellations.interrupt(here, this, why);
    }
    return told;
  }

  private Runnable alarm() {
    Duration timeout = options.timeout();
    if (timeout == null) {
      return () -> {};
    }
    String why = "The group was not done after " + timeout.toMillis() + " ms.";
    Task body = task;
    return platform.after(
        Durations.nanos(timeout),
        () -> {
          if (body == null) {
            cancel(why);
          } else {
            body.caller.callDirect(() -> cancel(why)); // the timer's thread only wakes
          }
        });
  }

  /** Whether the body was only told that the group is cancelled. */
  private boolean isOurs(Throwable thrown, int told) {
    Task body = task;
    boolean outside = body != null && body.scheduler.cancellations.count(body) != told;
    return thrown instanceof PendingCancelled && cancelled() && !outside;
  }

  /** Cancels the group for what its body threw; true if that is a failure and the first. */
  private boolean failed(Throwable thrown) {
    boolean first = !(thrown instanceof PendingCancelled) && members.failed(thrown);
    cancel("The body of the group ended with " + thrown);
    return first;
  }

  /** Waits for what was cancelled, then leaves. */
  private void leave(int told) {
    boolean all = !cancelled() || members.await(CANCELLATION_TIMEOUT);
    List<Pending<?>> left = members.close();
    if (!all && !left.isEmpty()) {
      String what = "Members of a group did not end within 10 s of being cancelled.";
      platform.report(what, new IllegalStateException("Left behind: " + left));
    }
    Task body = task;
    if (body != null) {
      body.scheduler.cancellations.leave(body, enclosing, told);
    }
  }

  private void throwIfFailed(@Nullable Throwable thrown, boolean first) throws Exception {
    List<Throwable> failures = members.failures();
    if (first && thrown != null) {
      failures.stream().skip(1).forEach(thrown::addSuppressed);
    } else if (!failures.isEmpty()) {
      throw new PendingGroupFailure(failures);
    }
    if (thrown != null) {
      throw Pending.<Exception>asItIs(thrown);
    }
  }

  private void throwIfCancelled() {
    PendingGroup around = enclosing;
    String outer = around == null ? null : around.members.cancellation();
    if (outer != null) {
      throw new PendingCancelled(outer);
    }
    String why = cancelled() ? members.cancellation() : members.cancelledMember();
    if (why != null && options.mode().throwsOnLeaving) {
      throw new PendingCancelled(why);
    }
  }
}
