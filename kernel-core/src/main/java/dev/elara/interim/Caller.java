package dev.elara.interim;

import dev.elara.caller.PendingCancelled;
import java.time.Duration;
import java.util.*;
import java.util.concurrent.*;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Stub. */
@SuppressWarnings("all")
public final class Caller {
  static final ThreadLocal<@Nullable Task> TASK = new ThreadLocal<>();
  static final ScheduledThreadPoolExecutor TIMER =
      new ScheduledThreadPoolExecutor(
          1,
          r -> {
            Thread t = new Thread(r);
            t.setDaemon(true);
            return t;
          });
  ReentrantLock baton = new ReentrantLock(true);
  final Pending<Boolean> stopping = new Pending<>(), stopped = new Pending<>();
  final Map<String, Caller> kids = new HashMap<>();
  final String name;

  public Caller(String name) {
    this.name = name;
  }

  static final class Task {
    final Caller caller;
    final Pending<Object> p = new Pending<>();
    @Nullable volatile String why;
    volatile boolean thrown, started;
    @Nullable Thread thread;

    Task(Caller c) {
      caller = c;
    }

    boolean cancel(String m) {
      why = m;
      if (!started) return false;
      synchronized (p) {
      }
      Thread t = thread;
      if (t != null && t.getState() == Thread.State.WAITING) t.interrupt();
      return true;
    }
  }

  public static Caller current() {
    return Objects.requireNonNull(TASK.get()).caller;
  }

  public static @Nullable Caller currentOrNull() {
    Task t = TASK.get();
    return t == null ? null : t.caller;
  }

  public static Pending<?> currentPending() {
    return Objects.requireNonNull(TASK.get()).p;
  }

  public synchronized Pending<?> callSoon(Action a) {
    Task t = new Task(this);
    t.p.task = t;
    if (stopping.done()) {
      t.p.finish(null, new PendingCancelled("the caller has been closed"));
      return t.p;
    }
    Thread th =
        new Thread(
            () -> {
              baton.lock();
              t.started = true;
              TASK.set(t);
              try {
                if (!t.p.done()) {
                  a.run();
                  t.p.finish(true, null);
                }
              } catch (Throwable e) {
                t.p.finish(null, e);
              } finally {
                baton.unlock();
              }
            },
            name);
    th.setDaemon(true);
    t.thread = th;
    th.start();
    long end = System.nanoTime() + 20_000_000;
    while (System.nanoTime() < end && th.isAlive() && !t.started && !baton.hasQueuedThread(th))
      Thread.onSpinWait();
    return t.p;
  }

  public void callDirect(Action a) {
    callSoon(a);
  }

  public Pending<?> callLater(Duration d, Action a) {
    Pending<Object> p = new Pending<>();
    TIMER.schedule(
        () -> {
          if (!p.done()) {
            callSoon(a);
            p.finish(true, null);
          }
        },
        d.toNanos(),
        TimeUnit.NANOSECONDS);
    return p;
  }

  public Pending<?> toThread(Action a) {
    return new Caller("worker").callSoon(a);
  }

  public synchronized Caller get(CallerOptions o) {
    return kids.computeIfAbsent(o.name(), Caller::new);
  }

  public void stop(boolean force) {
    stopping.setResult(true);
    stopped.setResult(true);
  }

  public Pending<Boolean> stopping() {
    return stopping;
  }

  public Pending<Boolean> stopped() {
    return stopped;
  }

  public void abandon(Pending<?> p, Throwable e) {
    baton = new ReentrantLock(true);
    p.finish(null, e);
  }
}
