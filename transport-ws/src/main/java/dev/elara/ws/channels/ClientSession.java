package dev.elara.ws.channels;

import dev.elara.kernel.ReplyAddress;
import dev.elara.message.Message;
import dev.elara.ws.wire.EncodedMessage;
import dev.elara.ws.wire.Frame;
import dev.elara.ws.wire.Subprotocol;
import java.util.ArrayDeque;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One client of one kernel, known by its {@code session_id}, and what waits for it: while it reads
 * slowly, and while it is away, up to the limits.
 *
 * <p>States: {@code AWAY ⇄ CONNECTED}. A second connection replaces the first. A message leaves the
 * queue when it is handed to the socket and comes back to its front if the socket fails to send it,
 * or if the client returns and says that it has not received it.
 *
 * <p>Thread-safe; never blocks.
 */
@SuppressWarnings("ReferenceEquality") // this socket, this message are meant, not equal ones
public final class ClientSession implements ReplyAddress {

  /** Close code of RFC 6455's registry: try again later. */
  static final int TRY_AGAIN_LATER = 1013;

  /** Close code: the client has gone elsewhere and stays away. */
  static final int GOING_AWAY = 1001;

  private final String id;
  private final ReplayLimits limits;
  private final LongSupplier nanoClock;
  private final ArrayDeque<EncodedMessage> waiting = new ArrayDeque<>(); // guarded by this
  private final ArrayDeque<Delivered.Sent> leaving = new ArrayDeque<>(); // guarded by this
  private final Delivered delivered; // guarded by this
  private long handed; // guarded by this: how many messages were handed to sockets
  private long waitingBytes; // guarded by this
  private long backlog; // guarded by this: of those bytes, what waited when it connected
  private long dropped; // guarded by this: since the last connection
  private @Nullable ClientSocket socket; // guarded by this
  private Subprotocol protocol = Subprotocol.V1; // guarded by this: the one spoken last
  private boolean pumping; // guarded by this: a pump of this socket is under way or scheduled
  private long awaySince; // guarded by this
  private int waitedBefore; // guarded by this: messages that waited when it went away
  private long bytesBefore; // guarded by this: and their bytes
  private @Nullable End end; // guarded by this: nothing comes any more

  /** How connections are closed once all has been sent. */
  private record End(int code, String reason) {}

  ClientSession(String id, ReplayLimits limits, LongSupplier nanoClock) {
    this.id = id;
    this.limits = limits;
    this.nanoClock = nanoClock;
    this.delivered = new Delivered(limits.recentBytes(), limits.messages());
    this.awaySince = nanoClock.getAsLong();
  }

  /** The client's {@code session_id}. */
  public String id() {
    return id;
  }

  @Override
  public void send(Message message) {
    offer(new EncodedMessage(message));
  }

  /** Takes a message for the client, now or when it returns. */
  void offer(EncodedMessage message) {
    ClientSocket slow;
    synchronized (this) {
      waiting.add(message);
      waitingBytes += bytes(message);
      slow = socket;
      if (slow == null) {
        dropOldest();
        return;
      }
      if (waitingBytes <= backlog + limits.slowBytes() || waiting.size() == 1) {
        schedulePump(slow);
        return;
      }
    }
    slow.close(
        TRY_AGAIN_LATER,
        "more than "
            + limits.slowBytes()
            + " bytes wait for this client; they follow when it returns");
    disconnected(slow);
  }

  private synchronized void dropOldest() {
    int most = waitedBefore + limits.messages();
    long mostBytes = bytesBefore + limits.awayBytes();
    while (waiting.size() > 1 && (waiting.size() > most || waitingBytes > mostBytes)) {
      waitingBytes -= bytes(waiting.remove());
      dropped++;
    }
  }

  private synchronized long bytes(EncodedMessage message) {
    return message.frame(protocol).bytes().length;
  }

  /**
   * The client is there: what waits is sent to it.
   *
   * @param last the id of the last message that it has received before, if it says so: what was
   *     sent after that is sent once more
   * @return how many messages were dropped while it was away
   */
  long connected(ClientSocket arrived, @Nullable String last) {
    ClientSocket before;
    long lost;
    synchronized (this) {
      before = socket;
      putBack();
      delivered.lostAfter(last).reversed().forEach(this::putBack);
      socket = arrived;
      pumping = false;
      if (protocol != arrived.protocol()) {
        protocol = arrived.protocol();
        waitingBytes = waiting.stream().mapToLong(this::bytes).sum();
      }
      backlog = waitingBytes;
      lost = dropped;
      dropped = 0;
      schedulePump(arrived);
    }
    if (before != null) {
      before.close(GOING_AWAY, "another connection with this session_id has replaced this one");
    }
    return lost;
  }

  /** The socket is gone; what it has not sent waits for the next one. */
  public void disconnected(ClientSocket gone) {
    synchronized (this) {
      if (socket == gone) {
        socket = null;
        pumping = false;
        awaySince = nanoClock.getAsLong();
        putBack();
        waitedBefore = waiting.size();
        bytesBefore = waitingBytes;
      }
    }
  }

  private synchronized void putBack() {
    while (!leaving.isEmpty()) {
      putBack(leaving.removeLast().message());
    }
  }

  private synchronized void putBack(EncodedMessage message) {
    waiting.addFirst(message);
    waitingBytes += bytes(message);
  }

  /** The client is asked on that socket for an answer behind what was sent. */
  public synchronized void pinged(ClientSocket by) {
    if (socket == by) {
      delivered.pinged(handed);
    }
  }

  /** The client has answered. */
  public synchronized void ponged(ClientSocket by) {
    if (socket == by) {
      delivered.ponged();
    }
  }

  /** The socket takes more again. */
  public synchronized void writable(ClientSocket ready) {
    if (socket == ready) {
      schedulePump(ready);
    }
  }

  private synchronized void schedulePump(ClientSocket to) {
    if (!pumping && (!waiting.isEmpty() || end != null)) {
      pumping = true;
      to.execute(() -> pump(to));
    }
  }

  private void pump(ClientSocket to) {
    for (Delivered.Sent next = next(to); next != null; next = next(to)) {
      Delivered.Sent message = next;
      Frame frame = message.message().frame(to.protocol());
      to.send(frame, sent -> left(to, message, sent));
    }
    End reached = reachedEnd(to);
    if (reached != null) {
      to.close(reached.code(), reached.reason());
    }
  }

  private synchronized @Nullable End reachedEnd(ClientSocket by) {
    return socket == by && waiting.isEmpty() ? end : null;
  }

  private synchronized Delivered.@Nullable Sent next(ClientSocket to) {
    if (socket != to) {
      return null;
    }
    EncodedMessage next = to.writable() ? waiting.poll() : null;
    if (next == null) {
      pumping = false;
      return null;
    }
    long bytes = bytes(next);
    waitingBytes -= bytes;
    backlog = Math.min(backlog, waitingBytes);
    Delivered.Sent sent = new Delivered.Sent(next, ++handed, bytes);
    leaving.add(sent);
    return sent;
  }

  private synchronized void left(ClientSocket by, Delivered.Sent message, boolean sent) {
    if (sent && socket == by && leaving.remove(message)) {
      delivered.add(message);
    }
  }

  synchronized boolean isConnected() {
    return socket != null;
  }

  synchronized boolean isForgotten() {
    return socket == null && nanoClock.getAsLong() - awaySince > limits.age().toNanos();
  }

  /** How much is kept for it: what waits, and what may not have arrived. */
  synchronized long keptBytes() {
    return waitingBytes + delivered.bytes();
  }

  /**
   * Nothing more will come: closes the connection when what waits has been sent. Who returns gets
   * what has not arrived, and is closed the same way.
   */
  synchronized void close(int code, String reason) {
    end = new End(code, reason);
    if (socket != null) {
      schedulePump(socket);
    }
  }
}
