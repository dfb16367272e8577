package dev.elara.caller;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Waits in the order they came; any of them leaves at no cost. Not thread-safe: guarded by its
 * owner's guard.
 */
final class WaitList {

  private @Nullable Wait first;
  private @Nullable Wait last;
  private int size;

  void add(Wait wait) {
    Wait before = last;
    wait.previous = before;
    wait.next = null;
    wait.listed = true;
    size++;
    last = wait;
    if (before == null) {
      first = wait;
    } else {
      before.next = wait;
    }
  }

  /** Takes one out; false if it is not in here. */
  boolean remove(Wait wait) {
    if (!wait.listed) {
      return false;
    }
    Wait before = wait.previous;
    Wait after = wait.next;
    if (before == null) {
      first = after;
    } else {
      before.next = after;
    }
    if (after == null) {
      last = before;
    } else {
      after.previous = before;
    }
    wait.previous = null;
    wait.next = null;
    wait.listed = false;
    size--;
    return true;
  }

  /** How many there are. */
  int size() {
    return size;
  }

  /** The one that came first; null if there is none. */
  @Nullable Wait first() {
    return first;
  }

  /** Takes the one out that came first; null if there is none. */
  @Nullable Wait poll() {
    Wait wait = first;
    if (wait != null) {
      remove(wait);
    }
    return wait;
  }

  /** Takes all of them out. */
  List<Wait> drain() {
    if (first == null) {
      return List.of();
    }
    List<Wait> all = new ArrayList<>();
    for (Wait wait = poll(); wait != null; wait = poll()) {
      all.add(wait);
    }
    return all;
  }
}
