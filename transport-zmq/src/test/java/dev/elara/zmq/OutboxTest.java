package dev.elara.zmq;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elara.message.Channel;
import dev.elara.zmq.Outbox.Letter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class OutboxTest {

  private static final Limits SMALL =
      new Limits(1, 1, 1, 100, 3, 1, 1, Duration.ZERO, Duration.ZERO);

  private final AtomicInteger wakes = new AtomicInteger();
  private final Outbox outbox = new Outbox(SMALL, wakes::incrementAndGet);

  @Test
  void lettersLeaveInTheOrderTheyCameWhateverTheirChannel() {
    List<Letter> letters =
        List.of(letter(Channel.IOPUB, 1), letter(Channel.SHELL, 1), letter(Channel.IOPUB, 1));
    letters.forEach(outbox::add);
    assertThat(List.of(outbox.take(), outbox.take(), outbox.take())).isEqualTo(letters);
    assertThat(outbox.take()).isNull();
  }

  @Test
  void anAnswerIsTakenBeforeTheOutputThatWaitsAndNeverWaitsForRoom() {
    outbox.add(letter(Channel.IOPUB, 100));
    Letter answer = letter(Channel.CONTROL, 100);
    assertThat(outbox.addAnswer(answer)).isTrue();
    assertThat(outbox.takeAnswer()).isSameAs(answer);
    assertThat(outbox.takeAnswer()).isNull();
    assertThat(outbox.take()).isNotNull();
  }

  @Test
  void anAnswerAloneWakesTheOwner() {
    assertThat(outbox.sleepIfEmpty()).isTrue();
    outbox.addAnswer(letter(Channel.CONTROL, 1));
    assertThat(wakes).hasValue(1);
    assertThat(outbox.sleepIfEmpty()).isFalse();
  }

  @Test
  void theOwnerIsWokenOncePerSleepAndOnlyIfAsleep() {
    outbox.add(letter(Channel.SHELL, 1));
    assertThat(wakes).hasValue(0);
    assertThat(outbox.sleepIfEmpty()).isFalse();
    outbox.take();
    assertThat(outbox.sleepIfEmpty()).isTrue();
    outbox.add(letter(Channel.SHELL, 1));
    outbox.add(letter(Channel.SHELL, 1));
    assertThat(wakes).hasValue(1);
  }

  @Test
  void whatIsHeldWakesTheOwnerOnceAtTheEnd() {
    assertThat(outbox.sleepIfEmpty()).isTrue();
    outbox.hold();
    outbox.hold();
    outbox.add(letter(Channel.IOPUB, 1));
    outbox.release();
    outbox.add(letter(Channel.SHELL, 1));
    assertThat(wakes).hasValue(0);
    outbox.release();
    assertThat(wakes).hasValue(1);
    outbox.hold();
    outbox.release();
    assertThat(wakes).hasValue(1);
  }

  @Test
  void aWriterThatWaitsForRoomWakesTheOwnerEvenIfHeld() throws InterruptedException {
    assertThat(outbox.sleepIfEmpty()).isTrue();
    outbox.hold();
    outbox.addOutput(letter(Channel.IOPUB, 100));
    Thread writer = Thread.ofPlatform().start(() -> outbox.addOutput(letter(Channel.IOPUB, 1)));
    awaitWaiting(writer);
    assertThat(wakes).hasValue(1);
    outbox.take();
    writer.join();
    outbox.release();
  }

  @Test
  void repliesNeverWaitForRoom() {
    for (int i = 0; i < 1_000; i++) {
      assertThat(outbox.add(letter(Channel.SHELL, 100))).isTrue();
    }
    assertThat(outbox.take()).isNotNull();
  }

  @Test
  void outputWaitsWhileTheBoxIsFullAndNoneIsLost() throws InterruptedException {
    Thread writer =
        Thread.ofPlatform()
            .start(() -> {
              for (int i = 1; i <= 10; i++) {
                outbox.addOutput(letter(Channel.IOPUB, i));
              }
            });
    awaitWaiting(writer);
    List<Integer> sizes = new ArrayList<>();
    while (sizes.size() < 10) {
      Letter letter = outbox.take();
      if (letter != null) {
        sizes.add(letter.bytes());
      }
    }
    writer.join();
    assertThat(sizes).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
  }

  @Test
  void oneLargeLetterFillsTheBoxByItsBytes() throws InterruptedException {
    outbox.addOutput(letter(Channel.IOPUB, 100));
    Thread writer = Thread.ofPlatform().start(() -> outbox.addOutput(letter(Channel.IOPUB, 1)));
    awaitWaiting(writer);
    outbox.take();
    writer.join();
    assertThat(outbox.take()).isNotNull();
  }

  @Test
  void anInterruptDoesNotLoseAWaitingLetterAndIsNotForgotten() throws InterruptedException {
    outbox.addOutput(letter(Channel.IOPUB, 100));
    boolean[] interrupted = new boolean[1];
    Thread writer =
        Thread.ofPlatform()
            .start(() -> {
              outbox.addOutput(letter(Channel.IOPUB, 7));
              interrupted[0] = Thread.currentThread().isInterrupted();
            });
    awaitWaiting(writer);
    writer.interrupt();
    outbox.take();
    writer.join();
    assertThat(interrupted[0]).isTrue();
    assertThat(outbox.take().bytes()).isEqualTo(7);
  }

  @Test
  void closingLetsWritersGoAndKeepsWhatIsInTheBox() throws InterruptedException {
    outbox.addOutput(letter(Channel.IOPUB, 100));
    boolean[] taken = {true};
    Thread writer =
        Thread.ofPlatform().start(() -> taken[0] = outbox.addOutput(letter(Channel.IOPUB, 1)));
    awaitWaiting(writer);
    outbox.close();
    writer.join();
    assertThat(taken[0]).isFalse();
    assertThat(outbox.add(letter(Channel.SHELL, 1))).isFalse();
    assertThat(outbox.sleepIfEmpty()).isFalse();
    assertThat(outbox.take().bytes()).isEqualTo(100);
    assertThat(wakes).hasValue(1);
  }

  private static Letter letter(Channel channel, int bytes) {
    return Letter.of(channel, List.of(new byte[bytes]));
  }

  private static void awaitWaiting(Thread thread) {
    while (thread.getState() != Thread.State.WAITING) {
      assertThat(thread.isAlive()).isTrue();
      Thread.onSpinWait();
    }
  }
}
