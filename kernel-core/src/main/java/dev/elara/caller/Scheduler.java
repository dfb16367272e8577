package dev.elara.caller;

import dev.elara.caller.platform.Guard;
import dev.elara.caller.platform.Platform;
import dev.elara.caller.platform.StrandHandle;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/*
 * A caller's ready queue and baton.
 *
 * There is no loop. Whoever holds the baton, a strand, runs; it runs one task at a time.
 *
 *   - A task that is scheduled or woken is appended to the ready queue. If nobody holds the baton,
 *     the first of the queue gets it: one unpark of the strand it waits on, or of an idle one.
 *   - A task that waits gives the baton to the first of the queue, or lays it down, and parks.
 *   - A task that ends leaves its strand with the baton. If the next task is a fresh one, it runs on
 *     the same strand: no switch. If it has a strand of its own, that gets the baton. If there is
 *     none, the baton is laid down. Then the strand goes idle.
 *
 * Whoever appends looks for the holder afterwards, and whoever lays the baton down looks at the
 * queue afterwards; so one of them sees the other, and nothing ready is left lying. Appending takes
 * the guard only if nobody holds the baton.
 *
 * The strand that is to go on is chosen under the guard and unparked after it was released. As the
 * baton is already its own, nobody can choose a second one in between. A park that has not begun
 * yet finds its permit. So no wake-up is lost and no two tasks run at once.
 */

/** Runs the tasks of one caller one at a time, and lets them take turns where they wait. */
final class Scheduler {

  final Platform platform;
  final Guard guard;
  final Cancellations cancellations;
  final Nesting nesting;
  final StrandPool pool;
  private final Caller caller;

  private final ReadyQueue ready = new ReadyQueue();
  private final KnownTasks known = new KnownTasks(); // guarded by guard
  private volatile @Nullable Strand holder; // who has the baton; written under guard
  private @Nullable Task running; // guarded by guard: what the holder runs
  private long since; // guarded by guard: when that got the baton, on the platform's clock
  private boolean open; // guarded by guard: the baton is given out, for the caller has started
  private volatile boolean closed; // new tasks are turned away: it is stopping; under guard
  private boolean ended; // guarded by guard: strands end instead of going idle: it has stopped

  Scheduler(Caller caller, Platform platform) {
    this.caller = caller;
    this.platform = platform;
    guard = platform.guard();
    pool = new StrandPool(guard);
    cancellations = new Cancellations(this);
    nesting = new Nesting(this);
  }

  /** Starts {@code strand} as the home; it runs {@code begin} before anything else. */
  void start(Strand strand, Runnable begin) {
    guard.lock();
    try {
      Task task = new BeginTask(caller, begin);
      pool.home(strand);
      open = true;
      strand.next = task;
      begin(task, strand);
    } finally {
      guard.unlock();
    }
    strand.wake();
  }

  /** Makes {@code strand} the home and gives the baton out from now on. */
  void open(Strand strand) {
    Strand woken;
    guard.lock();
    try {
      pool.home(strand);
      open = true;
      pool.add(strand);
      woken = assign();
    } finally {
      guard.unlock();
    }
    wake(woken);
  }

  /** The same, where {@code strand} is running {@code root} already. */
  void open(Strand strand, Task root) {
    guard.lock();
    try {
      pool.home(strand);
      open = true;
      begin(root, strand);
    } finally {
      guard.unlock();
    }
  }

  /** Takes a new task in that becomes ready later; false if the caller takes no work any more. */
  boolean admit(Task task) {
    guard.lock();
    try {
      if (!closed) {
        known.add(task);
      }
      return !closed;
    } finally {
      guard.unlock();
    }
  }

  /** Takes a new task in that is ready; false if the caller takes no work any more. */
  boolean schedule(Task task) {
    if (closed) {
      return false;
    }
    ready.add(task);
    if (closed) {
      cancellations.cancel(task, Caller.CLOSED); // whoever closes may not have seen it
    } else {
      giveOut();
    }
    return true;
  }

  /** Makes a task ready that was admitted before. */
  void ready(Task task) {
    ready.add(task);
    giveOut();
  }

  /** Lets every task that is ready run before the calling one goes on. */
  void checkpoint(Task task) {
    cancellations.check(task, false);
    Strand mine;
    Strand woken;
    guard.lock();
    try {
      mine = task.strand;
      if (firstReady() == null) {
        since = platform.nanos();
        woken = mine;
      } else {
        known.add(task);
        queue(task);
        layDown();
        woken = assign();
      }
    } finally {
      guard.unlock();
    }
    if (woken == mine) {
      platform.giveWay();
    } else {
      wake(woken);
      park(mine);
    }
    cancellations.check(task, false);
  }

  /** Waits, as the task that is running, until woken, cancelled or abandoned. */
  void pause(TaskWait wait) {
    Task task = wait.task;
    Strand mine = null;
    Strand woken = null;
    guard.lock();
    try {
      boolean told = task.cancellation != null && !wait.shield;
      if (!wait.woken && !told && !task.abandoned) {
        known.add(task);
        task.waitingOn = wait;
        mine = task.strand;
        if (!wait.keepsBaton) {
          layDown();
          woken = assign();
        }
      }
    } finally {
      guard.unlock();
    }
    if (mine != null) {
      wake(woken);
      park(mine);
    }
  }

  void wake(TaskWait wait) {
    Strand woken = null;
    guard.lock();
    try {
      wait.woken = true;
      if (wait.task.waitingOn == wait) {
        woken = resume(wait.task);
      }
    } finally {
      guard.unlock();
    }
    wake(woken);
  }

  boolean isWoken(TaskWait wait) {
    guard.lock();
    try {
      return wait.woken;
    } finally {
      guard.unlock();
    }
  }

  /**
   * Gives up on a task and those it shares a stack with: their strand loses the baton, others go
   * on. They are told to stop at each wait, and whatever they do then is their own affair.
   *
   * @return false if it had ended
   */
  boolean abandon(Task task, Throwable reason) {
    Strand woken = null;
    Strand lost;
    List<Task> all;
    boolean parked = false;
    boolean quiet;
    guard.lock();
    try {
      if (task.ended || task.abandoned) {
        return false;
      }
      all = Nesting.sharing(task);
      for (Task each : all) {
        each.abandoned = true;
        each.cancellation = "This was left behind: " + reason.getMessage();
        known.remove(each);
        parked |= each.waitingOn != null || each.queued;
        each.waitingOn = null;
      }
      lost = task.strand;
      if (lost != null) {
        pool.lose(lost);
      }
      if (lost != null && holder == lost) {
        layDown();
        woken = assign();
      }
      quiet = closed && nothingLeft();
    } finally {
      guard.unlock();
    }
    wake(woken);
    if (parked) {
      wake(lost);
    }
    for (Task each : all) {
      if (each.pending != null) {
        each.pending.finish(null, reason);
      }
    }
    if (quiet) {
      caller.settle();
    }
    return true;
  }

  /**
   * The task that ran on a strand has ended.
   *
   * @return what the strand runs next; null if it is to go idle, or to end
   */
  @Nullable Task next(Strand strand, Task before) {
    Strand woken;
    boolean quiet;
    guard.lock();
    try {
      end(before);
      if (strand.lost) {
        strand.exit = true;
        return null;
      }
      Task first = firstReady();
      if (first != null && first.strand == null && first.backend == strand.backend) {
        ready.remove();
        begin(first, strand);
        return first;
      }
      layDown();
      strand.exit = ended || !pool.add(strand);
      woken = assign();
      quiet = closed && nothingLeft();
    } finally {
      guard.unlock();
    }
    wake(woken);
    if (quiet) {
      caller.settle();
    }
    return null;
  }

  /** {@code me} waits and {@code inner} begins on its stack. Called under guard. */
  void beginOn(Strand strand, Task me, Task inner) {
    ready.remove();
    known.add(me);
    strand.push(me, inner);
    begin(inner, strand);
  }

  /** {@code inner} has ended; returns when it is {@code me}'s turn. */
  void endOn(Strand strand, Task me, Task inner) {
    Strand woken = strand;
    guard.lock();
    try {
      end(inner);
      strand.pop();
      if (strand.lost) {
        return;
      }
      if (firstReady() == null) {
        begin(me, strand);
      } else {
        queue(me);
        layDown();
        woken = assign();
      }
    } finally {
      guard.unlock();
    }
    if (woken != strand) {
      wake(woken);
      park(strand);
    }
  }

  /** Takes no more new tasks; returns those that have not ended. */
  List<Task> close() {
    List<Task> tasks = new ArrayList<>();
    guard.lock();
    try {
      closed = true;
      known.addAllTo(tasks);
      if (running != null && !running.known) {
        tasks.add(running);
      }
      addQueued(tasks);
    } finally {
      guard.unlock();
    }
    return tasks;
  }

  /** Whether no task is left. */
  boolean isQuiet() {
    guard.lock();
    try {
      return nothingLeft();
    } finally {
      guard.unlock();
    }
  }

  /** Lets the strands end. */
  void end() {
    guard.lock();
    try {
      ended = true;
    } finally {
      guard.unlock();
    }
    pool.close();
  }

  /** The task that runs and has not ended with that pending; null if there is none. */
  @Nullable Task find(Pending<?> pending) {
    List<Task> tasks = new ArrayList<>();
    guard.lock();
    try {
      known.addAllTo(tasks);
      addQueued(tasks);
      if (running != null) {
        tasks.add(running);
      }
    } finally {
      guard.unlock();
    }
    for (Task task : tasks) {
      if (task.pending == pending) {
        return task;
      }
    }
    return null;
  }

  /** What has the baton now and since when; null if nothing runs. */
  @Nullable Running running() {
    guard.lock();
    try {
      Strand strand = holder;
      return running == null
          ? null
          : new Running(running, since, strand == null ? null : strand.handle);
    } finally {
      guard.unlock();
    }
  }

  /** What has the baton, since when on the platform's clock, and where. */
  record Running(Task task, long since, @Nullable StrandHandle strand) {}

  /** What it is at now. Looks at each of its tasks. */
  CallerActivity activity() {
    List<Task> waiting = new ArrayList<>();
    guard.lock();
    try {
      Set<Task> queued = new HashSet<>(ready.snapshot());
      known.addAllTo(waiting);
      waiting.removeIf(task -> task == running || queued.contains(task));
      queued.removeIf(task -> task.ended || task.abandoned);
      long nanos = running == null ? 0 : platform.nanos() - since;
      return new CallerActivity(
          waiting.size(),
          queued.size(),
          running == null ? null : FunctionText.of(running.pending),
          Duration.ofNanos(nanos));
    } finally {
      guard.unlock();
    }
  }

  /** Forgets a task that will never begin. Returns whether nothing is left of a closing caller. */
  boolean drop(Task task) {
    known.remove(task);
    return closed && nothingLeft();
  }

  /**
   * Makes a waiting task ready, or lets it go on if it kept the baton. Called under guard.
   *
   * @return the strand to wake after the guard
   */
  @Nullable Strand resume(Task task) {
    TaskWait wait = task.waitingOn;
    task.waitingOn = null;
    if (wait != null && wait.keepsBaton) {
      return task.strand;
    }
    queue(task);
    return assign();
  }

  static void wake(@Nullable Strand strand) {
    if (strand != null) {
      strand.wake();
    }
  }

  private static void park(@Nullable Strand strand) {
    if (strand != null) {
      strand.parker.park();
    }
  }

  /** Something became ready: gives the baton out if nobody has it. */
  private void giveOut() {
    if (holder != null) {
      return;
    }
    Strand woken;
    guard.lock();
    try {
      woken = assign();
    } finally {
      guard.unlock();
    }
    wake(woken);
  }

  /** Called under guard, like all below. */
  private void queue(Task task) {
    task.queued = true;
    ready.add(task);
  }

  private void end(Task task) {
    nesting.ended(task);
    task.ended = true;
    known.remove(task);
  }

  private void layDown() {
    holder = null;
    running = null;
  }

  /** Gives the baton to the first of the queue if it is free. */
  private @Nullable Strand assign() {
    if (holder != null || !open) {
      return null;
    }
    Task task = firstReady();
    if (task == null) {
      return null;
    }
    ready.remove();
    Strand strand = task.strand;
    if (strand == null) {
      strand = pool.idleOrNew(caller, task.backend);
      strand.next = task;
    }
    begin(task, strand);
    return strand;
  }

  private void begin(Task task, Strand strand) {
    task.strand = strand;
    task.queued = false;
    if (holder != strand) {
      holder = strand;
    }
    running = task;
    since = platform.nanos();
  }

  /** The first of the queue that is still to run. Called under guard. */
  @Nullable Task firstReady() {
    Task task = ready.peek();
    while (task != null && (task.ended || task.abandoned)) {
      ready.remove();
      task = ready.peek();
    }
    return task;
  }

  private void addQueued(List<Task> tasks) {
    for (Task task : ready.snapshot()) {
      if (!task.known && !task.ended && !task.abandoned) {
        tasks.add(task);
      }
    }
  }

  private boolean nothingLeft() {
    return running == null && known.isEmpty() && firstReady() == null;
  }
}
