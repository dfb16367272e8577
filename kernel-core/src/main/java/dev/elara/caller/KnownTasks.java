package dev.elara.caller;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The tasks of one caller that nothing else would lead to: those that have waited and have not
 * ended, and those whose time has not come. Linked to one another, so that any of them leaves at no
 * cost. Guarded by the scheduler's guard.
 */
final class KnownTasks {

  private @Nullable Task first;
  private @Nullable Task last;

  /** Takes one in, unless it is in here. */
  void add(Task task) {
    if (task.known) {
      return;
    }
    Task before = last;
    task.known = true;
    task.knownBefore = before;
    last = task;
    if (before == null) {
      first = task;
    } else {
      before.knownAfter = task;
    }
  }

  /** Lets one go, if it is in here. */
  void remove(Task task) {
    if (!task.known) {
      return;
    }
    Task before = task.knownBefore;
    Task after = task.knownAfter;
    if (before == null) {
      first = after;
    } else {
      before.knownAfter = after;
    }
    if (after == null) {
      last = before;
    } else {
      after.knownBefore = before;
    }
    task.knownBefore = null;
    task.knownAfter = null;
    task.known = false;
  }

  boolean isEmpty() {
    return first == null;
  }

  void addAllTo(List<Task> tasks) {
    for (Task task = first; task != null; task = task.knownAfter) {
      tasks.add(task);
    }
  }
}
