package dev.elara.caller;

import dev.elara.caller.platform.Backend;
import dev.elara.caller.platform.Guard;
import dev.elara.caller.platform.Platform;
import dev.elara.caller.platform.Platforms;
import java.time.Duration;
import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The part of a caller that takes calls and runs them; {@link Caller} adds its life. */
abstract sealed class Calls permits Caller {

  /** How many idle workers a caller keeps for {@link #toThread} unless told otherwise. */
  public static final int MAX_IDLE_POOL_INSTANCES = 10;

  /** How long an idle worker is kept unless told otherwise. */
  public static final Duration IDLE_WORKER_SHUTDOWN_DURATION = Duration.ofSeconds(60);

  static final String CLOSED = "the caller has been closed";

  final Scheduler scheduler;
  final CallQueues queues;
  final Workers workers;
  final Guard guard; // of the caller's life, its children, its idle workers and its queues
  private final Platform platform;
  private final CallerOptions options;
  private final Backend backend;

  /**
   * For a new caller.
   *
   * @throws IllegalArgumentException if there are no strands of that kind
   * @throws IllegalStateException if the event thread it is for has a caller
   */
  Calls(CallerOptions options, Platform machine) {
    CallerChecks.refuseSecondOn(options.host());
    this.options = options;
    platform = machine.hosted(options.host());
    Backend asked = options.backend();
    backend = asked == null ? platform.defaultBackend() : asked;
    if (!platform.supports(backend)) {
      throw new IllegalArgumentException(
          "There are no strands of kind " + backend + " here. Leave the backend open.");
    }
    guard = platform.guard();
    scheduler = new Scheduler(self(), platform);
    queues = new CallQueues(self(), guard);
    workers = new Workers(self(), guard);
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
    return Caller.current().toThread(work).await();
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
    boolean _ = scheduler.schedule(new DirectTask(self(), Context.of(platform), action));
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
    Pending<T> pending = Pending.ofCall(self(), request.work(), request.metadata());
    CallTask<T> task = new CallTask<>(self(), kind, context, request.work(), pending, null);
    schedule(task, Durations.nanos(request.delay()));
    request.trackers().register(context, pending); // now that a tracker may cancel it
    return pending;
  }

  /** The same, and {@code whenOver} is called when it is done, before anybody hears of it. */
  <T extends @Nullable Object> Pending<T> callSoon(Work<T> work, @Nullable Runnable whenOver) {
    Context context = Context.of(platform);
    Pending<T> pending = Pending.ofCall(self(), work, Map.of());
    schedule(new CallTask<>(self(), backend, context, work, pending, whenOver), 0);
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
      Pending<T> rejected = rejected(self());
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

  /** The pending of the function that is running; null outside a scheduled function. */
  public static @Nullable Pending<?> currentPending() {
    Task task = Task.current();
    return task == null ? null : task.pending;
  }

  static <T extends @Nullable Object> Pending<T> rejected(Caller caller) {
    Pending<T> pending = Pending.ofCall(caller, null, Map.of());
    pending.cancel(CLOSED);
    return pending;
  }

  /** The kind of its strands. */
  public Backend backend() {
    return backend;
  }

  /** What it is at now, for people and tools. Never blocks; looks at each of its tasks. */
  public CallerActivity activity() {
    return CallerActivity.of(scheduler);
  }

  Platform platform() {
    return platform;
  }

  CallerOptions options() {
    return options;
  }

  int idleWorkers() {
    Integer asked = options.idleWorkers();
    return asked == null ? MAX_IDLE_POOL_INSTANCES : asked;
  }

  Duration workerIdleTime() {
    Duration asked = options.workerIdleTime();
    return asked == null ? IDLE_WORKER_SHUTDOWN_DURATION : asked;
  }

  /** This, as what it is. */
  abstract Caller self();
}
