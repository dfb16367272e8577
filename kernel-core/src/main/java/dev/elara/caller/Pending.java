package dev.elara.caller;

import dev.elara.caller.platform.Guard;
import dev.elara.caller.platform.Platform;
import dev.elara.caller.platform.Platforms;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A result that will come: awaited in tasks while their caller goes on, waited for in plain
 * threads, cancelled from anywhere.
 *
 * <p>Thread-safe. Only {@link #await}, {@link #waitSync}, {@link #awaitDone} and {@link
 * #cancelAndWait} block.
 *
 * <pre>
 * OPEN ──────────────► DONE   setResult, setException; cancel without a canceller
 *   └──► CANCELLING ──►       cancel with a canceller; done when the canceller's work has ended
 * </pre>
 *
 * @param <T> what comes; null is a result like any other
 */
public final class Pending<T extends @Nullable Object> {

  private enum Phase {
    OPEN,
    CANCELLING,
    DONE
  }

  private final Platform platform = Platforms.current();
  private final Guard guard = platform.guard();
  private final Map<String, @Nullable Object> given;
  private final @Nullable Caller caller;
  private final @Nullable Object func;
  private final boolean isProtected;

  private volatile Phase phase = Phase.OPEN; // written under guard, by move
  private @Nullable T value; // guarded by guard, final once done; so is the next
  private @Nullable Throwable failure;
  private @Nullable String cancellation; // guarded by guard; why, a line for each message
  private @Nullable WaitList waits; // guarded by guard
  private List<Consumer<? super Pending<T>>> callbacks = List.of(); // guarded by guard
  private @Nullable Consumer<String> canceller; // guarded by guard
  private @Nullable Runnable firstly; // guarded by guard; our own, before anybody is woken

  /** A pending that somebody will finish by hand. */
  public Pending() {
    this(Map.of());
  }

  /** The same, with metadata for people and tools. */
  public Pending(Map<String, @Nullable Object> metadata) {
    this(metadata, null, null, false);
  }

  private Pending(
      Map<String, @Nullable Object> given,
      @Nullable Caller caller,
      @Nullable Object func,
      boolean isProtected) {
    this.given =
        given.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(given));
    this.caller = caller;
    this.func = func;
    this.isProtected = isProtected;
  }

  /** The pending of a call on that caller. */
  static <T extends @Nullable Object> Pending<T> ofCall(
      Caller caller, @Nullable Object func, Map<String, @Nullable Object> given) {
    return new Pending<>(given, caller, func, false);
  }

  /** A pending that ignores {@link #cancel}. */
  public static <T extends @Nullable Object> Pending<T> uncancellable(
      Map<String, @Nullable Object> metadata) {
    return new Pending<>(metadata, null, null, true);
  }

  /**
   * Waits for the result. In a task the caller goes on with others; elsewhere the thread blocks.
   *
   * @return the result
   * @throws PendingCancelled if this was cancelled, or the waiter was; in the latter case this is
   *     cancelled too
   * @throws IllegalStateException if this is the pending the calling task runs in
   */
  public T await() {
    return await(AwaitOptions.DEFAULT);
  }

  /**
   * The same for a limited time, after which this is cancelled.
   *
   * @throws PendingTimeout if it is not done by then
   */
  public T await(Duration timeout) {
    return await(AwaitOptions.DEFAULT.timeout(timeout));
  }

  /**
   * The same with options. What made it fail is thrown as it is, checked exceptions and errors too.
   */
  public T await(AwaitOptions options) {
    waitUntilDone(options, false);
    return result();
  }

  /** Waits like {@link #await(AwaitOptions)}, but does not tell how it ended. */
  public void awaitDone(AwaitOptions options) {
    waitUntilDone(options, false);
  }

  /**
   * Waits for the result and blocks the thread, in a task the whole caller with it.
   *
   * @throws IllegalStateException if the result can only come from the caller this would block
   */
  public T waitSync() {
    return waitSync(AwaitOptions.DEFAULT);
  }

  /** The same with options. */
  public T waitSync(AwaitOptions options) {
    waitUntilDone(options, true);
    return result();
  }

  /** Whether there is an outcome. */
  public boolean done() {
    return phase == Phase.DONE;
  }

  /** Whether it was cancelled; possibly before it is {@link #done}. */
  public boolean cancelled() {
    guard.lock();
    try {
      return cancellation != null;
    } finally {
      guard.unlock();
    }
  }

  /**
   * The result, or what it failed with, thrown as it is. Never blocks.
   *
   * @throws PendingNotDone if there is no outcome yet
   * @throws PendingCancelled if it was cancelled
   */
  @SuppressWarnings("NullAway") // a null result is the caller's business
  public T result() {
    Throwable thrown = exception();
    if (thrown != null) {
      throw Pending.<RuntimeException>asItIs(thrown);
    }
    return value;
  }

  /**
   * What it failed with, a {@link PendingCancelled} if it was cancelled, or null. Never blocks.
   *
   * @throws PendingNotDone if there is no outcome yet
   */
  public @Nullable Throwable exception() {
    if (!done()) {
      throw new PendingNotDone(this);
    }
    String why = cancellation;
    return why == null ? failure : new PendingCancelled(why, failure);
  }

  /** Finishes it with a result; false if that came too late. */
  public boolean setResult(@Nullable T result) {
    return finish(result, null);
  }

  /** Finishes it with a failure; false if that came too late. */
  public boolean setException(Throwable exception) {
    return finish(null, exception);
  }

  /**
   * Cancels it, unless it is done or ignores that. Done at once, or if there is a canceller when
   * that has ended its work with any outcome.
   *
   * @param message why; null if there is nothing to say
   * @return whether it is cancelled now
   */
  public boolean cancel(@Nullable String message) {
    return !isProtected && cancelAnyway(message);
  }

  /** {@link #cancel}s it and waits until it is done; throws nothing of what it ended with. */
  public void cancelAndWait(@Nullable String message) {
    cancel(message);
    waitUntilDone(AwaitOptions.DEFAULT, false);
  }

  /**
   * Says how to stop the work behind this. {@link #cancel} calls it with the message, each time,
   * and leaves it to that work to finish this.
   */
  public void setCanceller(Consumer<String> canceller) {
    String late;
    guard.lock();
    try {
      this.canceller = canceller;
      late = done() ? null : cancellation;
    } finally {
      guard.unlock();
    }
    if (late != null) {
      canceller.accept(late);
    }
  }

  /**
   * Calls back when this is done, in the thread that finishes it, in the order added; at once if it
   * is done already. What a callback throws is reported and the others still run.
   */
  public void addDoneCallback(Consumer<? super Pending<T>> callback) {
    guard.lock();
    try {
      if (!done()) {
        if (callbacks.isEmpty()) {
          callbacks = new ArrayList<>(2);
        }
        callbacks.add(callback);
        return;
      }
    } finally {
      guard.unlock();
    }
    call(callback);
  }

  /** Takes a callback back. Returns how many times it had been added. */
  public int removeDoneCallback(Consumer<? super Pending<T>> callback) {
    guard.lock();
    try {
      int before = callbacks.size();
      callbacks = new ArrayList<>(callbacks);
      callbacks.removeIf(other -> other.equals(callback));
      return before - callbacks.size();
    } finally {
      guard.unlock();
    }
  }

  /** What is known of its origin: {@code func}, {@code caller}, and what the user gave. */
  public Map<String, @Nullable Object> metadata() {
    if (caller == null) {
      return given;
    }
    Map<String, @Nullable Object> all = new LinkedHashMap<>(given);
    if (func != null) {
      all.putIfAbsent("func", func);
    }
    all.put("caller", caller);
    return Collections.unmodifiableMap(all);
  }

  @Override
  public String toString() {
    return PendingText.of(this);
  }

  /** Where it stands, for people. */
  String state() {
    boolean cancelled = cancelled();
    return switch (phase) {
      case OPEN -> "open";
      case CANCELLING -> "cancelling";
      case DONE -> cancelled ? "cancelled" : failure == null ? "done" : "failed";
    };
  }

  boolean cancelAnyway(@Nullable String message) {
    Consumer<String> stop;
    String why = message == null ? "" : message;
    guard.lock();
    try {
      if (done()) {
        return cancellation != null;
      }
      cancellation = joined(cancellation, why);
      move(Phase.CANCELLING);
      stop = canceller;
    } finally {
      guard.unlock();
    }
    if (stop == null) {
      finish(null, null);
    } else {
      stop.accept(why);
    }
    return true;
  }

  /** Runs {@code action} when this is done, before anybody hears of it; at once if it is. */
  void firstly(Runnable action) {
    guard.lock();
    try {
      if (!done()) {
        firstly = action;
        return;
      }
    } finally {
      guard.unlock();
    }
    action.run();
  }

  /**
   * Finishes it. A cancelled one stays cancelled; a failure while cleaning up becomes its cause.
   */
  boolean finish(@Nullable T result, @Nullable Throwable thrown) {
    List<Wait> waiting;
    List<Consumer<? super Pending<T>>> called;
    Runnable ours;
    boolean counts;
    guard.lock();
    try {
      if (done()) {
        return false;
      }
      counts = cancellation == null;
      value = counts ? result : null;
      failure = counts || !(thrown instanceof PendingCancelled) ? thrown : null;
      move(Phase.DONE);
      waiting = waits == null ? List.of() : waits.drain();
      waits = null;
      called = callbacks;
      callbacks = List.of();
      ours = firstly;
      firstly = null;
      canceller = null;
    } finally {
      guard.unlock();
    }
    if (ours != null) {
      ours.run();
    }
    waiting.forEach(Wait::wake);
    called.forEach(this::call);
    return counts;
  }

  private static String joined(@Nullable String before, String why) {
    if (before == null || before.isEmpty()) {
      return why;
    }
    boolean repeated = before.equals(why) || before.endsWith("\n" + why);
    return why.isEmpty() || repeated ? before : before + "\n" + why;
  }

  /** The one place where the phase changes. Called under guard. */
  private void move(Phase next) {
    if (phase != Phase.DONE) {
      phase = next;
    }
  }

  private void call(Consumer<? super Pending<T>> callback) {
    try {
      callback.accept(this);
    } catch (Throwable thrown) {
      platform.report("A done callback of a pending failed.", thrown);
    }
  }

  private void waitUntilDone(AwaitOptions options, boolean keepBaton) {
    Task me = Task.current();
    if (me != null) {
      refuseDeadlock(me, keepBaton);
    }
    try {
      Wait wait = newWait(me, options.shield(), keepBaton);
      if (add(wait)) {
        suspend(wait, options.timeout());
      }
    } catch (PendingCancelled cancelled) {
      if (!options.protect()) {
        cancel(cancelled.getMessage());
      }
      throw cancelled;
    }
    if (!done()) {
      PendingTimeout late = new PendingTimeout(timeoutOf(options), this);
      if (!options.protect()) {
        cancel(late.getMessage());
      }
      throw late;
    }
  }

  private static Duration timeoutOf(AwaitOptions options) {
    Duration timeout = options.timeout();
    return timeout == null ? Duration.ZERO : timeout;
  }

  private Wait newWait(@Nullable Task me, boolean shield, boolean keepBaton) {
    if (me == null) {
      return new ThreadWait(platform, false);
    }
    me.scheduler.checkCancelled(me, shield);
    return new TaskWait(me, shield, keepBaton);
  }

  private void suspend(Wait wait, @Nullable Duration timeout) {
    Runnable alarm =
        timeout == null ? () -> {} : platform.after(Durations.nanos(timeout), wait::wake);
    try {
      wait.suspend();
    } finally {
      alarm.run();
      remove(wait);
    }
  }

  private void refuseDeadlock(Task me, boolean keepBaton) {
    if (me.pending == this) {
      throw new IllegalStateException(
          "Waiting for the pending that this task itself runs in would deadlock: " + this);
    }
    boolean ours = caller == me.caller;
    if (keepBaton && ours && !done()) {
      throw new IllegalStateException(
          "waitSync() here would block the caller that has to produce the result, and deadlock."
              + " Use await(): "
              + this);
    }
  }

  private boolean add(Wait wait) {
    guard.lock();
    try {
      if (done()) {
        return false;
      }
      if (waits == null) {
        waits = new WaitList();
      }
      waits.add(wait);
      return true;
    } finally {
      guard.unlock();
    }
  }

  private void remove(Wait wait) {
    guard.lock();
    try {
      if (waits != null) {
        waits.remove(wait);
      }
    } finally {
      guard.unlock();
    }
  }

  /** Lets a checked exception pass where the compiler expects none. */
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  static <E extends Throwable> E asItIs(Throwable thrown) throws E {
    throw (E) thrown;
  }
}
