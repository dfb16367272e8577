package dev.elara.zmq;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class SidelineTest {

  private static final int LARGE = 1 << 20;

  private final RecordingLog log = new RecordingLog();
  private final List<String> done = Collections.synchronizedList(new ArrayList<>());
  private final Sideline sideline = new Sideline(6L * LARGE, 3L * LARGE, this::noteRoom, log);
  private final CountDownLatch release = new CountDownLatch(1);
  private final CountDownLatch room = new CountDownLatch(1);

  private void noteRoom() {
    done.add("room");
    room.countDown();
  }

  private static List<byte[]> from(String sender, int bytes) {
    return List.of(sender.getBytes(UTF_8), new byte[bytes]);
  }

  private boolean handle(String sender, int bytes, String name) {
    return sideline.handle(from(sender, bytes), () -> () -> done.add(name));
  }

  private void handleAndHold(String sender) {
    sideline.handle(from(sender, LARGE), () -> this::awaitRelease);
  }

  private void awaitRelease() {
    try {
      release.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Waits until all that was on the side is done. */
  private void awaitAll(String sender) throws InterruptedException {
    CountDownLatch last = new CountDownLatch(1);
    release.countDown();
    while (!sideline.handle(from(sender, LARGE), () -> last::countDown)) {
      Thread.onSpinWait(); // no room yet: what waits is being done
    }
    last.await();
  }

  @Test
  void aSmallMessageIsHandledHereAndNow() {
    handle("a", 10, "small");
    assertThat(done).containsExactly("small");
  }

  @Test
  void whatASenderSendsBehindALargeMessageWaitsAndWhatOthersSendDoesNot() throws Exception {
    handleAndHold("a");
    handle("a", LARGE, "second");
    handle("a", 10, "third");
    handle("b", 10, "other");
    assertThat(done).containsExactly("other");
    awaitAll("a");
    assertThat(done).containsExactly("other", "second", "third");
  }

  @Test
  void whatIsNoMessageDoesNotWaitBehindALargeOneAndNeedsNoRoom() throws Exception {
    handleAndHold("a");
    for (int i = 0; i < 10_000; i++) {
      boolean taken =
          sideline.handle(
              from("a", 10_000),
              () -> {
                done.add("no message");
                return null;
              });
      assertThat(taken).isTrue();
    }
    assertThat(done).hasSize(10_000).containsOnly("no message");
    awaitAll("a");
  }

  @Test
  void whenTooMuchWaitsMoreIsRefusedUntilThereIsRoom() throws Exception {
    handleAndHold("a");
    handle("a", 2 * LARGE, "a's second");
    handle("b", 3 * LARGE, "b's");
    assertThat(handle("c", LARGE, "refused")).isFalse();
    assertThat(handle("c", 10, "small")).isTrue();
    release.countDown();
    room.await();
    assertThat(handle("c", LARGE, "taken")).isTrue();
    awaitAll("c");
    assertThat(done).contains("small", "room", "taken").doesNotContain("refused");
  }

  @Test
  void whatOneSenderHasWaitingTakesNoRoomFromOthers() throws Exception {
    handleAndHold("a");
    handle("a", 2 * LARGE, "second");
    assertThat(handle("a", LARGE, "refused")).isFalse();
    assertThat(handle("a", 10, "refused")).isFalse();
    assertThat(handle("b", LARGE, "other")).isTrue();
    awaitAll("b");
    assertThat(done).contains("second", "other").doesNotContain("refused");
  }

  @Test
  void aMessageLargerThanAllRoomIsTakenWhenNothingElseWaits() {
    assertThat(handle("a", 9 * LARGE, "giant")).isTrue();
  }

  @Test
  void sendersTakeTurns() throws Exception {
    handleAndHold("a");
    handle("a", 10, "a's second");
    handle("a", 10, "a's third");
    handle("b", LARGE, "b's first");
    handle("b", 10, "b's second");
    awaitAll("a");
    assertThat(done).containsExactly("b's first", "a's second", "b's second", "a's third");
  }

  @Test
  void aFailureIsLoggedAndTheNextMessageIsHandled() throws Exception {
    sideline.handle(
        from("a", LARGE),
        () ->
            () -> {
              throw new IllegalStateException("broken");
            });
    handle("a", LARGE, "next");
    awaitAll("a");
    assertThat(done).containsExactly("next");
    assertThat(log.causes()).hasSize(1);
  }

  @Test
  void afterItWasClosedWhatWaitsIsDoneAndTheThreadHasEnded() throws Exception {
    CountDownLatch began = new CountDownLatch(1);
    var threads = new ArrayList<Thread>();
    sideline.handle(
        from("a", LARGE),
        () ->
            () -> {
              threads.add(Thread.currentThread());
              began.countDown();
            });
    handle("a", LARGE, "second");
    began.await();
    sideline.close();
    assertThat(threads.getFirst().isAlive()).isFalse();
    assertThat(done).containsExactly("second");
  }
}
