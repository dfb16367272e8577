package dev.elara.caller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elara.caller.platform.JvmPlatform;
import dev.elara.caller.platform.Platform;
import dev.elara.caller.platform.Platforms;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Rule 56: a task that holds its caller too long can be found. */
@Timeout(120)
class HoldWatchTest {

  /** A clock that the test moves, also while a task runs. */
  private static final class Clock extends JvmPlatform {

    private record Alarm(long due, Runnable wake) {}

    private final PriorityQueue<Alarm> alarms =
        new PriorityQueue<>(Comparator.comparingLong(Alarm::due));
    private final List<String> reports = new ArrayList<>();
    private long now = 1;

    @Override
    public synchronized long nanos() {
      return now;
    }

    @Override
    public synchronized Runnable after(long nanos, Runnable wake) {
      Alarm alarm = new Alarm(now + nanos, wake);
      alarms.add(alarm);
      return () -> remove(alarm);
    }

    private synchronized void remove(Alarm alarm) {
      alarms.remove(alarm);
    }

    @Override
    public synchronized void report(String what, Throwable failure) {
      reports.add(what + " " + failure.getMessage());
    }

    synchronized List<String> reports() {
      return List.copyOf(reports);
    }

    synchronized boolean isIdle() {
      return alarms.isEmpty();
    }

    void advance(int millis) {
      long end = nanos() + Duration.ofMillis(millis).toNanos();
      for (Alarm alarm = next(end); alarm != null; alarm = next(end)) {
        alarm.wake.run();
      }
    }

    private synchronized Alarm next(long end) {
      Alarm alarm = alarms.peek();
      boolean due = alarm != null && alarm.due <= end;
      now = due ? alarm.due : end;
      return due ? alarms.remove() : null;
    }
  }

  private final Platform before = Platforms.current();
  private final Clock clock = new Clock();
  private Caller caller;

  @BeforeEach
  void makeCaller() {
    Platforms.install(clock);
    CallerOptions options = CallerOptions.named("watched").holdLimit(Duration.ofMillis(100));
    caller = Caller.of(Modifier.NEW_THREAD, options);
    caller.started().waitSync();
  }

  @AfterEach
  void stopCaller() {
    caller.stop();
    caller.stopped().waitSync();
    Platforms.install(before);
  }

  private static void spin(CountDownLatch begun, CountDownLatch end) throws InterruptedException {
    begun.countDown();
    end.await();
  }

  /** A task that holds the caller while the clock goes on by so much. */
  private void hold(Caller held, int millis) throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    Pending<?> holding = held.callSoon(() -> spin(begun, end));
    begun.await();
    clock.advance(millis);
    end.countDown();
    holding.waitSync();
  }

  @Test
  void theStackOfATaskThatHoldsItsCallerTooLongIsReportedOnce() throws Exception {
    hold(caller, 1000);
    assertThat(clock.reports()).hasSize(1);
    assertThat(clock.reports().getFirst())
        .startsWith("Caller 'watched' has been held for ")
        .contains("HoldWatchTest.spin(HoldWatchTest.java:");
  }

  @Test
  void aTaskThatEndsInTimeIsNotReported() throws Exception {
    for (int i = 0; i < 20; i++) {
      hold(caller, 60);
    }
    assertThat(clock.reports()).isEmpty();
  }

  @Test
  void aTaskThatWaitsDoesNotHoldItsCaller() {
    Pending<Integer> gate = new Pending<>();
    Pending<Integer> waiting = caller.callSoon(() -> gate.await());
    while (caller.activity().waiting() == 0 || !caller.activity().held().isZero()) {
      Thread.onSpinWait();
    }
    clock.advance(10_000);
    gate.setResult(1);
    assertThat(waiting.waitSync()).isEqualTo(1);
    assertThat(clock.reports()).isEmpty();
  }

  @Test
  void whoHoldsItAgainIsReportedAgainAndChildrenAreWatchedToo() throws Exception {
    hold(caller, 500);
    hold(caller, 500);
    Caller child = caller.get(CallerOptions.named("child"));
    hold(child, 500);
    assertThat(clock.reports()).hasSize(3);
    assertThat(clock.reports().getLast()).startsWith("Caller 'child' has been held");
  }

  @Test
  void theWatchEndsWithTheCaller() {
    caller.stop();
    caller.stopped().waitSync();
    clock.advance(10_000);
    assertThat(clock.isIdle()).isTrue();
  }
}
