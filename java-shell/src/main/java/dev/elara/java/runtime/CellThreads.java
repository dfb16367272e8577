package dev.elara.java.runtime;

import dev.elara.shell.Execution;
import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;

/**
 * The threads that work for one execution, as far as they are known, and how they are stopped.
 *
 * <p>Stopping interrupts the known threads, for the sake of blocking calls. The interrupt never
 * outlives the work: {@link #leave} takes it back, and the lock makes sure that none comes later.
 *
 * <p>Thread-safe.
 */
final class CellThreads {

  /** How long the {@code finally} blocks of a stopped thread run unharmed. */
  private static final Duration CLEAN_UP = Duration.ofMillis(100);

  /** Guarded by itself. The values hold no execution, so that one can be collected. */
  private static final Map<Execution, CellThreads> ALL = new WeakHashMap<>();

  /** Guarded by this. */
  private final Set<Thread> working = new HashSet<>();

  /** Threads that have been thrown a {@link CellStopped}; guarded by this. */
  private final Set<Thread> told = Collections.newSetFromMap(new WeakHashMap<>());

  /** When the stop was asked for, in {@link System#nanoTime}; guarded by this, 0 if it was not. */
  private long stoppedAt;

  /** The threads of an execution. */
  static CellThreads of(Execution execution) {
    synchronized (ALL) {
      return ALL.computeIfAbsent(execution, key -> new CellThreads());
    }
  }

  /**
   * Notes that the calling thread works for the execution from now on.
   *
   * @return whether it did not before, for {@link #leave}
   */
  synchronized boolean enter() {
    Thread thread = Thread.currentThread();
    boolean entered = working.add(thread);
    if (entered && stoppedAt != 0) {
      thread.interrupt();
    }
    return entered;
  }

  /**
   * The calling thread no longer works for the execution, if its work began with that {@link
   * #enter}; an interrupt of ours is taken back.
   */
  synchronized void leave(boolean entered) {
    if (!entered) {
      return;
    }
    working.remove(Thread.currentThread());
    if (stoppedAt != 0) {
      Thread.interrupted();
    }
  }

  /** Notes a thread that works for the execution until it ends. */
  synchronized void add(Thread thread) {
    working.removeIf(other -> other.getState() == Thread.State.TERMINATED);
    if (working.add(thread) && stoppedAt != 0) {
      thread.interrupt();
    }
  }

  /** Asks all to stop: blocking calls of the known threads end. */
  synchronized void stop() {
    noteStop();
    interrupt();
  }

  private void noteStop() {
    if (stoppedAt == 0) {
      stoppedAt = Math.max(1, System.nanoTime());
    }
  }

  /** Interrupts blocking calls once more, unless the time for cleaning up is not over. */
  synchronized void interruptAgain() {
    if (cleanUpIsOver()) {
      interrupt();
    }
  }

  private void interrupt() {
    for (Thread thread : working) {
      if (thread.isAlive()) {
        thread.interrupt();
      }
    }
  }

  /** Whether nobody is known to work for the execution any more. */
  synchronized boolean isIdle() {
    working.removeIf(thread -> thread.getState() == Thread.State.TERMINATED);
    return working.isEmpty();
  }

  /**
   * Whether a thread may pass a stop check of the interrupted execution: it has been told to stop,
   * and its {@code finally} blocks are given a little time. Notes that it has been told.
   */
  synchronized boolean mayCleanUp(Thread thread) {
    // A check may come before the stop has been noted: the time for cleaning up begins with either.
    noteStop();
    return !told.add(thread) && !cleanUpIsOver();
  }

  private boolean cleanUpIsOver() {
    return stoppedAt == 0 || System.nanoTime() - stoppedAt > CLEAN_UP.toNanos();
  }

  /** The threads known to work for the execution. */
  synchronized List<Thread> threads() {
    return List.copyOf(working);
  }
}
