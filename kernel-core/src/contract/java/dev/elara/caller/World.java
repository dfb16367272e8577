package dev.elara.caller;

import dev.elara.caller.platform.Backend;
import dev.elara.caller.platform.Guard;
import dev.elara.caller.platform.Parker;
import dev.elara.caller.platform.Platform;
import dev.elara.caller.platform.Platforms;
import dev.elara.caller.platform.StrandHandle;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The platform of a check: the real one, its strands and their parking, but with a clock that only
 * {@link #advance} moves, and {@link #settle} to wait until every strand has nothing more to do.
 *
 * <p>All fields but the final ones are guarded by {@code guard}.
 */
public final class World extends RealPlatform implements AutoCloseable {

  private record Alarm(long due, long order, Runnable wake) {}

  private static final long LIMIT_NANOS = 60_000_000_000L;
  private static final long PAUSE_NANOS = 1_000_000;

  private final Platform before = Platforms.current();
  private final Ground ground;
  private final Guard guard;
  private final PriorityQueue<Alarm> alarms =
      new PriorityQueue<>(Comparator.comparingLong(Alarm::due).thenComparingLong(Alarm::order));
  private final List<String> notes = new ArrayList<>();
  private final List<Throwable> reports = new ArrayList<>();
  private final List<Caller> callers = new ArrayList<>();
  private final Set<Long> strands = new HashSet<>();
  private @Nullable Parker settler;
  private int busy;
  private int started;
  private long now;
  private long orders;

  World(Ground ground) {
    super(ground.platform());
    this.ground = ground;
    this.guard = real.guard();
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

  /** A plain thread that runs {@code body}; its pending is done when it has ended. */
  Pending<Void> thread(Action body) {
    Pending<Void> ended = new Pending<>();
    Runnable run =
        () -> {
          try {
            body.run();
            ended.setResult(null);
          } catch (Throwable thrown) {
            ended.setException(thrown);
          }
        };
    new Thread(run).start();
    return ended;
  }

  /** Something to run that notes that it ran. */
  Action note(String text) {
    return () -> add(text);
  }

  void add(String text) {
    guard.lock();
    notes.add(text);
    guard.unlock();
  }

  List<String> notes() {
    guard.lock();
    try {
      return List.copyOf(notes);
    } finally {
      guard.unlock();
    }
  }

  /** What was reported to the log. */
  List<Throwable> reports() {
    guard.lock();
    try {
      return List.copyOf(reports);
    } finally {
      guard.unlock();
    }
  }

  /** The kind of strands callers have here unless they ask for another. */
  Backend backend() {
    return ground.backend();
  }

  /** Another kind of strands; in a browser one that there is not. */
  Backend otherBackend() {
    return ground.other();
  }

  /** The kind of strand that is running. */
  Backend runningBackend() {
    return ground.running();
  }

  /** Asks for garbage collections until {@code condition} holds. Blocks. */
  void collectUntil(BooleanSupplier condition) {
    until(() -> {
      ground.collectGarbage();
      return condition.getAsBoolean();
    });
  }

  /** The messages of what was reported to the log. */
  List<String> reported() {
    return reports().stream().map(failure -> String.valueOf(failure.getMessage())).toList();
  }

  /** Holds up a task in a way no caller knows of, as a call that blocks does. */
  Parker unknownParker() {
    return real.parker();
  }

  /** How many strands were started. */
  int started() {
    guard.lock();
    try {
      return started;
    } finally {
      guard.unlock();
    }
  }

  /** Waits until all strands are parked or have ended. Fails if that takes far too long. */
  void settle() {
    Parker parker = real.parker();
    Pending<Void> late = new Pending<>();
    Runnable forget =
        real.after(
            LIMIT_NANOS,
            () -> {
              late.setResult(null);
              parker.unpark();
            });
    while (!settled(parker) && !late.done()) {
      parker.park();
    }
    forget.run();
    if (late.done()) {
      throw new AssertionError("Strands are still running: " + busy);
    }
  }

  private boolean settled(Parker parker) {
    guard.lock();
    try {
      settler = busy == 0 ? null : parker;
      return busy == 0;
    } finally {
      guard.unlock();
    }
  }

  /** One strand less has something to do; who settles looks again. Guard held. */
  private void rests() {
    busy--;
    if (busy == 0 && settler != null) {
      settler.unpark();
    }
  }

  /** Looks again and again until {@code condition} holds, where nothing tells when it does. */
  void until(BooleanSupplier condition) {
    Parker parker = real.parker();
    long end = real.nanos() + LIMIT_NANOS;
    while (!condition.getAsBoolean()) {
      if (real.nanos() - end > 0) {
        throw new AssertionError("It did not happen within 60 s.");
      }
      real.after(PAUSE_NANOS, parker::unpark);
      parker.park();
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
    guard.lock();
    now += duration.toNanos();
    guard.unlock();
  }

  private @Nullable Alarm next(long end) {
    guard.lock();
    try {
      Alarm alarm = alarms.peek();
      if (alarm == null || alarm.due > end) {
        now = end;
        return null;
      }
      now = Math.max(now, alarm.due);
      return alarms.poll();
    } finally {
      guard.unlock();
    }
  }

  /** Stops all callers and forgets what the check left in its context. */
  @Override
  public void close() {
    callers.forEach(caller -> caller.stop(true));
    real.context(null);
    Platforms.install(before);
  }

  @Override
  public Parker parker() {
    return new CountedParker(real.parker());
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
      guard.lock();
      if (parked && !permit) {
        busy++;
      }
      permit = true;
      guard.unlock();
      inner.unpark();
    }

    private void enter() {
      guard.lock();
      parked = strands.contains(real.current().id());
      if (parked && !permit) {
        rests();
      }
      guard.unlock();
    }

    private void leave() {
      guard.lock();
      parked = false;
      permit = false;
      guard.unlock();
    }
  }

  @Override
  public StrandHandle strand(Backend backend, String name, Runnable body) {
    return new CountedStrand(real.strand(backend, name, () -> run(body)));
  }

  private void run(Runnable body) {
    long id = real.current().id();
    guard.lock();
    strands.add(id);
    guard.unlock();
    try {
      body.run();
    } finally {
      guard.lock();
      strands.remove(id);
      rests();
      guard.unlock();
    }
  }

  private final class CountedStrand implements StrandHandle {

    private final StrandHandle inner;

    CountedStrand(StrandHandle inner) {
      this.inner = inner;
    }

    @Override
    public void start() {
      guard.lock();
      busy++;
      started++;
      guard.unlock();
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
    guard.lock();
    try {
      Alarm alarm = new Alarm(now + nanos, orders++, wake);
      alarms.add(alarm);
      return () -> remove(alarm);
    } finally {
      guard.unlock();
    }
  }

  private void remove(Alarm alarm) {
    guard.lock();
    alarms.remove(alarm);
    guard.unlock();
  }

  @Override
  public long nanos() {
    guard.lock();
    try {
      return now;
    } finally {
      guard.unlock();
    }
  }

  @Override
  public void report(String what, Throwable failure) {
    guard.lock();
    reports.add(failure);
    guard.unlock();
  }

  @Override
  public Backend defaultBackend() {
    return ground.backend();
  }
}
