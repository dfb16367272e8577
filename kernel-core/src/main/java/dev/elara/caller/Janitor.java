package dev.elara.caller;

import dev.elara.caller.platform.Guard;
import dev.elara.caller.platform.Platform;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Stops idle workers after a while: one timer for a caller and all its descendants. */
final class Janitor {

  private final Platform platform;
  private final Guard guard;
  private final List<WeakReference<Workers>> watched = new ArrayList<>(); // guarded by guard
  private @Nullable Runnable alarm; // guarded by guard; takes the timer back
  private boolean closed; // guarded by guard

  Janitor(Platform platform) {
    this.platform = platform;
    guard = platform.guard();
  }

  /** Looks after these from now on, as long as some of them are idle. */
  void watch(Workers workers) {
    long delay = Durations.nanos(workers.idleTime());
    if (delay == 0) {
      return;
    }
    guard.lock();
    try {
      if (!watches(workers)) {
        watched.add(new WeakReference<>(workers));
      }
      schedule(delay);
    } finally {
      guard.unlock();
    }
  }

  /** Looks after nobody any more. */
  void close() {
    guard.lock();
    try {
      closed = true;
      watched.clear();
      if (alarm != null) {
        alarm.run();
      }
    } finally {
      guard.unlock();
    }
  }

  /** Called under guard. */
  private boolean watches(Workers workers) {
    for (WeakReference<Workers> reference : watched) {
      if (reference.get() == workers) {
        return true;
      }
    }
    return false;
  }

  /** Called under guard. */
  private void schedule(long delay) {
    if (alarm == null && !closed) {
      alarm = platform.after(delay, this::sweep);
    }
  }

  private void sweep() {
    List<WeakReference<Workers>> all;
    guard.lock();
    try {
      all = List.copyOf(watched);
      watched.clear();
      alarm = null;
    } finally {
      guard.unlock();
    }
    for (WeakReference<Workers> reference : all) {
      Workers workers = reference.get();
      if (workers != null) {
        sweep(workers);
      }
    }
  }

  private void sweep(Workers workers) {
    long next = workers.stopIdle(platform.nanos());
    if (next < 0) {
      return;
    }
    guard.lock();
    try {
      watched.add(new WeakReference<>(workers));
      schedule(next);
    } finally {
      guard.unlock();
    }
  }
}
