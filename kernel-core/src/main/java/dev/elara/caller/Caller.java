package dev.elara.caller;

import dev.elara.caller.platform.Host;
import dev.elara.caller.platform.Platforms;
import dev.elara.caller.platform.StrandHandle;
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
public final class Caller extends Calls {

  private final @Nullable Caller parent;
  private final Life life;
  private final Janitor janitor;
  private volatile String name;
  private volatile @Nullable StrandHandle thread;

  private Caller(CallerOptions options, @Nullable Caller parent) {
    super(options, parent == null ? Platforms.current() : parent.platform());
    this.parent = parent;
    name = options.name() == null ? "" : options.name();
    life = new Life(this, guard, options.isProtected());
    janitor = parent == null ? new Janitor(platform()) : parent.janitor;
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

  /**
   * Gives up on a function that does not end: its pending fails with {@code reason}, whatever it
   * still does changes nothing, and this caller goes on with its other work on a fresh strand.
   *
   * @return false if it had ended
   */
  public boolean abandon(Pending<?> stuck, Throwable reason) {
    return scheduler.abandonment.abandon(stuck, reason);
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
    RootTask root = new RootTask(this, Context.of(platform()));
    scheduler.open(strand, root);
    platform().task(root);
    life.begin();
    return new Scope(this, new Home(platform(), scheduler, strand, root));
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
    Context before = Context.of(platform());
    life.begin();
    scheduler.open(strand);
    strand.run();
    life.stopped.waitSync();
    platform().context(before);
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

  /** The toolkit whose event thread it lives on; null if it has a thread of its own. */
  public @Nullable Host host() {
    return options().host();
  }

  /** What was given with {@link CallerOptions#resources}, to it or to an ancestor. */
  public Map<String, Object> resources() {
    Map<String, Object> resources = options().resources();
    return resources == null ? Map.of() : resources;
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

  @Override
  Caller self() {
    return this;
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

  Janitor janitor() {
    return janitor;
  }

  /** Called under guard, or for a child nobody can ask for by name. */
  private @Nullable Caller adoptChild(CallerOptions options) {
    Caller child = new Caller(options.under(options().backend(backend())), this);
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
    Strand strand = new Strand(platform(), backend(), name);
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
    Strand strand = new Strand(platform(), backend());
    if (name.isEmpty()) {
      name = strand.handle.name();
    }
    register(strand.handle, platform().onMainThread());
    life.enter();
    return strand;
  }

  private void register(StrandHandle handle, boolean isMain) {
    thread = handle;
    HoldWatch.start(this, options().holdLimit());
    long id = handle.id();
    Registry.add(id, this, isMain);
    platform()
        .whenCollected(this, tidyUp(id, platform().parkedStrandsLive() ? scheduler.pool : null));
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
