package dev.elara.caller;

import dev.elara.caller.platform.Guard;
import dev.elara.caller.platform.Platform;
import dev.elara.caller.platform.Platforms;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Pendings in the order in which they complete; made by {@link Caller#asCompleted}.
 *
 * <p>To be gone through once, by one task or thread. {@link #hasNext} and {@link #next} wait: in a
 * task the caller goes on with others, elsewhere the thread blocks. Leave the iteration early with
 * {@link #close}, best by a {@code try} with resources; a failure closes it by itself.
 *
 * <pre>{@code
 * try (var completed = Caller.asCompleted(downloads)) {
 *   for (var download : completed) {
 *     if (isGood(download.result())) break;    // the others are cancelled
 *   }
 * }
 * }</pre>
 */
public final class Completions<P extends Pending<?>> implements Iterable<P>, AutoCloseable {

  private final Platform platform = Platforms.current();
  private final Guard guard = platform.guard();
  private final Consumer<Pending<?>> arrival = this::arrived;
  private final Iterator<P> source; // only the one who iterates comes here
  private final int limit;
  private final boolean cancelUnfinished;

  private final ArrayDeque<P> finished = new ArrayDeque<>(); // guarded by guard, like all below
  private final Set<P> unfinished = new LinkedHashSet<>();
  private @Nullable Wait waiting;
  private boolean ended; // nothing is drawn and nothing is waited for any more

  private Completions(Iterator<P> source, int limit, boolean cancelUnfinished) {
    this.source = source;
    this.limit = limit;
    this.cancelUnfinished = cancelUnfinished;
  }

  static <P extends Pending<?>> Completions<P> of(Iterable<P> items, CompletionOptions options) {
    if (!(items instanceof Collection<P> all)) {
      return of(items.iterator(), options);
    }
    all.forEach(Completions::refuseDeadlock);
    Completions<P> completions =
        new Completions<>(Collections.emptyIterator(), 0, options.cancelUnfinished());
    completions.watchAll(all);
    return completions;
  }

  static <P extends Pending<?>> Completions<P> of(Iterator<P> items, CompletionOptions options) {
    return new Completions<>(items, options.maxConcurrent(), options.cancelUnfinished());
  }

  /** Goes on where the iteration is; all iterators go through it together. */
  @Override
  public Iterator<P> iterator() {
    return new Iterator<P>() {
      @Override
      public boolean hasNext() {
        return Completions.this.hasNext();
      }

      @Override
      public P next() {
        return Completions.this.next();
      }
    };
  }

  /**
   * Draws as many as may be unfinished at once, and waits until one is done that was not given out
   * yet; false if there is none left. What the source throws comes out here.
   *
   * @throws PendingCancelled if the waiter is cancelled
   * @throws IllegalStateException if the source gives the pending the calling task runs in
   */
  public boolean hasNext() {
    boolean fine = false;
    try {
      draw();
      boolean found = awaitArrival();
      fine = true;
      return found;
    } finally {
      if (!fine) {
        close();
      }
    }
  }

  /**
   * The next one that is done; waits like {@link #hasNext}.
   *
   * @throws NoSuchElementException if there is none left
   */
  public P next() {
    if (hasNext()) {
      guard.lock();
      try {
        P next = finished.poll();
        if (next != null) {
          return next;
        }
      } finally {
        guard.unlock();
      }
    }
    throw new NoSuchElementException("All of the pendings were given out. Ask hasNext() first.");
  }

  /** Stops drawing and cancels those that are not done, unless told not to. Never blocks. */
  @Override
  public void close() {
    List<P> rest;
    guard.lock();
    try {
      ended = true;
      finished.clear();
      rest = new ArrayList<>(unfinished);
      unfinished.clear();
    } finally {
      guard.unlock();
    }
    for (P pending : rest) {
      int _ = pending.removeDoneCallback(arrival);
      if (cancelUnfinished) {
        pending.cancel("The others are not needed any more (asCompleted was left).");
      }
    }
  }

  /** Ends the iteration after that time; null never. Returns what takes that back. */
  Runnable endAfter(@Nullable Duration timeout) {
    if (timeout == null) {
      return () -> {};
    }
    long nanos = Durations.nanos(timeout);
    if (nanos > 0) {
      return platform.after(nanos, this::end);
    }
    end();
    return () -> {};
  }

  private void end() {
    Wait woken;
    guard.lock();
    try {
      ended = true;
      woken = waiting;
      waiting = null;
    } finally {
      guard.unlock();
    }
    wake(woken);
  }

  private void draw() {
    while (mayDraw() && source.hasNext()) {
      P pending = source.next();
      refuseDeadlock(pending);
      watch(pending);
    }
  }

  private boolean mayDraw() {
    guard.lock();
    try {
      return !ended && unfinished.size() < limit && finished.size() < limit;
    } finally {
      guard.unlock();
    }
  }

  private void watchAll(Collection<P> pendings) {
    unfinished.addAll(pendings); // nobody else knows of this yet
    new ArrayList<>(unfinished).forEach(pending -> pending.addDoneCallback(arrival));
  }

  private void watch(P pending) {
    boolean fresh;
    guard.lock();
    try {
      fresh = unfinished.add(pending);
    } finally {
      guard.unlock();
    }
    if (fresh) {
      pending.addDoneCallback(arrival);
    }
  }

  @SuppressWarnings("unchecked") // only what watch took in arrives
  private void arrived(Pending<?> pending) {
    Wait woken = null;
    guard.lock();
    try {
      if (unfinished.remove(pending)) {
        finished.add((P) pending);
        woken = waiting;
        waiting = null;
      }
    } finally {
      guard.unlock();
    }
    wake(woken);
  }

  private boolean awaitArrival() {
    while (true) {
      Wait wait = Wait.here(false);
      guard.lock();
      try {
        if (!finished.isEmpty()) {
          return true;
        }
        if (ended || unfinished.isEmpty()) {
          return false;
        }
        waiting = wait;
      } finally {
        guard.unlock();
      }
      wait.suspend();
    }
  }

  private static void wake(@Nullable Wait wait) {
    if (wait != null) {
      wait.wake();
    }
  }

  private static void refuseDeadlock(Pending<?> pending) {
    if (pending == Caller.currentPending()) {
      throw new IllegalStateException(
          "Waiting for the pending that this task itself runs in would deadlock: " + pending);
    }
  }
}
