package dev.elara.java.runtime;

import java.util.Collections;
import java.util.Date;
import java.util.Map;
import java.util.Timer;
import java.util.TimerTask;
import java.util.WeakHashMap;

/**
 * Whose work the tasks of {@link Timer}s are: that of the cell that scheduled them, also when an
 * earlier cell made the timer. A task cannot be wrapped, because its user cancels it by itself; so
 * who scheduled it is kept aside until it runs.
 *
 * <p>Public because code of cells calls it; not for use by hand. Thread-safe.
 */
public final class CellTimers {

  private static final Map<TimerTask, CellTask.Owner> OWNERS =
      Collections.synchronizedMap(new WeakHashMap<>());

  private CellTimers() {}

  @CellCalls.InPlaceOf(Timer.class)
  public static void schedule(Timer timer, TimerTask task, long delay) {
    timer.schedule(owned(task), delay);
  }

  @CellCalls.InPlaceOf(Timer.class)
  public static void schedule(Timer timer, TimerTask task, Date time) {
    timer.schedule(owned(task), time);
  }

  @CellCalls.InPlaceOf(Timer.class)
  public static void schedule(Timer timer, TimerTask task, long delay, long period) {
    timer.schedule(owned(task), delay, period);
  }

  @CellCalls.InPlaceOf(Timer.class)
  public static void schedule(Timer timer, TimerTask task, Date first, long period) {
    timer.schedule(owned(task), first, period);
  }

  @CellCalls.InPlaceOf(Timer.class)
  public static void scheduleAtFixedRate(Timer timer, TimerTask task, long delay, long period) {
    timer.scheduleAtFixedRate(owned(task), delay, period);
  }

  @CellCalls.InPlaceOf(Timer.class)
  public static void scheduleAtFixedRate(Timer timer, TimerTask task, Date first, long period) {
    timer.scheduleAtFixedRate(owned(task), first, period);
  }

  /**
   * Called where the {@code run} of a cell's task begins: a timer's thread works for the cell that
   * scheduled the task, until it runs another one.
   */
  public static void runs(TimerTask task) {
    CellTask.Owner owner = OWNERS.get(task);
    if (owner != null && isTimer(Thread.currentThread())) {
      owner.adopt();
    }
  }

  private static boolean isTimer(Thread thread) {
    return thread.getClass().getName().equals("java.util.TimerThread");
  }

  private static TimerTask owned(TimerTask task) {
    CellTask.Owner owner = CellTask.Owner.current();
    if (owner != null) {
      OWNERS.put(task, owner);
    }
    return task;
  }
}
