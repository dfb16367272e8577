package dev.elara.cli.server;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Kernels that are started before anyone asks for them, like the one that was asked for last.
 *
 * <p>One is kept ahead. While kernels are asked for shortly after one another there are as many as
 * were asked for within {@link #WINDOW}, but never more than {@link #MOST}; after {@link #CALM}
 * without a question it is one again.
 *
 * <p>Thread-safe.
 *
 * @param <K> what a kernel must be like to fit
 * @param <T> a kernel
 */
final class Spares<K, T> implements AutoCloseable {

  /** Of all kinds together: each takes about as much memory as a kernel that has run one cell. */
  static final int MOST = 3;

  /** Who asks twice within this may ask a third time. */
  static final Duration WINDOW = Duration.ofSeconds(10);

  /** After this nobody is likely to ask for several at once. */
  static final Duration CALM = Duration.ofMinutes(1);

  /** Starts and ends kernels. */
  interface Maker<K, T> {

    /** Starts one; blocks until it is there. */
    T make(K like) throws IOException;

    /** Whether it can still be used. */
    boolean isAlive(T kernel);

    /** Ends one that nobody needs; done when it has ended. */
    CompletableFuture<Void> end(T kernel);
  }

  /** Runs a task some time later. */
  interface Later {
    void run(Duration delay, Runnable task);
  }

  private record Spare<K, T>(K like, CompletableFuture<T> kernel) {}

  private final Maker<K, T> maker;
  private final Executor threads;
  private final Later later;
  private final LongSupplier nanoClock;
  private final Deque<Spare<K, T>> spares = new ArrayDeque<>(); // guarded by this; oldest first
  private final Deque<Long> asked = new ArrayDeque<>(); // guarded by this: when, oldest first
  private boolean closed; // guarded by this

  /**
   * None yet.
   *
   * @param threads on which kernels are started
   */
  Spares(Maker<K, T> maker, Executor threads, Later later, LongSupplier nanoClock) {
    this.maker = maker;
    this.threads = threads;
    this.later = later;
    this.nanoClock = nanoClock;
  }

  /**
   * One that fits, or null. Waits for one that is being started: that takes less time than to start
   * another.
   */
  @Nullable T take(K like) {
    for (var spare = remove(like); spare != null; spare = remove(like)) {
      T ready = outcome(spare);
      if (ready != null && maker.isAlive(ready)) {
        return ready;
      }
    }
    return null;
  }

  private synchronized @Nullable CompletableFuture<T> remove(K like) {
    for (Spare<K, T> one : spares) {
      if (one.like().equals(like)) {
        spares.remove(one);
        return one.kernel();
      }
    }
    return null;
  }

  /** Null if it could not be started; the maker has said why. */
  private @Nullable T outcome(CompletableFuture<T> kernel) {
    try {
      return kernel.join();
    } catch (CompletionException failed) {
      return null;
    }
  }

  /** Keeps one ahead, without anyone having asked yet. */
  void prepare(K like) {
    var _ = end(fill(like));
  }

  /** Somebody has got a kernel like this: starts what may be wanted next, and returns at once. */
  void asked(K like) {
    synchronized (this) {
      asked.add(nanoClock.getAsLong());
    }
    var _ = end(fill(like));
    later.run(CALM, this::calmDown);
  }

  /** Starts what is missing; what is too much, the oldest first, is left to the caller to end. */
  private synchronized List<Spare<K, T>> fill(K like) {
    if (closed) {
      return List.of();
    }
    spares.removeIf(one -> !isUsable(one));
    long fitting = spares.stream().filter(one -> one.like().equals(like)).count();
    for (long there = fitting; there < wanted(); there++) {
      spares.add(begin(like));
    }
    return removeBeyond(MOST);
  }

  private synchronized int wanted() {
    long now = nanoClock.getAsLong();
    asked.removeIf(when -> now - when > WINDOW.toNanos());
    return Math.clamp(asked.size(), 1, MOST);
  }

  private boolean isUsable(Spare<K, T> spare) {
    var kernel = spare.kernel();
    return !kernel.isDone() || (!kernel.isCompletedExceptionally() && maker.isAlive(kernel.join()));
  }

  private Spare<K, T> begin(K like) {
    var kernel = new CompletableFuture<T>();
    threads.execute(() -> {
      try {
        kernel.complete(maker.make(like));
      } catch (IOException | RuntimeException failed) {
        kernel.completeExceptionally(failed);
      }
    });
    return new Spare<>(like, kernel);
  }

  private synchronized List<Spare<K, T>> removeBeyond(int most) {
    List<Spare<K, T>> removed = new ArrayList<>();
    while (spares.size() > most) {
      removed.add(spares.remove());
    }
    return removed;
  }

  private void calmDown() {
    List<Spare<K, T>> unused = List.of();
    synchronized (this) {
      Long last = asked.peekLast();
      if (last == null || nanoClock.getAsLong() - last >= CALM.toNanos()) {
        unused = removeBeyond(1);
      }
    }
    var _ = end(unused);
  }

  /** Ends them as soon as they are there. */
  private CompletableFuture<Void> end(List<Spare<K, T>> unused) {
    return CompletableFuture.allOf(
        unused.stream()
            .map(one -> one.kernel().thenCompose(maker::end).exceptionally(_ -> null))
            .toArray(CompletableFuture[]::new));
  }

  /** Ends all, and waits for that. */
  @Override
  public void close() {
    List<Spare<K, T>> unused;
    synchronized (this) {
      closed = true;
      unused = removeBeyond(0);
    }
    end(unused).join();
  }
}
