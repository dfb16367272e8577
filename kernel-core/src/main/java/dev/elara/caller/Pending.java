package dev.elara.caller;

import dev.elara.caller.platform.Platform;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A result that will come: awaited from inside a caller while other tasks run, waited for from any
 * thread, cancelled from anywhere.
 *
 * <p>Thread-safe. The first of {@link #setResult}, {@link #setException} and {@link #cancel} wins.
 *
 * <pre>
 *            setResult / setException
 *   open ────────────────────────────────► done
 *     │ cancel (canceller or running task)   ▲
 *     └──────────► cancelling ───────────────┘ canceller or task has ended
 * </pre>
 *
 * @param <T> the type of the result
 */
public class Pending<T extends @Nullable Object> {

  private final Platform.Guard guard = Platform.current().guard();
  private volatile boolean done; // guarded by guard for writing
  private @Nullable T value; // guarded by guard until done
  private @Nullable Throwable error; // guarded by guard until done
  private volatile @Nullable String cancelMessage; // guarded by guard for writing
  private boolean claimed; // guarded by guard: somebody has won
  private @Nullable List<Consumer<? super Pending<T>>> callbacks; // guarded by guard
  private @Nullable Consumer<String> canceller; // guarded by guard
  private volatile boolean isProtected;
  private @Nullable Map<String, @Nullable Object> metadata; // guarded by guard

  /** A pending that somebody else will complete. */
  public Pending() {}

  /** Whether the outcome is there. */
  public final boolean done() {
    return done;
  }

  /** Whether it was cancelled; may be true before {@link #done}. */
  public final boolean cancelled() {
    return cancelMessage != null;
  }

  /** Why it was cancelled, several reasons a line each; null if it was not. */
  public final @Nullable String cancelMessage() {
    return cancelMessage;
  }

  /** Completes it; whether this call was the first to. */
  public final boolean setResult(T result) {
    return claim() && finish(result, null);
  }

  /** Completes it with what its waiters will see thrown; whether this call was the first to. */
  public final boolean setException(Throwable exception) {
    return claim() && finish(null, exception);
  }

  private boolean claim() {
    guard.lock();
    try {
      if (claimed || cancelMessage != null) {
        return false;
      }
      claimed = true;
      return true;
    } finally {
      guard.unlock();
    }
  }

  /** Cancels it; see {@link #cancel(String)}. */
  public final boolean cancel() {
    return cancel("cancelled");
  }

  /**
   * Marks it cancelled. Without anything to wind down it is done at once; a running task or a
   * canceller ends first. Never blocks.
   *
   * @param message why; added in a line of its own if it is being cancelled already
   * @return whether it is cancelled now; false if it was done before or is protected
   */
  public final boolean cancel(String message) {
    Consumer<String> wind;
    guard.lock();
    try {
      if (done || claimed || isProtected) {
        return cancelMessage != null;
      }
      boolean again = cancelMessage != null;
      cancelMessage = again ? cancelMessage + "\n" + message : message;
      if (again) {
        return true;
      }
      wind = canceller;
    } finally {
      guard.unlock();
    }
    if (!windDown(message)) {
      if (wind == null) {
        finishCancelled();
      } else {
        wind.accept(message);
        if (!hasWindDown()) {
          finishCancelled();
        }
      }
    }
    return true;
  }

  /** Overridden by tasks: whether something runs that will finish this pending later. */
  boolean windDown(String message) {
    return false;
  }

  private boolean hasWindDown() {
    return false;
  }

  final boolean finishCancelled() {
    return finish(null, new PendingCancelled(String.valueOf(cancelMessage)));
  }

  /** Cancels it and waits until it is done. Blocks as {@link #await()} does. */
  public final void cancelAndWait(String message) {
    cancel(message);
    await(AwaitOptions.DEFAULT.protecting().quiet());
  }

  /** Sets what is called on {@link #cancel} with the reason; it is done when that has ended. */
  public final void setCanceller(Consumer<String> canceller) {
    guard.lock();
    try {
      this.canceller = canceller;
    } finally {
      guard.unlock();
    }
  }

  /** Makes it ignore {@link #cancel}. */
  public final Pending<T> protect() {
    isProtected = true;
    return this;
  }

  final boolean finish(@Nullable T result, @Nullable Throwable failure) {
    List<Consumer<? super Pending<T>>> observers;
    guard.lock();
    try {
      if (done) {
        return false;
      }
      value = result;
      error = failure;
      claimed = true;
      done = true;
      observers = callbacks == null ? List.of() : callbacks;
      callbacks = null;
    } finally {
      guard.unlock();
    }
    for (var observer : observers) {
      observe(observer);
    }
    return true;
  }

  private void observe(Consumer<? super Pending<T>> observer) {
    try {
      observer.accept(this);
    } catch (Throwable thrown) {
      Failures.report("A callback of " + this + " failed.", thrown);
    }
  }

  /** Calls {@code callback} when it is done, in the thread that finishes it; at once if it is. */
  public final void addDoneCallback(Consumer<? super Pending<T>> callback) {
    guard.lock();
    try {
      if (!done) {
        if (callbacks == null) {
          callbacks = new ArrayList<>(2);
        }
        callbacks.add(callback);
        return;
      }
    } finally {
      guard.unlock();
    }
    observe(callback);
  }

  /** Takes a callback back; how often it had been added. */
  @SuppressWarnings("ReferenceEquality") // the very object that was added
  public final int removeDoneCallback(Consumer<? super Pending<T>> callback) {
    guard.lock();
    try {
      if (callbacks == null) {
        return 0;
      }
      int before = callbacks.size();
      callbacks.removeIf(added -> added == callback);
      return before - callbacks.size();
    } finally {
      guard.unlock();
    }
  }

  /** The result of a pending that is done; throws what its function threw. Never blocks. */
  public final T result() {
    Throwable failure = exception();
    if (failure != null) {
      throw Failures.sneak(failure);
    }
    return uncheckedValue();
  }

  @SuppressWarnings({"unchecked", "NullAway"})
  private T uncheckedValue() {
    return value;
  }

  /** What a pending that is done failed with, null if it has a result. Never blocks. */
  public final @Nullable Throwable exception() {
    if (!done) {
      throw new PendingNotDone("It is not done yet: " + this + ". Await it, or ask done() first.");
    }
    return error;
  }

  /**
   * Waits for the result: a task lets others run meanwhile, any other thread blocks.
   *
   * @throws PendingCancelled if it, or the waiting task, was cancelled
   */
  public final T await() {
    return await(AwaitOptions.DEFAULT);
  }

  /** As {@link #await()} with a limit; throws {@link PendingTimeout} and cancels this when past. */
  public final T await(Duration limit) {
    return await(AwaitOptions.DEFAULT.within(limit));
  }

  /** As {@link #await()}, in the way {@code options} say. */
  public final T await(AwaitOptions options) {
    return Waiting.await(this, options);
  }

  /** As {@link #await()}, for plain threads. */
  public final T waitSync() {
    return Waiting.waitSync(this, AwaitOptions.DEFAULT);
  }

  /** As {@link #await(Duration)}, for plain threads. */
  public final T waitSync(Duration limit) {
    return Waiting.waitSync(this, AwaitOptions.DEFAULT.within(limit));
  }

  /** What is known about it: {@code func}, {@code caller} and what the user added. A copy. */
  public final Map<String, @Nullable Object> metadata() {
    guard.lock();
    try {
      return metadata == null ? Map.of() : new LinkedHashMap<>(metadata);
    } finally {
      guard.unlock();
    }
  }

  /** Adds to {@link #metadata}. */
  public final void putMetadata(String key, @Nullable Object entry) {
    guard.lock();
    try {
      if (metadata == null) {
        metadata = new LinkedHashMap<>();
      }
      metadata.put(key, entry);
    } finally {
      guard.unlock();
    }
  }

  final T resultOrNull(boolean raise) {
    return raise || error == null ? result() : uncheckedNull();
  }

  @SuppressWarnings({"unchecked", "NullAway", "TypeParameterUnusedInFormals"})
  private static <N extends @Nullable Object> N uncheckedNull() {
    return (N) null;
  }

  @Override
  public String toString() {
    String state = done ? (error == null ? "done" : "failed") : "pending";
    if (cancelMessage != null) {
      state = done ? "cancelled" : "cancelling";
    }
    String about = String.valueOf(metadata());
    return "<Pending "
        + state
        + (about.length() > 80 ? " " + about.substring(0, 77) + "..." : " " + about)
        + ">";
  }
}
