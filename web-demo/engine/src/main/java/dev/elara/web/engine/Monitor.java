package dev.elara.web.engine;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** What an object is locked with and waited at. All threads are strands of one: nothing races. */
final class Monitor {

  private @Nullable VmThread owner;
  private int depth;

  /** Those that want to enter; each tries again when it is left. */
  private final Deque<VmThread> entering = new ArrayDeque<>();

  /** Those in {@code Object.wait}, the longest first. */
  final Deque<VmThread> waiting = new ArrayDeque<>();

  /** Enters if it can; else the thread is blocked and must try again. */
  boolean enter(VmThread thread) {
    if (owner == null || owner == thread) {
      owner = thread;
      depth++;
      return true;
    }
    if (!entering.contains(thread)) {
      entering.add(thread);
    }
    thread.block();
    return false;
  }

  /** Enters if it can. */
  boolean tryEnter(VmThread thread) {
    return (owner == null || owner == thread) && enter(thread);
  }

  /** Whether nobody holds it; else the thread is blocked and must ask again. */
  boolean awaitFree(VmThread thread) {
    boolean free = owner == null;
    if (free) {
      wakeNext(); // it may not be this one that enters next
    } else {
      if (!entering.contains(thread)) {
        entering.add(thread);
      }
      thread.block();
    }
    return free;
  }

  boolean isHeldBy(VmThread thread) {
    return owner == thread;
  }

  /** Leaves once. */
  void exit() {
    if (--depth == 0) {
      release();
    }
  }

  /** Leaves wholly, and says how deep it was. */
  int exitAll() {
    int was = depth;
    depth = 0;
    release();
    return was;
  }

  /** Enters again as deep as before a wait. The monitor must be free. */
  void depth(int before) {
    depth = before;
  }

  private void release() {
    owner = null;
    wakeNext();
  }

  private void wakeNext() {
    VmThread next = entering.poll();
    if (next != null) {
      next.ready();
    }
  }
}
