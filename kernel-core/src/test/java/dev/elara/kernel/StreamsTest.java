package dev.elara.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elara.message.Header;
import dev.elara.message.MessageFactory;
import dev.elara.shell.StreamName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StreamsTest {

  private final List<String> sent = new ArrayList<>();
  private final FakeTimer timer = new FakeTimer();
  private final Streams streams = streams(1 << 20);

  private Streams streams(long limit) {
    var messages = new MessageFactory("s", "kernel", () -> Instant.EPOCH);
    Outbound outbound = new Outbound(messages, Log.NONE, Activity.UNHEARD);
    outbound.attach(m -> sent.add(m.content().get("name") + ":" + m.content().get("text")));
    return new Streams(outbound, new Header(Map.of("msg_id", "1")), timer, limit);
  }

  /** A clock that stands still until it is told to move. */
  private static final class FakeTimer implements Streams.Timer {
    private record Due(long millis, Runnable call) {}

    private final List<Due> due = new ArrayList<>();
    private long now;

    @Override
    public void after(long millis, Runnable call) {
      due.add(new Due(now + millis, call));
    }

    @Override
    public long nanos() {
      return now * 1_000_000;
    }

    void advance(long millis) {
      long end = now + millis;
      for (; now < end; now++) {
        for (Due one : List.copyOf(due)) {
          if (one.millis() <= now + 1) {
            due.remove(one);
            one.call().run();
          }
        }
      }
    }
  }

  @Test
  void theFirstTextLeavesWithinTenMilliseconds() {
    streams.write(StreamName.STDOUT, "a");
    streams.write(StreamName.STDOUT, "b");
    assertThat(sent).isEmpty();
    timer.advance(10);
    assertThat(sent).containsExactly("stdout:ab");
  }

  @Test
  void whileMoreIsComingABatchLeavesAtLeastEveryFiftyMilliseconds() {
    for (int i = 0; i < 200; i++) {
      streams.write(StreamName.STDOUT, "x");
      timer.advance(1);
    }
    assertThat(sent).hasSizeBetween(4, 6);
    assertThat(sent.subList(1, sent.size())).allSatisfy(t -> assertThat(t).hasSizeLessThan(60));
  }

  @Test
  void aPauseMakesTheNextTextTheFirstAgain() {
    streams.write(StreamName.STDOUT, "a");
    timer.advance(200);
    streams.write(StreamName.STDOUT, "b");
    timer.advance(10);
    assertThat(sent).containsExactly("stdout:a", "stdout:b");
  }

  @Test
  void aFullBatchLeavesAtOnce() {
    streams.write(StreamName.STDOUT, "x".repeat(Streams.BATCH_UNITS));
    assertThat(sent).hasSize(1);
  }

  @Test
  void aLongTextLeavesInBoundedMessagesAndNothingIsLost() {
    String text = "😀".repeat(5 * Streams.BATCH_UNITS);
    Streams roomy = streams(1 << 24);
    roomy.write(StreamName.STDOUT, "x" + text);
    assertThat(sent).hasSizeGreaterThan(2);
    StringBuilder all = new StringBuilder();
    for (String one : sent) {
      String part = one.substring("stdout:".length());
      assertThat(part.length()).isLessThanOrEqualTo(Streams.BATCH_UNITS);
      assertThat(Character.isLowSurrogate(part.charAt(0))).isFalse();
      all.append(part);
    }
    assertThat(all.toString()).isEqualTo("x" + text);
  }

  @Test
  void theHalvesOfACharacterWrittenApartLeaveTogether() {
    streams.write(StreamName.STDOUT, "a\ud83d");
    timer.advance(10);
    streams.write(StreamName.STDOUT, "\ude00b");
    streams.flush();
    assertThat(sent).containsExactly("stdout:a", "stdout:😀b");
  }

  @Test
  void thereIsNoMessageWithoutText() {
    streams.write(StreamName.STDOUT, "");
    streams.flush();
    streams.finish();
    timer.advance(100);
    assertThat(sent).isEmpty();
  }

  @Test
  void theLimitCountsBytesOfUtf8AndCutsBetweenCharacters() {
    Streams narrow = streams(7);
    narrow.write(StreamName.STDOUT, "aé😀😀");
    narrow.write(StreamName.STDERR, "more");
    narrow.finish();
    assertThat(sent)
        .containsExactly(
            "stdout:aé😀\n[The output of this cell has reached its limit of 7 bytes;"
                + " what follows is cut.]\n",
            "stderr:[6 characters of this cell's output were cut.]\n");
  }

  @Test
  void manyThreadsLoseNothingAndKeepTheirOwnOrder() throws InterruptedException {
    Streams roomy = streams(1 << 24);
    List<Thread> writers = new ArrayList<>();
    for (int t = 0; t < 4; t++) {
      String name = "abcd".substring(t, t + 1);
      writers.add(
          Thread.ofPlatform()
              .start(() -> {
                for (int i = 0; i < 20_000; i++) {
                  roomy.write(StreamName.STDOUT, name + i + ";");
                }
              }));
    }
    for (Thread writer : writers) {
      writer.join();
    }
    roomy.flush();
    int[] next = new int[4];
    StringBuilder all = new StringBuilder();
    sent.forEach(one -> all.append(one.substring("stdout:".length())));
    for (String item : all.toString().split(";", 0)) {
      int writer = item.charAt(0) - 'a';
      assertThat(Integer.parseInt(item.substring(1))).isEqualTo(next[writer]++);
    }
    assertThat(next).containsExactly(20_000, 20_000, 20_000, 20_000);
  }
}
