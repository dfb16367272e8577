package dev.elara.interim;

import dev.elara.caller.PendingCancelled;
import java.util.*;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Stub. */
public class Pending<T> {
  private boolean done, cancelled;
  private @Nullable T value;
  private @Nullable Throwable error;
  private List<Consumer<Pending<T>>> cbs = new ArrayList<>();
  Caller.@Nullable Task task;

  public synchronized boolean done() {
    return done;
  }

  public synchronized boolean cancelled() {
    return cancelled;
  }

  public boolean setResult(@Nullable T v) {
    return finish(v, null);
  }

  public boolean setException(Throwable e) {
    return finish(null, e);
  }

  boolean finish(@Nullable T v, @Nullable Throwable e) {
    List<Consumer<Pending<T>>> run;
    synchronized (this) {
      if (done) return false;
      done = true;
      value = v;
      error = e;
      if (e instanceof PendingCancelled) cancelled = true;
      run = cbs;
      cbs = new ArrayList<>();
      notifyAll();
    }
    run.forEach(c -> c.accept(this));
    return true;
  }

  public boolean cancel(@Nullable String m) {
    Caller.Task t = task;
    if (t != null) {
      if (t.cancel(String.valueOf(m))) return true;
    }
    return finish(null, new PendingCancelled(String.valueOf(m)));
  }

  public void addDoneCallback(Consumer<Pending<T>> c) {
    synchronized (this) {
      if (!done) {
        cbs.add(c);
        return;
      }
    }
    c.accept(this);
  }

  @SuppressWarnings("NullAway")
  public T await() {
    Caller.Task t = Caller.TASK.get();
    if (t != null) {
      t.caller.baton.unlock();
    }
    try {
      synchronized (this) {
        while (!done) {
          if (t != null && t.why != null) break;
          wait();
        }
      }
    } catch (InterruptedException e) {
      throw new PendingCancelled("interrupted");
    } finally {
      if (t != null) t.caller.baton.lock();
    }
    if (t != null && t.why != null && !t.thrown) {
      t.thrown = true;
      throw new PendingCancelled(t.why);
    }
    if (error instanceof RuntimeException r) throw r;
    if (error instanceof Error r) throw r;
    if (error != null) throw new RuntimeException(error);
    return value;
  }

  public T waitSync() {
    return await();
  }
}
