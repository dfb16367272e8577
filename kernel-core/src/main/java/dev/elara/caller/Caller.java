package dev.elara.caller;

import dev.elara.caller.platform.Backend;
import dev.elara.caller.platform.Guard;
import dev.elara.caller.platform.Host;
import dev.elara.caller.platform.Platform;
import dev.elara.caller.platform.Platforms;
import dev.elara.caller.platform.StrandHandle;
import java.time.Duration;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Runs functions one at a time in one context, interleaving them only where they wait on a {@link
 * Pending}: a single-threaded event loop in plain blocking style.
 *
 * <p>Thread-safe. Scheduling never blocks; {@link #await}, {@link #sleep}, {@link #checkpoint},
 * {@link #blocking}, {@link #serve} and leaving a scope do. How it works is told in {@code
 * docs/concurrency.md}.
 */
public final class Caller {

  /** How many idle workers a caller keeps for {@link #toThread} unless told otherwise. */
  public static final int MAX_IDLE_POOL_INSTANCES = 10;

  /** How long an idle worker is kept unless told otherwise. */
  public static final Duration IDLE_WORKER_SHUTDOWN_DURATION = Duration.ofSeconds(60);

  static final String CLOSED = "the caller has been closed";

  final Scheduler scheduler;
  final CallQueues queues;
  private final Platform platform;
  private final Guard guard; // of its life, its children, its idle workers and its queues
  private final CallerOptions options;
  private final Backend backend;
  private final @Nullable Caller parent;
  private final Life life;
  private final Workers workers;
  private final Janitor janitor;
  private volatile String name;
  private volatile @Nullable StrandHandle thread;

  private Caller(CallerOptions options, @Nullable Caller parent) {
    this.options = options;
    this.parent = parent;
    CallerChecks.refuseSecondOn(options.host());
    Platform machine = parent == null ? Platforms.current() : parent.platform;
    platform = machine.hosted(options.host());
    Backend asked = options.backend();
    backend = asked == null ? platform.defaultBackend() : asked;
    if (!platform.supports(backend)) {
      throw new IllegalArgumentException(
          "There are no strands of kind " + backend + " here. Leave the backend open.");
    }
    name = options.name() == null ? "" : options.name();
    guard = platform.guard();
    scheduler = new Scheduler(this, platform);
    queues = new CallQueues(this, guard);
    life = new Life(this, guard, options.isProtected());
    workers = new Workers(this, guard);
    janitor = parent == null ? new Janitor(platform) : parent.janitor;
  }

  /**
   * The caller of the current context: the same object for every task of it, across waits. Never
   * blocks.
   *
   * @throws IllegalStateException outside any caller
   */
  public static Caller current() {
    Caller caller = currentOrNull();
    if (caller == null) {
      throw new IllegalStateException(
          "There is no caller here, because this thread runs none of a caller's tasks."
              + " Keep a caller from where there is one, enter one with"
              + " Caller.of(Modifier.MANUAL).enter(), or start one with"
              + " Caller.of(Modifier.NEW_THREAD).");
    }
    return caller;
  }

  /** The caller of the current context; null outside any. Never blocks. */
  public static @Nullable Caller currentOrNull() {
    Task task = Task.current();
    return task == null ? null : task.caller;
  }

  /** The caller that {@code modifier} tells. See {@link #of(Modifier, CallerOptions)}. */
  public static Caller of(Modifier modifier) {
    return of(modifier, CallerOptions.DEFAULT);
  }

  /**
   * The caller that {@code modifier} tells, with those options. Never blocks.
   *
   * @throws IllegalStateException if there is none, or for {@link Modifier#MANUAL} if there is one
   * @throws IllegalArgumentException if the one that exists has another name, backend or host
   */
  public static Caller of(Modifier modifier, CallerOptions options) {
    return switch (modifier) {
      case CURRENT -> CallerChecks.checked(current(), options);
      case MAIN -> CallerChecks.checked(CallerChecks.mainCaller(), options);
      case NEW_THREAD -> {
        Caller caller = new Caller(options, null);
        caller.start();
        yield caller;
      }
      case MANUAL -> {
        CallerChecks.refuseSecond();
        yield new Caller(options, null);
      }
    };
  }

  /** The caller with that id that has started and not stopped; null if there is none. */
  public static @Nullable Caller existing(long id) {
    return Registry.find(id);
  }

  /** All callers that have started and not stopped; with {@code runningOnly}, those that run. */
  public static List<Caller> all(boolean runningOnly) {
    return Registry.all().stream().filter(caller -> !runningOnly || caller.isRunning()).toList();
  }

  /** The pending of the function that is running; null outside a scheduled function. */
  public static @Nullable Pending<?> currentPending() {
    Task task = Task.current();
    return task == null ? null : task.pending;
  }

  /** Waits for a pending like {@link Pending#await()}; for a static import. */
  public static <T extends @Nullable Object> T await(Pending<T> pending) {
    return pending.await();
  }

  /**
   * Waits at least that long; the caller goes on with others. In a plain thread it blocks.
   *
   * @throws PendingCancelled if the waiting task is cancelled
   */
  public static void sleep(Duration duration) {
    Wait wait = Wait.here(false);
    Platform platform = Platforms.current();
    Runnable alarm = platform.after(Durations.nanos(duration), wait::wake);
    try {
      wait.suspend();
    } finally {
      alarm.run();
    }
  }

  /**
   * Lets every task run that was ready before, and sees a cancellation. Does nothing in a plain
   * thread.
   *
   * @throws PendingCancelled if the calling task was cancelled
   */
  public static void checkpoint() {
    Task task = Task.current();
    if (task != null) {
      task.scheduler.checkpoint(task);
    }
  }

  /**
   * Runs something that blocks in a worker thread and waits for it, while the caller goes on with
   * others.
   *
   * @throws IllegalStateException outside any caller
   */
  public static <T extends @Nullable Object> T blocking(Work<T> work) {
    return current().toThread(work).await();
  }

  /**
   * Goes through pendings in the order in which they complete. A collection is watched whole;
   * anything else is drawn on demand. Waiting happens in the iteration.
   *
   * @throws IllegalStateException if the pending of the calling task is in the collection
   */
  public static <P extends Pending<?>> Completions<P> asCompleted(Iterable<P> items) {
    return Completions.of(items, CompletionOptions.DEFAULT);
  }

  /** The same with options. */
  public static <P extends Pending<?>> Completions<P> asCompleted(
      Iterable<P> items, CompletionOptions options) {
    return Completions.of(items, options);
  }

  /** The same for what an iterator gives, drawn on demand in the task that goes through it. */
  public static <P extends Pending<?>> Completions<P> asCompleted(
      Iterator<P> items, CompletionOptions options) {
    return Completions.of(items, options);
  }

  /**
   * Waits until enough of them are done or the time is over. Cancels none of them, and throws
   * nothing of what they ended with.
   *
   * @param timeout how long at most; null for ever
   * @throws PendingCancelled if the waiter is cancelled
   * @throws IllegalStateException if the pending of the calling task is among them
   */
  public static <P extends Pending<?>> Waited<P> waitFor(
      Collection<P> items, @Nullable Duration timeout, ReturnWhen when) {
    return Waited.on(items, timeout, when);
  }

  /**
   * A child: with a name the same one every time while it runs, without always a new one. What the
   * options leave open is as in this caller. It is stopped with this caller.
   *
   * @throws IllegalArgumentException if there is one of that name with another backend or host
   * @throws IllegalStateException if this caller is stopping or has stopped
   */
  public Caller get(CallerOptions options) {
    guard.lock();
    Caller child;
    try {
      child = childNamed(options.name());
      if (child == null) {
        child = adoptChild(options);
      }
    } finally {
      guard.unlock();
    }
    if (child == null) {
      throw new IllegalStateException(
          "Caller '" + name + "' is " + state() + " and takes no children any more.");
    }
    child.start();
    return CallerChecks.checked(child, options);
  }

  /** Schedules {@code work} as a task, behind all scheduled before; what it throws is kept. */
  public <T extends @Nullable Object> Pending<T> callSoon(Work<T> work) {
    return callSoon(work, null);
  }

  /** The same for an action. */
  public Pending<@Nullable Void> callSoon(Action action) {
    return callSoon(new ActionWork(action), null);
  }

  /**
   * Schedules {@code work} to be run after {@code delay}, a lower bound on the monotonic clock.
   * When cancelled before, it never runs.
   *
   * @throws IllegalArgumentException if {@code delay} is negative
   */
  public <T extends @Nullable Object> Pending<T> callLater(Duration delay, Work<T> work) {
    return scheduleCall(CallRequest.of(work).delay(delay));
  }

  /** The same for an action. */
  public Pending<@Nullable Void> callLater(Duration delay, Action action) {
    return scheduleCall(CallRequest.of(new ActionWork(action)).delay(delay));
  }

  /**
   * Calls {@code action} in its turn, with no pending. What it throws is reported to the log. On a
   * caller that stops it is never called.
   */
  public void callDirect(Action action) {
    boolean _ = scheduler.schedule(new DirectTask(this, Context.of(platform), action));
  }

  /**
   * Runs {@code work} in this caller, one at a time with its other tasks, on a strand of that kind.
   *
   * @throws IllegalArgumentException if the platform has no such strands
   */
  public <T extends @Nullable Object> Pending<T> callUsingBackend(Backend backend, Work<T> work) {
    return scheduleCall(CallRequest.of(work).backend(backend));
  }

  /** Schedules a call. On a caller that stops or has stopped the pending comes back cancelled. */
  public <T extends @Nullable Object> Pending<T> scheduleCall(CallRequest<T> request) {
    Backend kind = request.backend() == null ? backend : request.backend();
    if (!platform.supports(kind)) {
      throw new IllegalArgumentException("There are no strands of kind " + kind + " here.");
    }
    Context context = request.context() == null ? Context.of(platform) : request.context();
    Pending<T> pending = Pending.ofCall(this, request.work(), request.metadata());
    CallTask<T> task = new CallTask<>(this, kind, context, request.work(), pending, null);
    schedule(task, Durations.nanos(request.delay()));
    request.trackers().register(context, pending); // now that a tracker may cancel it
    return pending;
  }

  private <T extends @Nullable Object> Pending<T> callSoon(
      Work<T> work, @Nullable Runnable whenOver) {
    Context context = Context.of(platform);
    Pending<T> pending = Pending.ofCall(this, work, Map.of());
    schedule(new CallTask<>(this, backend, context, work, pending, whenOver), 0);
    Tracking.ALL.register(context, pending);
    return pending;
  }

  private void schedule(CallTask<?> task, long delay) {
    boolean taken = delay == 0 ? scheduler.schedule(task) : scheduler.admit(task);
    if (!taken) {
      task.rejected(CLOSED);
    } else if (delay > 0) {
      task.alarm(platform.after(delay, () -> scheduler.ready(task)));
    }
  }

  /**
   * Runs {@code work} in a worker: a child with a thread of its own, an idle one or a new one.
   * There is no limit on how many run at once.
   */
  public <T extends @Nullable Object> Pending<T> toThread(Work<T> work) {
    Caller worker = workers.take();
    if (worker == null) {
      Pending<T> rejected = rejected(this);
      Tracking.ALL.register(Context.of(platform), rejected);
      return rejected;
    }
    return worker.callSoon(work, () -> workers.giveBack(worker));
  }

  /** The same for an action. */
  public Pending<@Nullable Void> toThread(Action action) {
    return toThread(new ActionWork(action));
  }

  /**
   * Appends a call to the queue that belongs to {@code action} and this caller: its calls run in
   * order, one at a time, waits included. Keep {@code action} in a variable: the queue goes by the
   * object, and ends when that is collected. What a call throws is reported to the log.
   *
   * @return the pending of the queue's task
   */
  public Pending<@Nullable Void> queueCall(Action action) {
    return queues.add(action, action);
  }

  /** The same for a function with an argument. */
  public <A extends @Nullable Object> Pending<@Nullable Void> queueCall(
      Handler<A> handler, A argument) {
    return queues.add(handler, () -> handler.handle(argument));
  }

  /** The same where the queue belongs to {@code owner}, whatever is called. */
  public Pending<@Nullable Void> queueCallFor(Object owner, Action action) {
    return queues.add(owner, action);
  }

  /** The pending of the queue that belongs to a function or owner; null if there is none. */
  public @Nullable Pending<@Nullable Void> queueGet(Object owner) {
    return queues.find(owner);
  }

  /** Cancels the queue that belongs to a function or owner, and forgets it. */
  public void queueClose(Object owner) {
    queues.close(owner, "the queue was closed");
  }

  /**
   * Gives up on a function that does not end: its pending fails with {@code reason}, whatever it
   * still does changes nothing, and this caller goes on with its other work on a fresh strand.
   *
   * @return false if it had ended
   */
  public boolean abandon(Pending<?> stuck, Throwable reason) {
    Task task = scheduler.find(stuck);
    if (task == null) {
      return false;
    }
    stuck.finish(null, reason);
    return scheduler.abandon(task, reason);
  }

  /**
   * Makes the calling thread the one of this caller. What follows runs as one of its tasks, until
   * the scope is closed; then the caller is stopped, and closing waits until it has. Inside one of
   * its own tasks it only counts the scope. Protects the caller.
   *
   * @throws IllegalStateException if it was entered before, or if there is a caller here
   */
  public Scope enter() {
    if (currentOrNull() == this) {
      life.enter();
      return new Scope(this, null);
    }
    Strand strand = adoptThread();
    RootTask root = new RootTask(this, Context.of(platform));
    scheduler.open(strand, root);
    platform.task(root);
    life.begin();
    return new Scope(this, new Home(platform, scheduler, strand, root));
  }

  /**
   * Runs {@code work} in a scope of its own, see {@link #enter}.
   *
   * @throws Exception what {@code work} throws
   */
  public <T extends @Nullable Object> T run(Work<T> work) throws Exception {
    Scope scope = enter();
    try {
      return work.run();
    } finally {
      scope.close();
    }
  }

  /**
   * Makes the calling thread the one of this caller, and blocks until the caller was stopped.
   * Protects the caller.
   *
   * @throws IllegalStateException if it was entered before, or if there is a caller here
   */
  public void serve() {
    Strand strand = adoptThread();
    Context before = Context.of(platform);
    life.begin();
    scheduler.open(strand);
    strand.run();
    life.stopped.waitSync();
    platform.context(before);
  }

  /** Stops this caller, unless it is protected. Never blocks; {@link #stopped} tells the end. */
  public void stop() {
    stop(false);
  }

  /**
   * Stops this caller and its children: takes no more work, turns away what is queued, closes its
   * queues and cancels its tasks, which may clean up. Never blocks.
   *
   * @param force even if it is protected
   */
  public void stop(boolean force) {
    life.stop(force);
  }

  /** Done when it runs; fails if it was stopped before. Cannot be cancelled. */
  public Pending<@Nullable Void> started() {
    return life.started;
  }

  /** Done when it takes no more work. Cannot be cancelled. */
  public Pending<@Nullable Void> stopping() {
    return life.stopping;
  }

  /** Done when all its tasks have ended and its children have stopped. Cannot be cancelled. */
  public Pending<@Nullable Void> stopped() {
    return life.stopped;
  }

  /** Where it is in its life. */
  public CallerState state() {
    return life.state();
  }

  /** Whether it runs. */
  public boolean isRunning() {
    return state() == CallerState.RUNNING;
  }

  /** Whether {@link #stop()} leaves it alone. */
  public boolean isProtected() {
    return life.isProtected();
  }

  /** Its name, that of its thread if it was given none; empty before it has one. */
  public String name() {
    return name;
  }

  /** The id of its thread, in a browser of its context; -1 before it has one. */
  public long id() {
    StrandHandle handle = thread;
    return handle == null ? -1 : handle.id();
  }

  /** The thread it lives on; null before it was started. */
  public @Nullable StrandHandle thread() {
    return thread;
  }

  /** The kind of its strands. */
  public Backend backend() {
    return backend;
  }

  /** The toolkit whose event thread it lives on; null if it has a thread of its own. */
  public @Nullable Host host() {
    return options.host();
  }

  /** What was given with {@link CallerOptions#resources}, to it or to an ancestor. */
  public Map<String, Object> resources() {
    Map<String, Object> resources = options.resources();
    return resources == null ? Map.of() : resources;
  }

  /** What it is at now, for people and tools. Never blocks; looks at each of its tasks. */
  public CallerActivity activity() {
    return scheduler.activity();
  }

  /** The children that have not stopped, as of now. */
  public List<Caller> children() {
    return life.children();
  }

  /** The caller whose child it is; null if there is none or it has stopped. */
  public @Nullable Caller parent() {
    return parent == null || parent.state() == CallerState.STOPPED ? null : parent;
  }

  @Override
  public String toString() {
    return CallerText.of(this);
  }

  static <T extends @Nullable Object> Pending<T> rejected(Caller caller) {
    Pending<T> pending = Pending.ofCall(caller, null, Map.of());
    pending.cancel(CLOSED);
    return pending;
  }

  /** A new child, started; null if this caller is stopping. */
  @Nullable Caller newChild(CallerOptions options) {
    Caller child = adoptChild(options);
    if (child != null) {
      child.start();
    }
    return child;
  }

  /** Lets the stopped caller be forgotten by whoever finds callers. */
  void forgotten() {
    Registry.remove(id());
    if (parent == null) {
      janitor.close();
    } else {
      parent.workers.forget(this);
    }
  }

  void settle() {
    life.settle();
  }

  void childStopped(Caller child) {
    life.childStopped(child);
  }

  @Nullable Caller parentOrNull() {
    return parent;
  }

  /** Leaves a scope that was not the one of the thread. */
  void leaveScope() {
    if (life.leave()) {
      stop(true);
    }
  }

  Platform platform() {
    return platform;
  }

  Janitor janitor() {
    return janitor;
  }

  int idleWorkers() {
    Integer asked = options.idleWorkers();
    return asked == null ? MAX_IDLE_POOL_INSTANCES : asked;
  }

  Duration workerIdleTime() {
    Duration asked = options.workerIdleTime();
    return asked == null ? IDLE_WORKER_SHUTDOWN_DURATION : asked;
  }

  /** Called under guard, or for a child nobody can ask for by name. */
  private @Nullable Caller adoptChild(CallerOptions options) {
    Caller child = new Caller(options.under(this.options.backend(backend)), this);
    return life.adopt(child) ? child : null;
  }

  private @Nullable Caller childNamed(@Nullable String wanted) {
    if (wanted == null || wanted.isEmpty()) {
      return null;
    }
    for (Caller child : life.children()) {
      if (child.name.equals(wanted) && !child.state().isClosed()) {
        return child;
      }
    }
    return null;
  }

  /** Starts it on a strand of its own, unless it was started. */
  private void start() {
    if (!life.move(CallerState.STARTING)) {
      return;
    }
    if (name.isEmpty()) {
      name = "Caller";
    }
    Strand strand = new Strand(platform, backend, name);
    register(strand.handle, false);
    scheduler.start(strand, life::begin);
  }

  private Strand adoptThread() {
    CallerChecks.refuseSecond();
    if (host() != null) {
      throw new IllegalStateException(
          "A caller on the event thread of "
              + host()
              + " is not entered: the toolkit runs it. Start it with Modifier.NEW_THREAD.");
    }
    if (!life.move(CallerState.STARTING)) {
      throw new IllegalStateException(
          "Caller '" + name + "' is " + state() + " and cannot be entered again. Make a new one.");
    }
    Strand strand = new Strand(platform, backend);
    if (name.isEmpty()) {
      name = strand.handle.name();
    }
    register(strand.handle, platform.onMainThread());
    life.enter();
    return strand;
  }

  private void register(StrandHandle handle, boolean isMain) {
    thread = handle;
    HoldWatch.start(this, options.holdLimit());
    long id = handle.id();
    Registry.add(id, this, isMain);
    platform.whenCollected(this, tidyUp(id, platform.parkedStrandsLive() ? scheduler.pool : null));
  }

  /** What is left to do when a caller was collected. It must not refer to the caller. */
  private static Runnable tidyUp(long id, @Nullable StrandPool strands) {
    return () -> {
      Registry.remove(id);
      if (strands != null) {
        strands.close();
      }
    };
  }
}
