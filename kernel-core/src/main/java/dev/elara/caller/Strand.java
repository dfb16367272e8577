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

  private static final List<Task> NONE = List.of();

  final Backend backend;
  final Parker parker;
  final StrandHandle handle;
  private final Platform platform;

  /** What to run when woken; null means: end. Written under the scheduler's guard before that. */
  @Nullable Task next;

  /** Its task was abandoned, and somebody else has the baton. Guarded by the scheduler's guard. */
  boolean lost;

  /**
   * The tasks on its stack if there are several, the outermost first. Guarded by the scheduler's
   * guard.
   */
  List<Task> stack = NONE;

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

  /** {@code inner} begins on the stack of {@code outer}. Called under the scheduler's guard. */
  void push(Task outer, Task inner) {
    if (stack.isEmpty()) {
      stack = stack == NONE ? new ArrayList<>() : stack;
      stack.add(outer);
    }
    stack.add(inner);
  }

  /** The innermost task has ended. Called under the scheduler's guard. */
  void pop() {
    stack.removeLast();
    if (stack.size() == 1) {
      stack.clear();
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
