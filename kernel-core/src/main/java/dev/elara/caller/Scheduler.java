package dev.elara.caller;

import dev.elara.caller.platform.Guard;
import dev.elara.caller.platform.Platform;
import java.util.ArrayList;
import java.util.List;
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
  final Abandonment abandonment;
  final StrandPool pool;
  final Baton baton; // guarded by guard, like the next
  final KnownTasks known = new KnownTasks();
  private final Caller caller;
  private volatile boolean closed; // new tasks are turned away: it is stopping; under guard
  private boolean ended; // guarded by guard: strands end instead of going idle: it has stopped

  Scheduler(Caller caller, Platform platform) {
    this.caller = caller;
    this.platform = platform;
    guard = platform.guard();
    pool = new StrandPool(guard);
    cancellations = new Cancellations(this);
    nesting = new Nesting(this);
    abandonment = new Abandonment(this);
    baton = new Baton(caller, platform, pool);
  }

  /** Starts {@code strand} as the home; it runs {@code begin} before anything else. */
  void start(Strand strand, Runnable begin) {
    guard.lock();
    try {
      Task task = new BeginTask(caller, begin);
      pool.home(strand);
      baton.open();
      strand.next = task;
      baton.begin(task, strand);
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
      baton.open();
      pool.add(strand);
      woken = baton.assign();
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
      baton.open();
      baton.begin(root, strand);
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
    baton.append(task);
    if (closed) {
      cancellations.cancel(task, Caller.CLOSED); // whoever closes may not have seen it
    } else {
      giveOut();
    }
    return true;
  }

  /** Makes a task ready that was admitted before. */
  void ready(Task task) {
    baton.append(task);
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
      if (baton.first() == null) {
        baton.renew();
        woken = mine;
      } else {
        known.add(task);
        woken = queue(task);
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
          woken = handOn();
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
   * Lets the others go on without a strand whose task is abandoned. Called under guard.
   *
   * @return the strand to wake after the guard
   */
  @Nullable Strand lose(Strand strand) {
    pool.lose(strand);
    return baton.isHeldBy(strand) ? handOn() : null;
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
      Task first = baton.first();
      if (first != null && first.strand == null && first.backend == strand.backend) {
        baton.beginFirst(first, strand);
        return first;
      }
      strand.exit = ended || !pool.add(strand);
      woken = handOn();
      quiet = isOver();
    } finally {
      guard.unlock();
    }
    wake(woken);
    if (quiet) {
      caller.settle();
    }
    return null;
  }

  /** Takes no more new tasks; returns those that have not ended. */
  List<Task> close() {
    List<Task> tasks = new ArrayList<>();
    guard.lock();
    try {
      closed = true;
      addAll(tasks);
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

  /** What has the baton now and since when; null if nothing runs. */
  Baton.@Nullable Running running() {
    guard.lock();
    try {
      return baton.held();
    } finally {
      guard.unlock();
    }
  }

  /** Forgets a task that will never begin. Returns whether nothing is left of a closing caller. */
  boolean drop(Task task) {
    known.remove(task);
    return isOver();
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
    baton.queue(task);
    return baton.assign();
  }

  static void wake(@Nullable Strand strand) {
    if (strand != null) {
      strand.wake();
    }
  }

  static void park(@Nullable Strand strand) {
    if (strand != null) {
      strand.parker.park();
    }
  }

  /** Something became ready: gives the baton out if nobody has it. */
  private void giveOut() {
    if (baton.isHeld()) {
      return;
    }
    Strand woken;
    guard.lock();
    try {
      woken = baton.assign();
    } finally {
      guard.unlock();
    }
    wake(woken);
  }

  /**
   * Whether the caller is closing and nothing is left of it. Called under guard, like all below.
   */
  boolean isOver() {
    return closed && nothingLeft();
  }

  /** What runs goes behind those that are ready. */
  @Nullable Strand queue(Task task) {
    baton.queue(task);
    return handOn();
  }

  private @Nullable Strand handOn() {
    baton.layDown();
    return baton.assign();
  }

  /** A task has ended. */
  void end(Task task) {
    nesting.ended(task);
    task.ended = true;
    known.remove(task);
  }

  /** Adds all tasks that have not ended. */
  void addAll(List<Task> tasks) {
    known.addAllTo(tasks);
    Task running = baton.running();
    if (running != null && !running.known) {
      tasks.add(running);
    }
    for (Task task : baton.queued()) {
      if (!task.known) {
        tasks.add(task);
      }
    }
  }

  private boolean nothingLeft() {
    return known.isEmpty() && baton.isQuiet();
  }
}
