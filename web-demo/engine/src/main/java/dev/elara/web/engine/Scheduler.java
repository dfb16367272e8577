package dev.elara.web.engine;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** Gives the program's threads their turns on the one thread there is. */
final class Scheduler {

  /** Jumps back and calls of a turn: well under a millisecond. */
  private static final int TURN = 20_000;

  /** A thread to be woken. */
  private record Alarm(long nanos, long order, VmThread thread, Object token)
      implements Comparable<Alarm> {
    @Override
    public int compareTo(Alarm other) {
      int byTime = Long.compare(nanos, other.nanos);
      return byTime == 0 ? Long.compare(order, other.order) : byTime;
    }
  }

  private final Vm vm;
  private final Interpreter interpreter;
  private final Deque<VmThread> ready = new ArrayDeque<>();
  private final PriorityQueue<Alarm> alarms = new PriorityQueue<>();
  private long alarmsSet;
  private @Nullable VmThread running;

  Scheduler(Vm vm) {
    this.vm = vm;
    this.interpreter = new Interpreter(vm);
  }

  /** The thread whose turn it is; null between turns. */
  @Nullable VmThread running() {
    return running;
  }

  void add(VmThread thread) {
    ready.add(thread);
  }

  /** Wakes a thread at a time, if it still waits for {@code token} then. */
  void wakeAt(long nanos, VmThread thread, Object token) {
    alarms.add(new Alarm(nanos, alarmsSet++, thread, token));
  }

  /**
   * Gives turns for about so long. Returns after how many milliseconds there is more to do: 0 for
   * at once, -1 for never unless something happens.
   */
  long run(long millis) {
    long end = vm.host.nanoTime() + millis * 1_000_000;
    while (true) {
      long now = vm.host.nanoTime();
      ring(now);
      VmThread next = ready.poll();
      if (next == null) {
        Alarm first = alarms.peek();
        return first == null ? -1 : Math.max(0, (first.nanos - now + 999_999) / 1_000_000);
      }
      next.dequeued();
      turn(next);
      if (vm.host.nanoTime() >= end) {
        return ready.isEmpty() ? 1 : 0;
      }
    }
  }

  private void turn(VmThread thread) {
    running = thread;
    try {
      interpreter.run(thread, TURN);
    } finally {
      running = null;
    }
    if (thread.state == VmThread.State.READY) {
      thread.ready();
    }
  }

  /** Lets the others have their turns before the running thread goes on. */
  void yieldTurn() {
    interpreter.endTurn();
  }

  /** Runs a thread at once until it ends, whatever else waits; for the engine's own start. */
  void runNow(VmThread thread) {
    VmThread before = running;
    thread.state = VmThread.State.READY;
    while (thread.state != VmThread.State.ENDED) {
      running = thread;
      interpreter.run(thread, TURN);
      if (thread.state == VmThread.State.BLOCKED) {
        throw new IllegalStateException("The engine's start waits for something.");
      }
    }
    running = before;
  }

  private void ring(long now) {
    while (true) {
      Alarm first = alarms.peek();
      if (first == null || first.nanos - now > 0) {
        return;
      }
      alarms.poll();
      if (first.thread.waitingFor == first.token) {
        first.thread.ready();
      }
    }
  }

  /** A thread's first method has returned or thrown. */
  void ended(VmThread thread, @Nullable Object result, @Nullable Instance thrown) {
    VmThread.End end = thread.end;
    thread.state = VmThread.State.ENDED;
    if (end != null) {
      end.ended(result, thrown);
    }
  }
}
