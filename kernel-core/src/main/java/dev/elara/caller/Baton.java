package dev.elara.caller;

import dev.elara.caller.platform.Platform;
import dev.elara.caller.platform.StrandHandle;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which task of a caller runs, and those that are ready to. Guarded by the scheduler's guard, but
 * for what says otherwise.
 */
final class Baton {

  /** What has it, since when on the platform's clock, and where. */
  record Running(Task task, long since, @Nullable StrandHandle strand) {}

  private final Caller caller;
  private final Platform platform;
  private final StrandPool pool;
  private final ReadyQueue ready = new ReadyQueue();
  private volatile @Nullable Strand holder; // written under guard
  private @Nullable Task running; // what the holder runs
  private long since; // when that got the baton, on the platform's clock
  private boolean open; // it is given out, for the caller has started

  Baton(Caller caller, Platform platform, StrandPool pool) {
    this.caller = caller;
    this.platform = platform;
    this.pool = pool;
  }

  /** Appends a task that has not begun. Any thread, no guard. */
  void append(Task task) {
    ready.add(task);
  }

  /** Appends a task that has. */
  void queue(Task task) {
    task.queued = true;
    ready.add(task);
  }

  /** Whether somebody has it. Any thread, no guard. */
  boolean isHeld() {
    return holder != null;
  }

  boolean isHeldBy(Strand strand) {
    return holder == strand;
  }

  /** What runs; null if nothing does. */
  @Nullable Task running() {
    return running;
  }

  /** For how long that has not waited, in nanoseconds. */
  long heldFor() {
    return running == null ? 0 : platform.nanos() - since;
  }

  /** What runs, since when and where; null if nothing does. */
  @Nullable Running held() {
    Strand strand = holder;
    return running == null
        ? null
        : new Running(running, since, strand == null ? null : strand.handle);
  }

  /** Lets it be given out from now on. */
  void open() {
    open = true;
  }

  /** What runs has let the others go first, and there are none. */
  void renew() {
    since = platform.nanos();
  }

  void layDown() {
    holder = null;
    running = null;
  }

  /**
   * Gives it to the first of the queue if it is free.
   *
   * @return the strand to wake after the guard; null if there is none
   */
  @Nullable Strand assign() {
    if (holder != null || !open) {
      return null;
    }
    Task task = first();
    if (task == null) {
      return null;
    }
    Strand strand = task.strand;
    if (strand == null) {
      strand = pool.idleOrNew(caller, task.backend);
      strand.next = task;
    }
    beginFirst(task, strand);
    return strand;
  }

  /** Gives it to the first of the queue on that strand. */
  void beginFirst(Task task, Strand strand) {
    ready.remove();
    begin(task, strand);
  }

  /** Gives it to a task on that strand. */
  void begin(Task task, Strand strand) {
    task.strand = strand;
    task.queued = false;
    if (holder != strand) {
      holder = strand;
    }
    running = task;
    since = platform.nanos();
  }

  /** The first of the queue that is still to run; null if there is none. */
  @Nullable Task first() {
    Task task = ready.peek();
    while (task != null && (task.ended || task.abandoned)) {
      ready.remove();
      task = ready.peek();
    }
    return task;
  }

  /** Whether nothing runs and nothing is ready. */
  boolean isQuiet() {
    return running == null && first() == null;
  }

  /** Those in the queue that are still to run, in order. */
  List<Task> queued() {
    List<Task> queued = ready.snapshot();
    queued.removeIf(task -> task.ended || task.abandoned);
    return queued;
  }
}
