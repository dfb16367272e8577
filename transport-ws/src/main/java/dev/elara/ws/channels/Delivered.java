package dev.elara.ws.channels;

import dev.elara.ws.wire.EncodedMessage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The last messages that were sent to a client, until it is known that they have arrived: what was
 * sent into a connection that broke is lost on the way, and only the client can say where.
 *
 * <p>Not thread-safe.
 */
final class Delivered {

  /** A message that was handed to a socket: the how manieth, and its size. */
  record Sent(EncodedMessage message, long number, long bytes) {}

  private final long mostBytes;
  private final int most;
  private final ArrayDeque<Sent> sent = new ArrayDeque<>();
  private long bytes;
  private @Nullable String arrived; // the last message before those
  private long asked = -1; // the last message before a ping that is not answered yet

  /** Nothing yet; the oldest go beyond those limits. */
  Delivered(long mostBytes, int most) {
    this.mostBytes = mostBytes;
    this.most = most;
  }

  void add(Sent message) {
    sent.add(message);
    bytes += message.bytes();
    while (sent.size() > 1 && (bytes > mostBytes || sent.size() > most)) {
      removeOldest();
    }
  }

  /** How many bytes all of them have. */
  long bytes() {
    return bytes;
  }

  private void removeOldest() {
    Sent oldest = sent.remove();
    bytes -= oldest.bytes();
    arrived = oldest.message().message().header().id();
  }

  /** The client is asked for an answer behind that message. */
  void pinged(long number) {
    if (asked < 0) {
      asked = number;
    }
  }

  /** It has answered, so what was sent before it was asked has arrived. */
  void ponged() {
    while (!sent.isEmpty() && sent.element().number() <= asked) {
      removeOldest();
    }
    asked = -1;
  }

  /**
   * Ends with the connection. What came before is kept: a page that has received a message may go
   * before it has drawn it, and ask for it once more.
   *
   * @param last the message that the client has received last, if it says so
   * @return what was sent after it, in order; empty if that is not known
   */
  List<EncodedMessage> lostAfter(@Nullable String last) {
    asked = -1;
    List<EncodedMessage> lost = new ArrayList<>();
    boolean isLater = last != null && last.equals(arrived);
    for (Sent one : sent) {
      if (isLater) {
        lost.add(one.message());
      }
      isLater |= one.message().message().header().id().equals(last);
    }
    for (EncodedMessage _ : lost) {
      bytes -= sent.removeLast().bytes();
    }
    return lost;
  }
}
