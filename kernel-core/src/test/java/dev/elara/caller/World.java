package dev.elara.caller;

import dev.elara.caller.platform.Backend;
import dev.elara.caller.platform.JvmPlatform;
import dev.elara.caller.platform.Parker;
import dev.elara.caller.platform.Platform;
import dev.elara.caller.platform.Platforms;
import dev.elara.caller.platform.StrandHandle;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A platform for tests: real strands, but a clock that only {@link #advance} moves, and {@link
 * #settle} to wait until every strand has nothing more to do.
 */
final class World extends JvmPlatform implements AutoCloseable {

  private record Alarm(long due, long order, Runnable wake) {}

  private final Platform before = Platforms.current();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition quiet = lock.newCondition();
  private final PriorityQueue<Alarm> alarms =
      new PriorityQueue<>(Comparator.comparingLong(Alarm::due).thenComparingLong(Alarm::order));
  private final List<String> notes = new CopyOnWriteArrayList<>();
  private final List<Throwable> reports = new CopyOnWriteArrayList<>();
  private final List<Caller> callers = new ArrayList<>();
  private int busy;
  private int started;
  private long now;
  private long orders;

  World() {
    Platforms.install(this);
  }

  /** A started caller with that name. */
  Caller caller(String name) {
    return caller(CallerOptions.named(name));
  }

  Caller caller(CallerOptions options) {
    Caller caller = Caller.of(Modifier.NEW_THREAD, options);
    callers.add(caller);
    return caller;
  }

  Caller caller() {
    return caller("caller");
  }

  /** Something to run that notes that it ran. */
  Action note(String text) {
    return () -> notes.add(text);
  }

  void add(String text) {
    notes.add(text);
  }

  List<String> notes() {
    return notes;
  }

  /** What was reported to the log. */
  List<Throwable> reports() {
    return reports;
  }

  /** How many strands were started. */
  int started() {
    lock.lock();
    try {
      return started;
    } finally {
      lock.unlock();
    }
  }

  /** Waits until all strands are parked or have ended. Fails if that takes far too long. */
  void settle() {
    lock.lock();
    try {
      long left = TimeUnit.SECONDS.toNanos(20);
      while (busy > 0 && left > 0) {
        left = quiet.awaitNanos(left);
      }
      if (busy > 0) {
        throw new AssertionError(busy + " strands are still running");
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    } finally {
      lock.unlock();
    }
  }

  /** Moves the clock on; alarms that are due ring in order, and what they cause settles. */
  void advance(Duration duration) {
    settle();
    long end = nanos() + duration.toNanos();
    for (Alarm alarm = next(end); alarm != null; alarm = next(end)) {
      alarm.wake.run();
      settle();
    }
  }

  /** Moves the clock on from within a task; rings nothing and settles nothing. */
  void advanceClock(Duration duration) {
    lock.lock();
    try {
      now += duration.toNanos();
    } finally {
      lock.unlock();
    }
  }

  private @Nullable Alarm next(long end) {
    lock.lock();
    try {
      Alarm alarm = alarms.peek();
      if (alarm == null || alarm.due > end) {
        now = end;
        return null;
      }
      now = Math.max(now, alarm.due);
      return alarms.poll();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    callers.forEach(caller -> caller.stop(true));
    Platforms.install(before);
  }

  @Override
  public Parker parker() {
    return new CountedParker(super.parker());
  }

  /** Counts strands that are awake: from the unpark that wakes one to its next park. */
  private final class CountedParker implements Parker {

    private final Parker inner;
    private boolean permit;
    private boolean parked;

    CountedParker(Parker inner) {
      this.inner = inner;
    }

    @Override
    public void park() {
      enter();
      inner.park();
      leave();
    }

    @Override
    public boolean parkInterruptibly() {
      enter();
      boolean permitted = inner.parkInterruptibly();
      leave();
      return permitted;
    }

    @Override
    public void unpark() {
      lock.lock();
      try {
        if (parked && !permit) {
          busy++;
        }
        permit = true;
      } finally {
        lock.unlock();
      }
      inner.unpark();
    }

    private void enter() {
      lock.lock();
      try {
        parked = isStrand();
        if (parked && !permit) {
          busy--;
          quiet.signalAll();
        }
      } finally {
        lock.unlock();
      }
    }

    private void leave() {
      lock.lock();
      try {
        parked = false;
        permit = false;
      } finally {
        lock.unlock();
      }
    }
  }

  private static final ThreadLocal<Boolean> STRAND = ThreadLocal.withInitial(() -> false);

  private static boolean isStrand() {
    return STRAND.get();
  }

  @Override
  public StrandHandle strand(Backend backend, String name, Runnable body) {
    StrandHandle handle =
        super.strand(
            backend,
            name,
            () -> {
              STRAND.set(true);
              try {
                body.run();
              } finally {
                ended();
              }
            });
    return new CountedStrand(handle);
  }

  private void ended() {
    lock.lock();
    try {
      busy--;
      quiet.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private final class CountedStrand implements StrandHandle {

    private final StrandHandle inner;

    CountedStrand(StrandHandle inner) {
      this.inner = inner;
    }

    @Override
    public void start() {
      lock.lock();
      try {
        busy++;
        started++;
      } finally {
        lock.unlock();
      }
      inner.start();
    }

    @Override
    public long id() {
      return inner.id();
    }

    @Override
    public String name() {
      return inner.name();
    }

    @Override
    public List<String> stack() {
      return inner.stack();
    }
  }

  @Override
  public Runnable after(long nanos, Runnable wake) {
    lock.lock();
    try {
      Alarm alarm = new Alarm(now + nanos, orders++, wake);
      alarms.add(alarm);
      return () -> remove(alarm);
    } finally {
      lock.unlock();
    }
  }

  private void remove(Alarm alarm) {
    lock.lock();
    try {
      alarms.remove(alarm);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public long nanos() {
    lock.lock();
    try {
      return now;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void report(String what, Throwable failure) {
    reports.add(failure);
  }
}
