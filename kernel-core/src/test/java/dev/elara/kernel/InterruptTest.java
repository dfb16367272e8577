package dev.elara.kernel;

import static dev.elara.kernel.Session.content;
import static dev.elara.kernel.Session.first;
import static dev.elara.kernel.Session.reply;
import static dev.elara.kernel.Session.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.elara.caller.Pending;
import dev.elara.message.Channel;
import dev.elara.message.Message;
import dev.elara.shell.Execution;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InterruptTest {

  private final Session session = Session.started();
  private final CountDownLatch started = new CountDownLatch(1);

  @AfterEach
  void end() {
    session.close();
  }

  /** A cell that ends only when it is interrupted. */
  private void onWait(String code) {
    session.on(
        code,
        execution -> {
          started.countDown();
          return new Pending<String>().await();
        });
  }

  /** A cell that computes, and ends soon after it was asked to stop. */
  private void onSpin(String code) {
    session.on(
        code,
        execution -> {
          started.countDown();
          while (!execution.interrupted()) {
            Thread.onSpinWait();
          }
          throw new IllegalStateException("stopped");
        });
  }

  private Map<String, Object> interrupt() {
    Message request = session.send(Channel.CONTROL, "interrupt_request", Map.of());
    return reply(session.client.awaitIdle(request));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "// task\n", "// thread\n", "// thread name=Mine\n"})
  void aWaitingCellIsInterruptedInEachMode(String mode) {
    onWait("wait");
    Message cell = session.sendCell(mode + "wait");
    Session.await(started);
    assertThat(interrupt()).containsEntry("status", "ok");
    assertThat(reply(session.client.awaitIdle(cell)))
        .containsEntry("status", "error")
        .containsEntry("ename", "KernelInterrupt")
        .containsEntry("evalue", "The cell was interrupted.");
    assertThat(reply(session.run("next"))).containsEntry("status", "ok");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "// task\n", "// thread\n"})
  void aComputingCellIsInterruptedInEachMode(String mode) {
    onSpin("spin");
    Message cell = session.sendCell(mode + "spin");
    Session.await(started);
    interrupt();
    assertThat(reply(session.client.awaitIdle(cell))).containsEntry("ename", "KernelInterrupt");
    assertThat(reply(session.run("next"))).containsEntry("status", "ok");
  }

  @Test
  void cellsQueuedBehindAnInterruptedOneAreAbortedAndTheNextRuns() {
    onSpin("spin");
    session.sendCell("spin", "stop-on-error=false");
    Message queued = session.sendCell("queued");
    Session.await(started);
    interrupt();
    assertThat(reply(session.client.awaitIdle(queued))).containsEntry("ename", "Aborted");
    assertThat(reply(session.run("next"))).containsEntry("status", "ok");
  }

  @Test
  void aSilentCellIsNotInterrupted() {
    CountDownLatch release = new CountDownLatch(1);
    session.on(
        "silent",
        execution -> {
          started.countDown();
          Session.await(release);
          return execution.interrupted();
        });
    Message cell = session.send("execute_request", content("code", "silent", "silent", true));
    Session.await(started);
    interrupt();
    release.countDown();
    assertThat(reply(session.client.awaitIdle(cell))).containsEntry("status", "ok");
  }

  @Test
  void aCellThatEndsWellAllTheSameIsASuccess() {
    session.on(
        "ends well",
        execution -> {
          started.countDown();
          while (!execution.interrupted()) {
            Thread.onSpinWait();
          }
          return execution.interruptReason();
        });
    Message cell = session.sendCell("ends well");
    Session.await(started);
    interrupt();
    assertThat(reply(session.client.awaitIdle(cell))).containsEntry("status", "ok");
  }

  @Test
  void hooksRunOnceAndOnesTakenBackDoNotRun() {
    CountDownLatch hook = new CountDownLatch(1);
    session.on(
        "hooks",
        execution -> {
          execution
              .onInterrupt(() -> {
                throw new AssertionError("was taken back");
              })
              .run();
          execution.onInterrupt(hook::countDown);
          started.countDown();
          Session.await(hook);
          CountDownLatch late = new CountDownLatch(1);
          execution.onInterrupt(late::countDown);
          Session.await(late);
          throw new IllegalStateException("stopped");
        });
    Message cell = session.sendCell("hooks");
    Session.await(started);
    interrupt();
    assertThat(reply(session.client.awaitIdle(cell))).containsEntry("ename", "KernelInterrupt");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "// task\n", "// thread\n"})
  void aCellThatCannotBeStoppedIsReportedWithItsStackAndLeftBehind(String mode) {
    CountDownLatch never = new CountDownLatch(1);
    session.on(
        "stubborn",
        execution -> {
          started.countDown();
          awaitStubbornly(never);
          return "too late";
        });
    Message cell = session.sendCell(mode + "stubborn");
    Message queued = session.sendCell("queued");
    Session.await(started);
    interrupt();
    List<Message> heard = session.client.awaitIdle(cell);
    assertThat(reply(heard)).containsEntry("ename", "KernelInterrupt");
    assertThat(String.valueOf(reply(heard).get("evalue"))).contains("left behind");
    assertThat(text(heard, "stderr")).contains("It is here:\nCell ").contains(", line 1\n");
    session.client.awaitIdle(queued);
    assertThat(reply(session.run("next"))).containsEntry("status", "ok");
    never.countDown();
    assertThat(reply(session.run("after"))).containsEntry("status", "ok");
    assertThat(session.client.heardOf(cell)).isEqualTo(heard);
  }

  private static void awaitStubbornly(CountDownLatch latch) {
    while (latch.getCount() > 0) {
      try {
        latch.await();
      } catch (InterruptedException ignored) {
        // That is what stubborn means.
      }
    }
  }

  @Test
  void aCellThatTakesLongerThanItsTimeoutFails() {
    onWait("wait");
    Message cell = session.sendCell("wait", "timeout=0.05");
    Map<String, Object> reply = reply(session.client.awaitIdle(cell));
    assertThat(reply)
        .containsEntry("ename", "CellTimeout")
        .containsEntry("evalue", "The cell took longer than its tag 'timeout=0.05' allows.");
    assertThat(reply(session.run("next"))).containsEntry("status", "ok");
  }

  @Test
  void aThreadOfACellSeesTheInterruptToo() {
    CountDownLatch seen = new CountDownLatch(1);
    session.on(
        "thread",
        execution -> {
          Thread.ofPlatform()
              .start(() -> {
                Execution own = Execution.current();
                while (!own.interrupted()) {
                  Thread.onSpinWait();
                }
                seen.countDown();
              });
          started.countDown();
          Session.await(seen);
          throw new IllegalStateException("stopped");
        });
    Message cell = session.sendCell("thread");
    Session.await(started);
    session.kernel.interrupt();
    assertThat(reply(session.client.awaitIdle(cell))).containsEntry("ename", "KernelInterrupt");
  }

  @Test
  void aCellSentBeforeAnInterruptThatOvertookItIsAborted() {
    session.send(Channel.CONTROL, "interrupt_request", Map.of(), "date", "2026-11-21T10:00:00.2Z");
    Message cell =
        session.send(
            "execute_request", Map.of("code", "late"), "date", "2026-11-21T10:00:00.100000Z");
    assertThat(reply(session.client.awaitIdle(cell))).containsEntry("ename", "Aborted");
    assertThat(reply(session.run("next"))).containsEntry("status", "ok");
  }

  @Test
  void aCellSentAfterAnInterruptThatItOvertookIsSpared() {
    CountDownLatch release = new CountDownLatch(1);
    session.on(
        "spared",
        execution -> {
          started.countDown();
          Session.await(release);
          return execution.interrupted();
        });
    Message cell =
        session.send("execute_request", Map.of("code", "spared"), "date", "2026-11-21T10:00:01Z");
    Session.await(started);
    Message interrupt =
        session.send(
            Channel.CONTROL, "interrupt_request", Map.of(), "date", "2026-11-21T10:00:00.999Z");
    session.client.awaitIdle(interrupt);
    release.countDown();
    List<Message> heard = session.client.awaitIdle(cell);
    assertThat(reply(heard)).containsEntry("status", "ok");
    assertThat(String.valueOf(first(heard, "execute_result").content())).contains("false");
  }
}
