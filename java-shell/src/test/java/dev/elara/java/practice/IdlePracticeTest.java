package dev.elara.java.practice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class IdlePracticeTest {

  private static final long MILLI = Duration.ofMillis(1).toNanos();

  private final Idleness idleness = new Idleness();
  private final AtomicLong cpu = new AtomicLong();
  private final AtomicInteger cells = new AtomicInteger();
  private FutureTask<Boolean> run;
  private Thread thread;
  private final IdlePractice practice = new IdlePractice(idleness, cpu::get);

  @Test
  void itEndsAfterItsTimeThoughCellsKeepComingFaster() throws InterruptedException {
    asked();
    practice.run(() -> cell(100_000 * MILLI / (2_000 + cells.get())));
    long before = cpu.get() - 50 * MILLI;
    assertThat(before).isLessThan(IdlePractice.MOST.toNanos());
    assertThat(cpu.get()).isGreaterThanOrEqualTo(IdlePractice.MOST.toNanos());
  }

  @Test
  void itEndsWhenThreeRoundsInARowHaveGainedNothing() throws InterruptedException {
    asked();
    practice.run(() -> cell(MILLI));
    assertThat(cells).hasValue(4 * IdlePractice.CELLS_OF_A_ROUND);
  }

  @Test
  void aRoundWithoutGainBetweenOthersDoesNotEndIt() throws InterruptedException {
    asked();
    practice.run(() -> cell(cells.get() < 2 * IdlePractice.CELLS_OF_A_ROUND ? 2 * MILLI : MILLI));
    assertThat(cells).hasValue(6 * IdlePractice.CELLS_OF_A_ROUND);
  }

  @Test
  void aKernelThatNobodyHasAskedForAnythingPractisesForASecond() throws Exception {
    begin(10 * MILLI);
    untilItWaits();
    assertThat(cpu).hasValue(IdlePractice.UNASKED.toNanos());
    asked();
    run.get(60, TimeUnit.SECONDS);
    assertThat(cells).hasValue(4 * IdlePractice.CELLS_OF_A_ROUND);
  }

  @Test
  void noCellBeginsWhileTheKernelIsAskedForSomething() throws Exception {
    idleness.began();
    idleness.began();
    idleness.ended();
    begin(MILLI);
    untilItWaits();
    assertThat(cells).hasValue(0);
    idleness.ended();
    run.get(60, TimeUnit.SECONDS);
    assertThat(cells).hasValue(4 * IdlePractice.CELLS_OF_A_ROUND);
  }

  /** As a request that has been answered. */
  private void asked() {
    idleness.began();
    idleness.ended();
  }

  private int cell(long takes) {
    cells.incrementAndGet();
    cpu.addAndGet(takes);
    return 10;
  }

  private void begin(long cellTakes) {
    run =
        new FutureTask<>(() -> {
          practice.run(() -> cell(cellTakes));
          return true;
        });
    thread = Thread.ofPlatform().daemon().start(run);
  }

  /** Until it waits for the kernel, or has ended without. */
  private void untilItWaits() {
    while (thread.getState() != Thread.State.WAITING && !run.isDone()) {
      Thread.onSpinWait();
    }
    assertThat(run).isNotDone();
  }
}
