package dev.elara.caller;

import dev.elara.caller.platform.Backend;
import dev.elara.caller.platform.Parker;
import dev.elara.caller.platform.Platform;
import dev.elara.caller.platform.StrandHandle;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A thread, or what stands for one, that runs the tasks of one caller. While it is idle it refers
 * to nothing of that caller, so that a caller nobody needs can be collected.
 */
final class Strand implements Runnable {

  final Backend backend;
  final Parker parker;
  final StrandHandle handle;
  private final Platform platform;

  /** What to run when woken; null means: end. Written under the scheduler's guard before that. */
  @Nullable Task next;

  /** Its task was abandoned, and somebody else has the baton. Guarded by the scheduler's guard. */
  boolean lost;

  /** Guarded by the scheduler's guard; made when it is first needed. */
  private @Nullable List<Task> nested;

  /** It shall end instead of going idle. Guarded by the scheduler's guard. */
  boolean exit;

  private boolean started; // handed from one waker to the next by the scheduler's guard

  /** A new strand; it starts when it is first woken. */
  Strand(Platform platform, Backend backend, String name) {
    this.platform = platform;
    this.backend = backend;
    this.parker = platform.parker();
    this.handle = platform.strand(backend, name, this);
  }

  /** The calling thread as a strand. */
  Strand(Platform platform, Backend backend) {
    this.platform = platform;
    this.backend = backend;
    this.parker = platform.parker();
    this.handle = platform.current();
    this.started = true;
  }

  /** Lets it go on, with its task or with {@link #next}. No guard held. */
  void wake() {
    if (started) {
      parker.unpark();
    } else {
      started = true;
      parker.unpark();
      handle.start();
    }
  }

  /**
   * The tasks on its stack if there are several, the outermost first. Called under the scheduler's
   * guard, like the next two.
   */
  List<Task> stack() {
    return nested == null ? List.of() : nested;
  }

  /** {@code inner} begins on the stack of {@code outer}. */
  void push(Task outer, Task inner) {
    List<Task> all = nested == null ? new ArrayList<>() : nested;
    nested = all;
    if (all.isEmpty()) {
      all.add(outer);
    }
    all.add(inner);
  }

  /** The innermost of several has ended. */
  void pop() {
    if (nested != null) {
      nested.removeLast();
      if (nested.size() == 1) {
        nested.clear();
      }
    }
  }

  @Override
  @SuppressWarnings("EmptyBlock")
  public void run() {
    while (turn()) {}
  }

  /** Sleeps until there is something to run and runs that; false if it shall end. */
  private boolean turn() {
    parker.park();
    Task task = next;
    next = null;
    if (task == null) {
      return false;
    }
    serve(task);
    return !exit;
  }

  /** Runs a task and those that follow without a change of strand. */
  void serve(Task first) {
    Task task = first;
    while (task != null) {
      task.run(platform);
      task = task.scheduler.next(this, task);
    }
    platform.task(null);
    platform.context(null);
  }
}
