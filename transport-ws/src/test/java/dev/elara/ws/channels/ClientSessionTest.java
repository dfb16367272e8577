package dev.elara.ws.channels;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elara.message.Channel;
import dev.elara.message.Header;
import dev.elara.message.Message;
import dev.elara.ws.wire.Frame;
import dev.elara.ws.wire.Subprotocol;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ClientSessionTest {

  private static final ReplayLimits LIMITS =
      new ReplayLimits(10_000, 20_000, 20, 10_000, Duration.ofMinutes(10));

  private long now;
  private final ClientSession session = new ClientSession("s", LIMITS, () -> now);

  /** A socket whose thread is the test's. */
  private static final class FakeSocket implements ClientSocket {
    final List<Integer> sent = new ArrayList<>();
    final ArrayDeque<Consumer<Boolean>> unconfirmed = new ArrayDeque<>();
    boolean writable = true;
    boolean confirms = true;
    int closedWith;

    @Override
    public Subprotocol protocol() {
      return Subprotocol.DEFAULT;
    }

    @Override
    public void execute(Runnable task) {
      task.run();
    }

    @Override
    public boolean writable() {
      return writable;
    }

    @Override
    public void send(Frame frame, Consumer<Boolean> done) {
      String text = new String(frame.bytes(), StandardCharsets.UTF_8);
      int at = text.indexOf("\"n\":") + 4;
      sent.add(Integer.parseInt(text.substring(at, text.indexOf('}', at))));
      if (confirms) {
        done.accept(true);
      } else {
        unconfirmed.add(done);
      }
    }

    @Override
    public void close(int code, String reason) {
      closedWith = code;
    }
  }

  private static Message numbered(int n) {
    Header header = new Header(Map.of("msg_id", "m" + n, "msg_type", "stream"));
    return new Message(Channel.IOPUB, header, Header.NONE, Map.of(), Map.of("n", n), List.of());
  }

  private void send(int from, int to) {
    IntStream.range(from, to).forEach(n -> session.send(numbered(n)));
  }

  private static List<Integer> range(int from, int to) {
    return IntStream.range(from, to).boxed().toList();
  }

  @Test
  void aConnectedClientGetsEverythingInOrder() {
    FakeSocket socket = new FakeSocket();
    session.connected(socket, null);
    send(0, 50);
    assertThat(socket.sent).isEqualTo(range(0, 50));
  }

  @Test
  void whatIsSaidWhileAClientIsAwayIsReplayedToIt() {
    FakeSocket first = new FakeSocket();
    session.connected(first, null);
    send(0, 3);
    session.disconnected(first);
    send(3, 9);
    FakeSocket second = new FakeSocket();
    assertThat(session.connected(second, null)).isZero();
    assertThat(second.sent).isEqualTo(range(3, 9));
  }

  @Test
  void beyondTheLimitTheOldestAreDroppedAndCounted() {
    send(0, 25);
    FakeSocket socket = new FakeSocket();
    assertThat(session.connected(socket, null)).isEqualTo(5);
    assertThat(socket.sent).isEqualTo(range(5, 25));
  }

  @Test
  void whatASocketFailedToSendIsSentByTheNext() {
    FakeSocket first = new FakeSocket();
    first.confirms = false;
    session.connected(first, null);
    send(0, 4);
    first.unconfirmed.remove().accept(true);
    session.disconnected(first);
    FakeSocket second = new FakeSocket();
    session.connected(second, null);
    assertThat(second.sent).isEqualTo(range(1, 4));
  }

  @Test
  void whatWasLostOnTheWayIsSentAgainToAClientThatSaysWhatItReceivedLast() {
    FakeSocket broken = new FakeSocket();
    session.connected(broken, null);
    send(0, 6);
    session.disconnected(broken);
    send(6, 8);
    FakeSocket second = new FakeSocket();
    session.connected(second, "m3");
    assertThat(second.sent).isEqualTo(range(4, 8));
  }

  @Test
  void aClientMayReturnOnceMoreAndSayThatItHasLessThanBefore() {
    FakeSocket broken = new FakeSocket();
    session.connected(broken, null);
    send(0, 6);
    FakeSocket second = new FakeSocket();
    session.connected(second, "m3");
    send(6, 8);
    FakeSocket third = new FakeSocket();
    session.connected(third, "m3");
    FakeSocket fourth = new FakeSocket();
    session.connected(fourth, "m1");
    assertThat(second.sent).isEqualTo(range(4, 8));
    assertThat(third.sent).isEqualTo(range(4, 8));
    assertThat(fourth.sent).isEqualTo(range(2, 8));
  }

  @Test
  void aClientThatDoesNotSayWhatItReceivedGetsNothingTwice() {
    FakeSocket broken = new FakeSocket();
    session.connected(broken, null);
    send(0, 6);
    FakeSocket second = new FakeSocket();
    session.connected(second, null);
    FakeSocket third = new FakeSocket();
    session.connected(third, "never seen here");
    assertThat(second.sent).isEmpty();
    assertThat(third.sent).isEmpty();
  }

  @Test
  void whatAClientHasAnsweredBehindIsKeptNoLonger() {
    FakeSocket broken = new FakeSocket();
    session.connected(broken, null);
    send(0, 4);
    session.pinged(broken);
    send(4, 6);
    session.pinged(broken);
    session.ponged(broken);
    FakeSocket second = new FakeSocket();
    session.connected(second, "m1");
    assertThat(second.sent).as("m1 came before what is kept").isEmpty();
    send(6, 8);
    session.pinged(second);
    session.ponged(second);
    send(8, 10);
    FakeSocket third = new FakeSocket();
    session.connected(third, "m7");
    assertThat(third.sent)
        .as("m7 is the last that is known to have arrived")
        .isEqualTo(range(8, 10));
  }

  @Test
  void beyondTheLimitOnlyTheLastMessagesAreSentAgain() {
    FakeSocket broken = new FakeSocket();
    session.connected(broken, null);
    send(0, 30);
    FakeSocket second = new FakeSocket();
    session.connected(second, "m9");
    assertThat(second.sent).isEqualTo(range(10, 30));
    FakeSocket third = new FakeSocket();
    session.connected(third, "m8");
    assertThat(third.sent).isEmpty();
  }

  @Test
  void aClientThatReadsSlowlyIsWaitedFor() {
    FakeSocket socket = new FakeSocket();
    session.connected(socket, null);
    socket.writable = false;
    send(0, 10);
    assertThat(socket.sent).isEmpty();
    socket.writable = true;
    session.writable(socket);
    assertThat(socket.sent).isEqualTo(range(0, 10));
  }

  /** Sends to a client that reads nothing; returns how many messages it took. */
  private int sendUntilClosed(FakeSocket slow) {
    session.connected(slow, null);
    slow.writable = false;
    int n = 0;
    while (slow.closedWith == 0) {
      session.send(numbered(n++));
    }
    return n;
  }

  @Test
  void aClientThatReadsTooSlowlyIsClosedAndGetsTheRestOnReturn() {
    FakeSocket slow = new FakeSocket();
    int n = sendUntilClosed(slow);
    assertThat(slow.closedWith).isEqualTo(1013);
    FakeSocket returned = new FakeSocket();
    session.connected(returned, null);
    assertThat(returned.sent).isEqualTo(range(0, n)).isNotEmpty();
  }

  @Test
  void whatComesWhileASlowClientIsAwayDoesNotCountAgainstWhatWaitedBefore() {
    FakeSocket slow = new FakeSocket();
    session.connected(slow, null);
    slow.writable = false;
    send(0, 30);
    session.disconnected(slow);
    send(30, 50);
    FakeSocket returned = new FakeSocket();
    assertThat(session.connected(returned, null)).isZero();
    assertThat(returned.sent).isEqualTo(range(0, 50));
  }

  @Test
  void theBytesOfWhatWaitedBeforeDoNotCountAgainstWhatComesWhileItIsAway() {
    FakeSocket slow = new FakeSocket();
    int n = sendUntilClosed(slow);
    session.send(large(n++, 7_000));
    session.send(large(n++, 7_000));
    FakeSocket returned = new FakeSocket();
    assertThat(session.connected(returned, null)).isZero();
    assertThat(returned.sent).isEqualTo(range(0, n));
  }

  @Test
  void aClientThatReturnsToMuchHasTimeToReadIt() {
    send(0, 20);
    FakeSocket returned = new FakeSocket();
    returned.writable = false;
    session.connected(returned, null);
    while (returned.closedWith == 0) {
      send(20, 21);
    }
    FakeSocket again = new FakeSocket();
    again.writable = false;
    session.connected(again, null);
    send(21, 22);
    assertThat(again.closedWith).isZero();
    again.writable = true;
    session.writable(again);
    assertThat(again.sent).startsWith(0, 1, 2).endsWith(20, 21);
  }

  @Test
  void aMessageBeyondTheLimitIsSentIfItIsAlone() {
    FakeSocket socket = new FakeSocket();
    session.connected(socket, null);
    session.send(large(0, 50_000));
    assertThat(socket.sent).containsExactly(0);
    session.disconnected(socket);
    session.send(large(1, 50_000));
    FakeSocket returned = new FakeSocket();
    assertThat(session.connected(returned, null)).isZero();
    assertThat(returned.sent).containsExactly(1);
    assertThat(socket.closedWith + returned.closedWith).isZero();
  }

  private static Message large(int n, int characters) {
    Message message = numbered(n);
    return new Message(
        message.channel(),
        message.header(),
        message.parent(),
        Map.of("text", "x".repeat(characters)),
        message.content(),
        List.of());
  }

  @Test
  void aSecondConnectionReplacesTheFirst() {
    FakeSocket first = new FakeSocket();
    session.connected(first, null);
    FakeSocket second = new FakeSocket();
    session.connected(second, null);
    session.disconnected(first);
    send(0, 2);
    assertThat(first.closedWith).isEqualTo(1001);
    assertThat(second.sent).isEqualTo(range(0, 2));
  }

  @Test
  void aClientThatStaysAwayIsForgotten() {
    FakeSocket socket = new FakeSocket();
    session.connected(socket, null);
    now = Duration.ofMinutes(30).toNanos();
    assertThat(session.isForgotten()).isFalse();
    session.disconnected(socket);
    now += Duration.ofMinutes(10).toNanos();
    assertThat(session.isForgotten()).isFalse();
    now++;
    assertThat(session.isForgotten()).isTrue();
  }

  @Test
  void aConnectionIsClosedForGoodOnlyWhenAllIsSent() {
    var slow = new FakeSocket();
    session.connected(slow, null);
    slow.writable = false;
    send(0, 5);
    session.close(1000, "the end");
    assertThat(slow.closedWith).isZero();
    slow.writable = true;
    session.writable(slow);
    assertThat(slow.sent).isEqualTo(range(0, 5));
    assertThat(slow.closedWith).isEqualTo(1000);
  }

  @Test
  void whoReturnsAfterTheEndGetsWhatWasLeftAndIsClosedToo() {
    send(0, 5);
    session.close(1000, "the end");
    var returned = new FakeSocket();
    session.connected(returned, null);
    assertThat(returned.sent).isEqualTo(range(0, 5));
    assertThat(returned.closedWith).isEqualTo(1000);
  }
}
