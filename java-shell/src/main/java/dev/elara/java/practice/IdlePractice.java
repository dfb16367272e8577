package dev.elara.java.practice;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Runs cells of a {@link PracticeSession} while a kernel has nothing to do, until it has done so
 * for long enough or they take no less time any more. When the kernel is asked for something, a
 * cell that has begun ends, and the next one waits until the kernel is idle again. All durations
 * but {@link #QUIET} are CPU time of the thread that practises. Used by one thread.
 */
public final class IdlePractice {

  /**
   * For so long the kernel must have had nothing to do: cells sent one after another stay alone.
   */
  static final Duration QUIET = Duration.ofMillis(60);

  /** Before anyone has asked for anything: it may be a kernel kept ahead that nobody will need. */
  static final Duration UNASKED = Duration.ofSeconds(1);

  /** In all. */
  static final Duration MOST = Duration.ofSeconds(10);

  static final int CELLS_OF_A_ROUND = 80;

  /** A round that takes less than the best one by no more than this part has gained nothing. */
  private static final double GAIN = 0.03;

  private static final int ROUNDS_WITHOUT_GAIN = 3;

  private final Idleness idleness;
  private final LongSupplier cpuTime;

  /** Nanoseconds. */
  private long spent;

  /** For a kernel that {@code idleness} knows. */
  public IdlePractice(Idleness idleness) {
    this(idleness, cpuTime());
  }

  IdlePractice(Idleness idleness, LongSupplier cpuTime) {
    this.idleness = idleness;
    this.cpuTime = cpuTime;
  }

  private static LongSupplier cpuTime() {
    var threads = ManagementFactory.getThreadMXBean();
    return threads.isCurrentThreadCpuTimeSupported()
        ? threads::getCurrentThreadCpuTime
        : System::nanoTime;
  }

  /** Cells without end. */
  @FunctionalInterface
  interface Cells {
    /** Runs the next one and returns how long it is: what it takes should be about as much. */
    int runOne();
  }

  /**
   * Practises; blocks for as long as the kernel is used and it has not practised enough.
   *
   * @throws InterruptedException if the calling thread is interrupted
   * @throws IllegalStateException if a cell fails
   */
  public void run(PracticeSession session) throws InterruptedException {
    run(session::runOne);
  }

  void run(Cells cells) throws InterruptedException {
    double best = Double.MAX_VALUE;
    int without = 0;
    while (without < ROUNDS_WITHOUT_GAIN && spent < MOST.toNanos()) {
      long before = spent;
      long characters = 0;
      for (int i = 0; i < CELLS_OF_A_ROUND && spent < MOST.toNanos(); i++) {
        characters += runOne(cells);
      }
      double took = (double) (spent - before) / characters;
      without = took < best * (1 - GAIN) ? 0 : without + 1;
      best = Math.min(best, took);
    }
  }

  private int runOne(Cells cells) throws InterruptedException {
    if (spent >= UNASKED.toNanos()) {
      idleness.awaitAsked();
    }
    idleness.await(QUIET);
    long began = cpuTime.getAsLong();
    int characters = cells.runOne();
    spent += cpuTime.getAsLong() - began;
    return characters;
  }
}
