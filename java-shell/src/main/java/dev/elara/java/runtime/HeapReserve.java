package dev.elara.java.runtime;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Memory set aside for the moment in which cells have taken all the rest: without it the kernel
 * could neither say so nor run the cell that gives memory back.
 *
 * <p>It is taken only once a quarter of the heap is in use, looked at after each garbage collection
 * and each cell, so that a small kernel stays small. It is given free when a cell or a thread fails
 * for want of memory, and when a cell ends with next to nothing left, as it may have caught that
 * error. Thread-safe.
 */
public final class HeapReserve {

  private static final long LARGEST = 32L << 20;

  /** Its part of the heap: one of so many. */
  private static final int PART = 8;

  /** How long the watch waits when there is no memory for it. */
  private static final Duration WHILE_FULL = Duration.ofMillis(200);

  private static volatile @Nullable HeapReserve ofProcess;

  private final long limit;
  private final LongSupplier used;
  private volatile byte @Nullable [] held;

  /**
   * A reserve in a heap of {@code limit} bytes at most.
   *
   * @param used how many are in use, garbage included
   */
  HeapReserve(long limit, LongSupplier used) {
    this.limit = limit;
    this.used = used;
  }

  /** Begins to keep one for this process, on a thread of its own. Never blocks. */
  public static void keep() {
    Runtime runtime = Runtime.getRuntime();
    var reserve =
        new HeapReserve(runtime.maxMemory(), () -> runtime.totalMemory() - runtime.freeMemory());
    ofProcess = reserve;
    Thread.ofPlatform().daemon().name("elara-reserve").start(reserve::watch);
  }

  /** Gives this process's reserve free if that error says that the heap is full. */
  static void release(Throwable thrown) {
    HeapReserve reserve = ofProcess;
    if (reserve != null && thrown instanceof OutOfMemoryError) {
      reserve.release();
    }
  }

  /**
   * A cell has ended: gives this process's reserve free if it left the heap full, but did not fail
   * for that; takes it if it is time to.
   */
  static void cellEnded() {
    HeapReserve reserve = ofProcess;
    if (reserve != null && reserve.look()) {
      reserve.release();
    }
  }

  /** Whether it is there. */
  boolean isHeld() {
    return held != null;
  }

  void release() {
    held = null;
  }

  /** Takes it if it is time to; true if the heap is full though it is held. */
  boolean look() {
    long inUse = used.getAsLong();
    if (held == null && inUse > limit / 4 && inUse < limit - 2 * size()) {
      held = new byte[(int) size()];
      inUse += size();
    }
    return held != null && inUse > limit - size();
  }

  private long size() {
    return Math.min(LARGEST, limit / PART);
  }

  private void watch() {
    var collected = new ReferenceQueue<Object>();
    try {
      while (true) {
        try {
          awaitCollection(collected);
          look();
        } catch (OutOfMemoryError _) {
          // Not even for this; what fills the heap is about to fail as well.
          Thread.sleep(WHILE_FULL);
        }
      }
    } catch (InterruptedException _) {
      // Nobody interrupts this thread; if somebody does, it is over.
    }
  }

  private static void awaitCollection(ReferenceQueue<Object> collected)
      throws InterruptedException {
    var next = new WeakReference<>(new Object(), collected);
    try {
      collected.remove();
    } finally {
      Reference.reachabilityFence(next);
    }
  }
}
