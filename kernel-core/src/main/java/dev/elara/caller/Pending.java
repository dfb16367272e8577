package dev.elara.caller;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
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
 * @param <T> what comes; null is a result like any other
 */
public final class Pending<T extends @Nullable Object> extends Outcome<T> {

  private final Map<String, @Nullable Object> given;
  private final @Nullable Caller caller;
  private final @Nullable Object func;
  private final boolean isProtected;

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
    PendingWait.untilDone(this, options, false);
    return result();
  }

  /** Waits like {@link #await(AwaitOptions)}, but does not tell how it ended. */
  public void awaitDone(AwaitOptions options) {
    PendingWait.untilDone(this, options, false);
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
    PendingWait.untilDone(this, options, true);
    return result();
  }

  /** Whether there is an outcome. */
  public boolean done() {
    return isDone();
  }

  /** Whether it was cancelled; possibly before it is {@link #done}. */
  public boolean cancelled() {
    return cancellation() != null;
  }

  /**
   * The result, or what it failed with, thrown as it is. Never blocks.
   *
   * @throws PendingNotDone if there is no outcome yet
   * @throws PendingCancelled if it was cancelled
   */
  public T result() {
    Throwable thrown = exception();
    if (thrown != null) {
      throw Pending.<RuntimeException>asItIs(thrown);
    }
    return value();
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
    String why = cancellation();
    return why == null ? failure() : new PendingCancelled(why, failure());
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
    PendingWait.untilDone(this, AwaitOptions.DEFAULT, false);
  }

  /**
   * Says how to stop the work behind this. {@link #cancel} calls it with the message, each time,
   * and leaves it to that work to finish this.
   */
  public void setCanceller(Consumer<String> canceller) {
    tellOfCancelling(canceller);
  }

  /**
   * Calls back when this is done, in the thread that finishes it, in the order added; at once if it
   * is done already. What a callback throws is reported and the others still run.
   */
  public void addDoneCallback(Consumer<? super Pending<T>> callback) {
    if (!add(callback)) {
      call(callback);
    }
  }

  /** Takes a callback back. Returns how many times it had been added. */
  public int removeDoneCallback(Consumer<? super Pending<T>> callback) {
    return removeAll(callback);
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

  @Override
  Pending<T> self() {
    return this;
  }

  /** The caller whose call it is; null if it is nobody's. */
  @Nullable Caller caller() {
    return caller;
  }

  /** Lets a checked exception pass where the compiler expects none. */
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  static <E extends Throwable> E asItIs(Throwable thrown) throws E {
    throw (E) thrown;
  }
}
