package dev.elara.web.engine;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** Gives the program's threads their turns on the one thread there is. */
final class Scheduler {

  /** How long turns are: as many as are wanted in a round, within these bounds. */
  private static final long ROUND_NANOS = 8_000_000;

  private static final long LONGEST_TURN_NANOS = 2_000_000;
  private static final long SHORTEST_TURN_NANOS = 100_000;

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

  /**
   * Those that something has happened to. They go first: who waits a lot needs little at a time,
   * and a message passes through several threads before it is answered.
   */
  private final Deque<VmThread> woken = new ArrayDeque<>();

  /** Those that have more to do than fits in their last turn. */
  private final Deque<VmThread> busy = new ArrayDeque<>();

  /** When one of the busy last had a turn: each round one at least has. */
  private long busyServed;

  /** How long the next turn is. */
  private long turnNanos;

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
    (thread == running ? busy : woken).add(thread);
  }

  /** Something has happened to a thread that may be busy: it goes first then too. */
  void hasten(VmThread thread) {
    if (busy.remove(thread)) {
      woken.add(thread);
    }
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
      VmThread next = next(now);
      if (next == null) {
        Alarm first = alarms.peek();
        return first == null ? -1 : Math.max(0, (first.nanos - now + 999_999) / 1_000_000);
      }
      next.dequeued();
      turn(next, now + turnNanos);
      if (vm.host.nanoTime() >= end) {
        return woken.isEmpty() && busy.isEmpty() ? 1 : 0;
      }
    }
  }

  private @Nullable VmThread next(long now) {
    boolean mustServe = now - busyServed > ROUND_NANOS && !busy.isEmpty();
    VmThread next = mustServe ? null : woken.poll();
    turnNanos = LONGEST_TURN_NANOS; // a message is not to be left half done behind all the busy
    if (next == null) {
      busyServed = now;
      turnNanos =
          Math.clamp(ROUND_NANOS / (busy.size() + 1), SHORTEST_TURN_NANOS, LONGEST_TURN_NANOS);
      next = busy.poll();
    }
    return next;
  }

  private void turn(VmThread thread, long end) {
    running = thread;
    try {
      interpreter.run(thread, end);
      if (thread.state == VmThread.State.READY) {
        thread.ready();
      }
    } finally {
      running = null;
    }
  }

  /** Lets the others have their turns before the running thread goes on. */
  void yieldTurn() {
    interpreter.endTurn();
    vm.jit.endTurn();
  }

  /** Runs a thread at once until it ends, whatever else waits; for the engine's own start. */
  void runNow(VmThread thread) {
    VmThread before = running;
    thread.state = VmThread.State.READY;
    while (thread.state != VmThread.State.ENDED) {
      running = thread;
      interpreter.run(thread, vm.host.nanoTime() + LONGEST_TURN_NANOS);
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
