package dev.elara.caller;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/*
 * A stack that anybody pushes onto and a list that one takes from, of tasks linked to one another:
 * nothing is allocated. When the list is empty, all of the stack is taken at once and turned
 * around. So those who push meet nobody but each other, and the order is that of their pushes
 * (R. K. Treiber, Systems Programming: Coping with Parallelism, 1986).
 */

/** The tasks of one caller that are ready, first come, first served. */
final class ReadyQueue {

  private final AtomicReference<@Nullable Task> pushed = new AtomicReference<>(); // the last first
  private @Nullable Task first; // guarded by the scheduler's guard: the list, linked by Task.next

  /** Appends a task that is not in here. Any thread. */
  void add(Task task) {
    Task before;
    do {
      before = pushed.get();
      task.next = before;
    } while (!pushed.compareAndSet(before, task));
  }

  /** The first one; null if there is none. Called under guard, like all below. */
  @Nullable Task peek() {
    if (first == null && pushed.get() != null) {
      first = turnedAround(pushed.getAndSet(null));
    }
    return first;
  }

  /** Takes out what {@link #peek} showed. */
  void remove() {
    Task task = first;
    if (task != null) {
      first = task.next;
      task.next = null;
    }
  }

  /** All of them, in order. */
  List<Task> snapshot() {
    List<Task> all = new ArrayList<>();
    for (Task task = first; task != null; task = task.next) {
      all.add(task);
    }
    int listed = all.size();
    for (Task task = pushed.get(); task != null; task = task.next) {
      all.add(listed, task);
    }
    return all;
  }

  private static @Nullable Task turnedAround(@Nullable Task last) {
    Task list = null;
    Task rest = last;
    while (rest != null) {
      Task task = rest;
      rest = task.next;
      task.next = list;
      list = task;
    }
    return list;
  }
}
