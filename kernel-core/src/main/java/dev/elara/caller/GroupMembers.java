package dev.elara.caller;

import dev.elara.caller.platform.Guard;
import dev.elara.caller.platform.Platform;
import dev.elara.caller.platform.Platforms;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The members of one {@link PendingGroup}, how they ended, and whether the group is cancelled. */
final class GroupMembers {

  private final Platform platform = Platforms.current();
  private final Guard guard = platform.guard();
  private final Consumer<Pending<?>> ending = this::ended;
  private final GroupMode mode;
  private final Consumer<String> cancelGroup;

  private final Set<Pending<?>> members = new LinkedHashSet<>(); // guarded by guard, as all below
  private final List<Throwable> failures = new ArrayList<>(); // in order, none twice
  private volatile @Nullable String cancellation; // why the group is cancelled
  private @Nullable String cancelledMember;
  private @Nullable Pending<@Nullable Void> change; // done when whoever waits has to look again
  private boolean entered;
  private boolean closed; // no more members: the group was left

  GroupMembers(GroupMode mode, Consumer<String> cancelGroup) {
    this.mode = mode;
    this.cancelGroup = cancelGroup;
  }

  /** True the first time only. */
  boolean enter() {
    guard.lock();
    try {
      boolean before = entered;
      entered = true;
      return !before;
    } finally {
      guard.unlock();
    }
  }

  /** Takes a member in; false if the group was left. */
  boolean add(Pending<?> pending) {
    boolean added;
    guard.lock();
    try {
      if (closed) {
        return false;
      }
      added = members.add(pending);
    } finally {
      guard.unlock();
    }
    if (added) {
      pending.addDoneCallback(ending);
    }
    return true;
  }

  void remove(Pending<?> pending) {
    Pending<@Nullable Void> changed;
    guard.lock();
    try {
      members.remove(pending);
      changed = members.isEmpty() ? takeChange() : null;
    } finally {
      guard.unlock();
    }
    int _ = pending.removeDoneCallback(ending);
    tell(changed);
  }

  List<Pending<?>> snapshot() {
    guard.lock();
    try {
      return new ArrayList<>(members);
    } finally {
      guard.unlock();
    }
  }

  /** Why the group is cancelled; null if it is not. */
  @Nullable String cancellation() {
    return cancellation;
  }

  /** Which member was cancelled while the group was not; null if none was. */
  @Nullable String cancelledMember() {
    guard.lock();
    try {
      return cancelledMember;
    } finally {
      guard.unlock();
    }
  }

  /** What has failed, in order. */
  List<Throwable> failures() {
    guard.lock();
    try {
      return List.copyOf(failures);
    } finally {
      guard.unlock();
    }
  }

  /** Notes a failure; true if it is the first. */
  boolean failed(Throwable failure) {
    guard.lock();
    try {
      boolean told = failure instanceof PendingGroupFailure && knows(failure.getCause());
      return !told && !knows(failure) && failures.add(failure) && failures.size() == 1;
    } finally {
      guard.unlock();
    }
  }

  /** Called under guard. */
  @SuppressWarnings("ReferenceEquality") // the very same, whatever equals says
  private boolean knows(@Nullable Throwable failure) {
    return failures.stream().anyMatch(other -> other == failure);
  }

  /** Marks the group cancelled and cancels all members; false if it was left. */
  boolean cancel(String why) {
    List<Pending<?>> all;
    Pending<@Nullable Void> changed;
    guard.lock();
    try {
      if (closed) {
        return false;
      }
      cancellation = cancellation == null ? why : cancellation + "\n" + why;
      all = new ArrayList<>(members);
      changed = takeChange();
    } finally {
      guard.unlock();
    }
    all.forEach(pending -> pending.cancel(why));
    tell(changed);
    return true;
  }

  /** Waits until all are done or the group is cancelled. */
  void await() {
    for (Pending<?> next = nextChange(false); next != null; next = nextChange(false)) {
      next.awaitDone(AwaitOptions.DEFAULT);
    }
  }

  /** Waits until all are done, but not longer; nothing else ends that. False if it was too long. */
  boolean await(Duration most) {
    long end = platform.nanos() + Durations.nanos(most);
    for (Pending<?> next = nextChange(true); next != null; next = nextChange(true)) {
      Duration left = Duration.ofNanos(Math.max(0, end - platform.nanos()));
      try {
        next.awaitDone(AwaitOptions.DEFAULT.shielded().timeout(left));
      } catch (PendingTimeout | PendingCancelled late) {
        return nextChange(true) == null;
      }
    }
    return true;
  }

  /** Takes no more members and forgets those it has; returns them. */
  List<Pending<?>> close() {
    List<Pending<?>> left;
    guard.lock();
    try {
      closed = true;
      left = new ArrayList<>(members);
      members.clear();
    } finally {
      guard.unlock();
    }
    left.forEach(pending -> {
      int _ = pending.removeDoneCallback(ending);
    });
    return left;
  }

  /** What to wait for next; null if all are done, or the group is cancelled and that counts. */
  private @Nullable Pending<@Nullable Void> nextChange(boolean evenIfCancelled) {
    guard.lock();
    try {
      if (members.isEmpty() || (cancellation != null && !evenIfCancelled)) {
        return null;
      }
      change = new Pending<>();
      return change;
    } finally {
      guard.unlock();
    }
  }

  /** Notes how it ended in one step with its leaving, so that who waits for the last one knows. */
  private void ended(Pending<?> pending) {
    Throwable thrown = pending.exception();
    boolean cancelled = pending.cancelled();
    Throwable failure = cancelled && thrown != null ? thrown.getCause() : thrown;
    String text = thrown == null ? "" : pending.toString();
    String why = null;
    Pending<@Nullable Void> changed = null;
    guard.lock();
    try {
      if (!members.remove(pending)) {
        return;
      }
      if (failure != null) {
        failed(failure);
        why = "A member of the group failed: " + text;
      } else if (cancelled && cancellation == null) {
        cancelledMember = "A member of the group was cancelled: " + text;
        why = mode.cancelsGroup ? cancelledMember : null;
      }
      changed = members.isEmpty() ? takeChange() : null;
    } finally {
      guard.unlock();
    }
    if (why != null) {
      cancelGroup.accept(why);
    }
    tell(changed);
  }

  /** Called under guard. */
  private @Nullable Pending<@Nullable Void> takeChange() {
    Pending<@Nullable Void> taken = change;
    change = null;
    return taken;
  }

  private static void tell(@Nullable Pending<@Nullable Void> changed) {
    if (changed != null) {
      changed.setResult(null);
    }
  }
}
