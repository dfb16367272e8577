package dev.elara.caller;

import dev.elara.caller.platform.Backend;
import dev.elara.caller.platform.Guard;
import dev.elara.caller.platform.Platform;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
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
 * The strand that is to go on is chosen under the guard and unparked after it was released. As the
 * baton is already its own, nobody can choose a second one in between. A park that has not begun
 * yet finds its permit. So no wake-up is lost and no two tasks run at once.
 *
 * A cancellation is a word kept in the task and a wake-up; the task finds the word when it waits.
 */

/** Runs the tasks of one caller one at a time, and lets them take turns where they wait. */
final class Scheduler {

  final Platform platform;
  final Guard guard;
  final StrandPool pool;
  private final Caller caller;

  private final ArrayDeque<Task> ready = new ArrayDeque<>(); // guarded by guard, like all below
  private final Set<Task> live = new LinkedHashSet<>();
  private @Nullable Strand holder; // who has the baton
  private @Nullable Strand home; // the strand of the caller's own thread
  private @Nullable Task running; // what the holder runs
  private boolean open; // whether the baton is given out: the caller has started
  private boolean closed; // whether new tasks are turned away: the caller is stopping
  private boolean ended; // whether strands end instead of going idle: the caller has stopped
  private int strands; // how many were made, for their names

  Scheduler(Caller caller, Platform platform) {
    this.caller = caller;
    this.platform = platform;
    guard = platform.guard();
    pool = new StrandPool(guard);
  }

  /** Starts {@code strand} as the home; it runs {@code begin} before anything else. */
  void start(Strand strand, Runnable begin) {
    guard.lock();
    try {
      home = strand;
      strands++;
      open = true;
      holder = strand;
      strand.next = new BeginTask(caller, begin);
      live.add(strand.next);
      strand.next.strand = strand;
    } finally {
      guard.unlock();
    }
    wake(strand);
  }

  /** Makes {@code strand} the home and gives the baton out from now on. */
  void open(Strand strand) {
    Strand woken;
    guard.lock();
    try {
      home = strand;
      strands++;
      open = true;
      pool.add(strand, true);
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
      home = strand;
      strands++;
      open = true;
      holder = strand;
      running = root;
      root.strand = strand;
      root.since = platform.nanos();
      live.add(root);
    } finally {
      guard.unlock();
    }
  }

  /** Takes a new task in that becomes ready later; false if the caller takes no work any more. */
  boolean admit(Task task) {
    guard.lock();
    try {
      return !closed && (task.ended || live.add(task));
    } finally {
      guard.unlock();
    }
  }

  /** Takes a new task in that is ready; false if the caller takes no work any more. */
  boolean schedule(Task task) {
    Strand woken;
    guard.lock();
    try {
      if (closed) {
        return false;
      }
      if (task.ended) {
        return true; // cancelled before it came here, by one who closed its queue
      }
      live.add(task);
      ready.add(task);
      woken = assign();
    } finally {
      guard.unlock();
    }
    wake(woken);
    return true;
  }

  /** Makes a task ready that was admitted before. */
  void ready(Task task) {
    Strand woken = null;
    guard.lock();
    try {
      if (!task.ended) {
        ready.add(task);
        woken = assign();
      }
    } finally {
      guard.unlock();
    }
    wake(woken);
  }

  /** Lets every task that is ready run before the calling one goes on. */
  void checkpoint(Task task) {
    checkCancelled(task, false);
    Strand mine;
    Strand woken;
    guard.lock();
    try {
      if (ready.isEmpty()) {
        task.since = platform.nanos();
        return;
      }
      ready.add(task);
      mine = task.strand;
      layDown();
      woken = assign();
    } finally {
      guard.unlock();
    }
    if (woken != mine) {
      wake(woken);
      park(mine);
    }
    checkCancelled(task, false);
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
   * Tells a task that it was cancelled, once for each cancellation.
   *
   * @throws PendingCancelled if it was, unless {@code shield}
   */
  void checkCancelled(Task task, boolean shield) {
    if (task.cancellation == null) {
      return;
    }
    String why;
    guard.lock();
    try {
      why = shield && !task.abandoned ? null : task.cancellation;
      if (why != null && !task.abandoned) {
        task.cancellation = null;
      }
    } finally {
      guard.unlock();
    }
    if (why != null) {
      throw new PendingCancelled(why);
    }
  }

  /** Asks a task to stop. One that has not begun never will. Never blocks. */
  void cancel(Task task, String why) {
    Strand woken = null;
    boolean never = false;
    guard.lock();
    try {
      if (task.ended || task.abandoned) {
        return;
      }
      if (task.strand == null) {
        task.ended = true;
        never = true;
      } else if (PendingGroup.isShielded(task.group, null)) {
        task.heldBack = joined(task.heldBack, why);
      } else {
        task.cancellations++;
        woken = tell(task, why);
      }
    } finally {
      guard.unlock();
    }
    wake(woken);
    if (never) {
      task.rejected(why);
      gone(task);
    }
  }

  /** The task goes into a group. Returns how many times it was told to stop before. */
  int enter(Task task, PendingGroup group) {
    guard.lock();
    try {
      task.group = group;
      return task.cancellations;
    } finally {
      guard.unlock();
    }
  }

  /** Tells the task that runs {@code group} to stop, if it is in there and not shielded inside. */
  void interrupt(Task task, PendingGroup group, String why) {
    Strand woken = null;
    guard.lock();
    try {
      boolean reaches = task.group != null && task.group.isWithin(group);
      if (reaches && !task.ended && !PendingGroup.isShielded(task.group, group)) {
        woken = tell(task, why);
      }
    } finally {
      guard.unlock();
    }
    wake(woken);
  }

  /** How many times the task was told from outside to stop. */
  int cancellations(Task task) {
    guard.lock();
    try {
      return task.cancellations;
    } finally {
      guard.unlock();
    }
  }

  /**
   * The task leaves its innermost group for the one around it. What it was told for the group's
   * sake is taken back, if it was told no more than {@code before} times from outside to stop. What
   * was kept from it, it is told now.
   */
  void leave(Task task, @Nullable PendingGroup outer, int before) {
    guard.lock();
    try {
      task.group = outer;
      if (task.cancellations == before && !task.abandoned) {
        task.cancellation = null;
      }
      if (task.heldBack != null && !PendingGroup.isShielded(outer, null)) {
        task.cancellations++;
        task.cancellation = joined(task.cancellation, task.heldBack);
        task.heldBack = null;
      }
    } finally {
      guard.unlock();
    }
  }

  /**
   * Gives up on a task: its strand loses the baton, others go on. It is told to stop at each wait,
   * and whatever it does then is its own affair.
   *
   * @return false if it had ended
   */
  boolean abandon(Task task, String why) {
    Strand woken = null;
    Strand lost;
    boolean parked;
    guard.lock();
    try {
      if (task.ended || task.abandoned) {
        return false;
      }
      task.abandoned = true;
      task.cancellation = why;
      lost = task.strand;
      parked = task.waitingOn != null || ready.remove(task);
      task.waitingOn = null;
      if (lost != null) {
        lost.lost = true;
        home = home == lost ? null : home;
      }
      if (lost != null && holder == lost) {
        layDown();
        woken = assign();
      }
    } finally {
      guard.unlock();
    }
    wake(woken);
    if (parked) {
      wake(lost);
    }
    gone(task);
    return true;
  }

  /** A task has run to its end. */
  void ended(Task task) {
    boolean counted;
    guard.lock();
    try {
      task.ended = true;
      counted = !task.abandoned;
    } finally {
      guard.unlock();
    }
    if (counted) {
      gone(task);
    }
  }

  /** What a strand does next whose task has ended; null if it is to go idle, or to end. */
  @Nullable Task next(Strand strand) {
    Strand woken;
    guard.lock();
    try {
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
      strand.exit = ended || !pool.add(strand, strand == home);
      woken = assign();
    } finally {
      guard.unlock();
    }
    wake(woken);
    return null;
  }

  /** Takes no more new tasks; returns those that have not ended. */
  List<Task> close() {
    guard.lock();
    try {
      closed = true;
      return new ArrayList<>(live);
    } finally {
      guard.unlock();
    }
  }

  /** Whether no task is left. */
  boolean isQuiet() {
    guard.lock();
    try {
      return live.isEmpty();
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
    guard.lock();
    try {
      for (Task task : live) {
        if (task.pending == pending) {
          return task;
        }
      }
      return null;
    } finally {
      guard.unlock();
    }
  }

  /** What has the baton now; null if nothing runs. */
  @Nullable Task running() {
    guard.lock();
    try {
      return running;
    } finally {
      guard.unlock();
    }
  }

  private void gone(Task task) {
    guard.lock();
    boolean last;
    try {
      live.remove(task);
      last = closed && live.isEmpty();
    } finally {
      guard.unlock();
    }
    if (last) {
      caller.settle();
    }
  }

  /** Called under guard. */
  private @Nullable Strand tell(Task task, String why) {
    task.cancellation = joined(task.cancellation, why);
    TaskWait wait = task.waitingOn;
    return wait == null || wait.shield ? null : resume(task);
  }

  private static String joined(@Nullable String before, String why) {
    return before == null ? why : before + "\n" + why;
  }

  /** Called under guard. */
  private void layDown() {
    holder = null;
    running = null;
  }

  /** Gives the baton to the first of the queue if it is free. Called under guard. */
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
      strand = idleOrNew(task.backend);
      strand.next = task;
    }
    begin(task, strand);
    return strand;
  }

  /** Called under guard. */
  private void begin(Task task, Strand strand) {
    task.strand = strand;
    task.since = platform.nanos();
    holder = strand;
    running = task;
  }

  /** The first of the queue that was not cancelled before it began. Called under guard. */
  private @Nullable Task firstReady() {
    Task task = ready.peek();
    while (task != null && task.ended) {
      ready.remove();
      task = ready.peek();
    }
    return task;
  }

  /** Called under guard. */
  private Strand idleOrNew(Backend backend) {
    Strand strand = pool.take(backend);
    if (strand == null) {
      strands++;
      boolean replacesHome = home == null && backend == caller.backend();
      String name = replacesHome ? caller.name() : caller.name() + " (" + strands + ")";
      strand = new Strand(platform, backend, name);
      home = replacesHome ? strand : home;
    }
    return strand;
  }

  /** Makes a waiting task ready, or lets it go on if it kept the baton. Called under guard. */
  private @Nullable Strand resume(Task task) {
    TaskWait wait = task.waitingOn;
    task.waitingOn = null;
    if (wait != null && wait.keepsBaton) {
      return task.strand;
    }
    ready.add(task);
    return assign();
  }

  private static void wake(@Nullable Strand strand) {
    if (strand != null) {
      strand.wake();
    }
  }

  private static void park(@Nullable Strand strand) {
    if (strand != null) {
      strand.parker.park();
    }
  }
}
