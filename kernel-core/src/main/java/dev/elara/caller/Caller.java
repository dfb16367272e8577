package dev.elara.caller;

import dev.elara.caller.platform.Platform;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Runs functions one at a time in one context, interleaving them only where they wait.
 *
 * <p>A caller is a ready queue and a baton. The strand that holds the baton takes what is ready: a
 * new task runs on it in place; a task that was waiting on a strand of its own gets the baton
 * handed over. A task that waits hands the baton on and parks its strand. When nothing is ready the
 * baton is free, and whoever makes something ready wakes an idle strand or starts one.
 *
 * <p>Thread-safe. Scheduling never blocks.
 */
public final class Caller {

  /** The life of a caller. */
  public enum State {
    INITIAL,
    RUNNING,
    STOPPING,
    STOPPED
  }

  /** Which caller is meant. */
  public enum Modifier {
    /** The caller of the current context. */
    CURRENT,
    /** The caller of the main thread. */
    MAIN,
    /** A new one with a thread of its own. */
    NEW_THREAD,
    /** A new one that runs on the thread that enters it. */
    MANUAL
  }

  /** How many idle workers {@link #toThread} keeps. */
  public static final int MAX_IDLE_POOL_INSTANCES = 10;

  private static final String CLOSED = "the caller has been closed";
  private static final int MAX_IDLE_STRANDS = 4;
  private static final AtomicLong IDS = new AtomicLong();
  private static final Set<Caller> ALL = ConcurrentHashMap.newKeySet();

  private final Platform platform = Platform.current();
  private final Platform.Guard guard = platform.guard();
  private final long id = IDS.incrementAndGet();
  private final String name;
  private final Backend backend;
  private final boolean isProtected;
  private final @Nullable Caller parent;
  private final Pending<Void> stopped = new Pending<Void>().protect();

  private volatile State state = State.INITIAL; // guarded by guard for writing
  private final ArrayDeque<Object> ready = new ArrayDeque<>(); // guarded by guard: Task or Action
  private final ArrayDeque<Strand> idle = new ArrayDeque<>(); // guarded by guard
  private final Set<Task<?>> tasks = new LinkedHashSet<>(); // guarded by guard: not done
  private final Set<Caller> children = new LinkedHashSet<>(); // guarded by guard
  private final ArrayDeque<Caller> workers = new ArrayDeque<>(); // guarded by guard
  private boolean held; // guarded by guard: some strand holds the baton
  private @Nullable Task<?> running; // guarded by guard
  private long strands; // guarded by guard: how many were started

  private Caller(CallerOptions options, @Nullable Caller parent) {
    this.name = options.name() == null ? "caller-" + id : options.name();
    this.backend =
        options.backend() != null
            ? options.backend()
            : parent == null ? platform.defaultBackend() : parent.backend;
    this.isProtected = options.isProtected();
    this.parent = parent;
  }

  /** The caller of the calling task. */
  public static Caller current() {
    Caller current = currentOrNull();
    if (current == null) {
      throw new IllegalStateException(
          "No caller runs here. Schedule the work on one, or make one with"
              + " Caller.of(NEW_THREAD, CallerOptions.DEFAULT).");
    }
    return current;
  }

  /** The caller of the calling task, null outside any. */
  public static @Nullable Caller currentOrNull() {
    Task<?> task = Task.current();
    return task == null ? null : task.caller();
  }

  /** The pending of the calling task, null outside any. */
  public static @Nullable Pending<?> currentPending() {
    return Task.current();
  }

  /** A new caller without a parent. */
  public static Caller of(Modifier modifier, CallerOptions options) {
    return switch (modifier) {
      case CURRENT, MAIN -> current();
      case MANUAL -> new Caller(options, null);
      case NEW_THREAD -> new Caller(options, null).start();
    };
  }

  /** Every caller that runs. */
  public static List<Caller> all() {
    return List.copyOf(ALL);
  }

  /** The running child of that name, or a new child. */
  public Caller get(CallerOptions options) {
    Caller child;
    guard.lock();
    try {
      for (Caller known : children) {
        if (known.name.equals(options.name())) {
          return known;
        }
      }
      child = new Caller(options, this);
      if (state == State.RUNNING || state == State.INITIAL) {
        children.add(child);
      }
    } finally {
      guard.unlock();
    }
    child.stopped.addDoneCallback(done -> forget(child));
    return child.start();
  }

  private void forget(Caller child) {
    guard.lock();
    try {
      children.remove(child);
      workers.remove(child);
    } finally {
      guard.unlock();
    }
    endIfQuiet();
  }

  private Caller start() {
    begin();
    return this;
  }

  private void begin() {
    guard.lock();
    try {
      if (state != State.INITIAL) {
        throw new IllegalStateException("This caller cannot be entered again: " + this);
      }
      state = State.RUNNING;
      ALL.add(this);
    } finally {
      guard.unlock();
    }
    dispatch();
  }

  /** Runs a manual caller on the calling thread until it has stopped. Blocks. */
  public void run() {
    Strand strand = new Strand(platform.parker());
    guard.lock();
    try {
      held = true;
    } finally {
      guard.unlock();
    }
    begin();
    loop(strand, true);
  }

  /** Schedules {@code work} as a task. */
  public <T extends @Nullable Object> Pending<T> callSoon(Work<T> work) {
    var task = new Task<>(this, work, ContextVar.current());
    schedule(task);
    return task;
  }

  /** Schedules {@code action} as a task. */
  public Pending<@Nullable Void> callSoon(Action action) {
    return callSoon(asWork(action));
  }

  /** Schedules {@code action} after a delay. */
  public Pending<@Nullable Void> callLater(Duration delay, Action action) {
    var task = new Task<>(this, asWork(action), ContextVar.current());
    var alarm = platform.after(delay, () -> schedule(task));
    task.addDoneCallback(done -> alarm.cancel());
    return task;
  }

  /** Runs {@code action} in the scheduler itself; what it throws is reported. */
  public void callDirect(Action action) {
    guard.lock();
    try {
      if (state == State.STOPPING || state == State.STOPPED) {
        return;
      }
      ready.add(action);
    } finally {
      guard.unlock();
    }
    dispatch();
  }

  /** Runs {@code work} in a worker: a child with a thread of its own. */
  public <T extends @Nullable Object> Pending<T> toThread(Work<T> work) {
    Caller worker = takeWorker();
    var pending = worker.callSoon(work);
    pending.addDoneCallback(done -> giveBack(worker));
    return pending;
  }

  /** As {@link #toThread(Work)}. */
  public Pending<@Nullable Void> toThread(Action action) {
    return toThread(asWork(action));
  }

  @SuppressWarnings("NullAway") // a Void has no other value
  private static Work<@Nullable Void> asWork(Action action) {
    return () -> {
      action.run();
      return null;
    };
  }

  private Caller takeWorker() {
    guard.lock();
    try {
      for (Caller worker = workers.poll(); worker != null; worker = workers.poll()) {
        if (worker.state == State.RUNNING) {
          return worker;
        }
      }
    } finally {
      guard.unlock();
    }
    return get(CallerOptions.DEFAULT);
  }

  private void giveBack(Caller worker) {
    boolean full;
    guard.lock();
    try {
      full = workers.size() >= MAX_IDLE_POOL_INSTANCES;
      if (!full) {
        workers.add(worker);
      }
    } finally {
      guard.unlock();
    }
    if (full) {
      worker.stop(true);
    }
  }

  /** Waits at least {@code delay}, letting other tasks run. */
  public static void sleep(Duration delay) {
    var over = new Pending<Boolean>();
    var alarm = Platform.current().after(delay, () -> over.setResult(true));
    try {
      over.await();
    } finally {
      alarm.cancel();
    }
  }

  private void schedule(Task<?> task) {
    boolean closed;
    guard.lock();
    try {
      closed = state == State.STOPPING || state == State.STOPPED;
      if (!closed && !task.done()) {
        tasks.add(task);
        ready.add(task);
      }
    } finally {
      guard.unlock();
    }
    if (closed) {
      task.cancel(CLOSED);
    } else {
      dispatch();
    }
  }

  /** Takes a task that has not begun out of the queue; whether it was there or never queued. */
  boolean forgetUnstarted(Task<?> task) {
    guard.lock();
    try {
      if (task.started) {
        return false;
      }
      ready.remove(task);
      tasks.remove(task);
      return true;
    } finally {
      guard.unlock();
    }
  }

  void wake(Task<?> task) {
    guard.lock();
    try {
      if (!task.suspended) {
        task.permit = true;
        return;
      }
      task.suspended = false;
      ready.add(task);
    } finally {
      guard.unlock();
    }
    dispatch();
  }

  void suspend(Task<?> task) {
    Runnable next;
    guard.lock();
    try {
      if (task.permit) {
        task.permit = false;
        return;
      }
      task.suspended = true;
      running = null;
      next = handOver();
    } finally {
      guard.unlock();
    }
    next.run();
    platform.task(null);
    Platform.Parker parker = task.parker;
    if (parker != null) {
      parker.park();
    }
    platform.task(task);
  }

  /** Gives the free baton to somebody if there is something to do. */
  private void dispatch() {
    Runnable next;
    guard.lock();
    try {
      if (held || ready.isEmpty() || state == State.INITIAL) {
        return;
      }
      next = handOver();
    } finally {
      guard.unlock();
    }
    next.run();
  }

  /** With the guard held: passes the baton on; what to run once the guard is released. */
  private Runnable handOver() {
    Object first = ready.peek();
    held = first != null;
    if (first == null) {
      return () -> {};
    }
    if (first instanceof Task<?> task && task.started) {
      ready.poll();
      running = task;
      Platform.Parker parker = task.parker;
      return parker == null ? () -> {} : parker::unpark;
    }
    Strand strand = idle.pollLast();
    if (strand != null) {
      return strand.parker::unpark;
    }
    long number = ++strands;
    return () ->
        platform.start(
            backend,
            number == 1 ? name : name + "-" + number,
            () -> loop(new Strand(platform.parker()), false));
  }

  /** What a strand does that holds the baton. */
  private void loop(Strand strand, boolean owner) {
    while (true) {
      Object next = null;
      Runnable handOver = null;
      boolean leave = false;
      guard.lock();
      try {
        Object first = ready.peek();
        boolean elsewhere = first instanceof Task<?> task && task.started;
        if (first == null || elsewhere) {
          handOver = handOver();
          if (state == State.STOPPED || (!owner && idle.size() >= MAX_IDLE_STRANDS)) {
            leave = true;
          } else {
            idle.add(strand);
          }
        } else {
          next = ready.poll();
          if (next instanceof Task<?> task) {
            task.started = true;
            task.parker = strand.parker;
            running = task;
          }
        }
      } finally {
        guard.unlock();
      }
      if (handOver != null) {
        handOver.run();
        if (leave) {
          return;
        }
        strand.parker.park();
        if (state == State.STOPPED && (owner || !claimBaton())) {
          return;
        }
      } else if (next instanceof Task<?> task) {
        task.run();
        if (!finished(task)) {
          return;
        }
      } else if (next instanceof Action action) {
        direct(action);
      }
    }
  }

  private boolean claimBaton() {
    guard.lock();
    try {
      return held;
    } finally {
      guard.unlock();
    }
  }

  private void direct(Action action) {
    try {
      action.run();
    } catch (Throwable thrown) {
      Failures.report("A direct call on " + name + " failed.", thrown);
    }
  }

  /** Whether the strand of a task that has ended still holds the baton. */
  private boolean finished(Task<?> task) {
    guard.lock();
    try {
      tasks.remove(task);
      if (task.abandoned()) {
        return false;
      }
      running = null;
    } finally {
      guard.unlock();
    }
    endIfQuiet();
    return true;
  }

  /**
   * Takes the baton from a task whose code never ends: the pending fails with {@code why}, the rest
   * goes on with a fresh strand, and what the stuck strand still does is ignored.
   */
  public void abandon(Pending<?> stuck, Throwable why) {
    Runnable next = () -> {};
    if (!(stuck instanceof Task<?> task) || task.done()) {
      return;
    }
    task.caller().leaveBehind(task, next);
    task.finish(null, why);
  }

  private void leaveBehind(Task<?> task, Runnable nothing) {
    Runnable next = nothing;
    guard.lock();
    try {
      task.abandon();
      tasks.remove(task);
      if (running == task) {
        running = null;
        next = handOver();
      }
    } finally {
      guard.unlock();
    }
    next.run();
    endIfQuiet();
  }

  /** Stops it unless it is protected; see {@link #stop(boolean)}. */
  public State stop() {
    return stop(false);
  }

  /** Stops children first, cancels every task, rejects what is queued. Never blocks. */
  public State stop(boolean force) {
    List<Task<?>> live;
    List<Caller> young;
    guard.lock();
    try {
      if ((isProtected && !force) || state == State.STOPPING || state == State.STOPPED) {
        return state;
      }
      state = State.STOPPING;
      live = new ArrayList<>(tasks);
      young = new ArrayList<>(children);
    } finally {
      guard.unlock();
    }
    for (Caller child : young) {
      child.stop(true);
    }
    for (Task<?> task : live) {
      task.cancel(CLOSED);
    }
    endIfQuiet();
    return state;
  }

  private void endIfQuiet() {
    List<Strand> leaving;
    guard.lock();
    try {
      if (state != State.STOPPING || !tasks.isEmpty() || !children.isEmpty()) {
        return;
      }
      state = State.STOPPED;
      ALL.remove(this);
      leaving = new ArrayList<>(idle);
      idle.clear();
    } finally {
      guard.unlock();
    }
    for (Strand strand : leaving) {
      strand.parker.unpark();
    }
    stopped.finish(null, null);
  }

  /** Its name. */
  public String name() {
    return name;
  }

  /** Its id, unique in this process. */
  public long id() {
    return id;
  }

  /** What its strands are. */
  public Backend backend() {
    return backend;
  }

  /** Where it is in its life. */
  public State state() {
    return state;
  }

  /** Done once it has stopped. */
  public Pending<Void> stopped() {
    return stopped;
  }

  /** Who made it, null for none or when that one has stopped. */
  public @Nullable Caller parent() {
    return parent == null || parent.state == State.STOPPED ? null : parent;
  }

  /** A snapshot of what it made and still runs. */
  public Set<Caller> children() {
    guard.lock();
    try {
      return Set.copyOf(children);
    } finally {
      guard.unlock();
    }
  }

  @Override
  public String toString() {
    return "<Caller " + name + " " + state + " " + backend + " id=" + id + ">";
  }

  /** Something that can run a loop: a thread or a virtual thread. */
  private record Strand(Platform.Parker parker) {}
}
