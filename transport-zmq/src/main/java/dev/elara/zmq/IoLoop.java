package dev.elara.zmq;

import dev.elara.kernel.Log;
import dev.elara.message.Channel;
import dev.elara.zmq.Outbox.Letter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.zeromq.ZMQ;
import org.zeromq.ZMQException;

/**
 * The I/O thread's work: it alone touches the sockets of shell, control, stdin and iopub.
 *
 * <p>ZeroMQ signals that a socket has news once per piece of news, and a send consumes the signal
 * of a message that came meanwhile. So this loop never trusts the signal to say what is there: it
 * sends and receives until one whole round has done nothing, and only then sleeps.
 *
 * <p>A subscriber of iopub whose queue is full holds up the queue, so that nothing is lost, but
 * only for the limit's patience; then what it would have got is dropped until it reads again, and
 * all others go on. Requests are received all the while.
 */
final class IoLoop implements Runnable {

  /** Takes what arrives. */
  interface Receiver {

    /**
     * Takes the frames of a message on shell, control or stdin; false if there is no room for it
     * now. Then the loop is woken when it may offer it again.
     */
    boolean message(Channel channel, List<byte[]> frames);

    /** Takes a subscription to a topic, or the end of one, as an XPUB socket tells it. */
    void subscription(byte[] frame);
  }

  /** How long messages of one direction, or one channel, may be moved before it is others' turn. */
  private static final long TURN_NANOS = 500_000;

  /** How many messages of one channel, too. */
  private static final int TURN = 64;

  private static final List<Channel> REQUESTS =
      List.of(Channel.CONTROL, Channel.SHELL, Channel.STDIN);

  private final Sockets sockets;
  private final Outbox outbox;
  private final Waker waker;
  private final Receiver receiver;
  private final Limits limits;
  private final Log log;

  /** What was received and not taken; nothing else is received there meanwhile. */
  private final Map<Channel, List<byte[]>> kept = new EnumMap<>(Channel.class);

  private @Nullable Letter next;
  private long heldSince;
  private boolean held;
  private boolean behind; // whether more waits to be sent than a turn was enough for
  private boolean hasHadSubscribers;
  private volatile boolean closing;

  IoLoop(Sockets sockets, Outbox outbox, Waker waker, Receiver receiver, Limits limits, Log log)
      throws IOException {
    this.sockets = sockets;
    this.outbox = outbox;
    this.waker = waker;
    this.receiver = receiver;
    this.limits = limits;
    this.log = log;
    for (Channel channel : Channel.values()) {
      waker.watch(sockets.of(channel).getFD());
    }
  }

  /** Sends what is queued, then ends. Thread-safe; does not wait. */
  void close() {
    outbox.close();
    closing = true;
    waker.wake();
  }

  @Override
  public void run() {
    boolean open = true;
    boolean rested = false;
    while (open) {
      boolean moved = deliver();
      moved |= receive();
      if (!moved) {
        open = !closing || next != null;
        if (open) {
          rest(rested);
        }
      }
      rested = !moved;
    }
    waker.close();
    for (Channel channel : Channel.values()) {
      sockets.of(channel).close();
    }
  }

  /**
   * Sleeps until there is something to do.
   *
   * @param inVain whether there was nothing to do after the last sleep. ZeroMQ's thread signals
   *     before it counts its signal, and until then the signal cannot be taken and ends each sleep
   *     at once; where cores are scarce that thread may be waiting for this very one
   */
  @SuppressWarnings("ThreadPriorityCheck") // see above; nothing but speed relies on it
  private void rest(boolean inVain) {
    if (inVain) {
      Thread.yield();
    }
    if (next != null) {
      waker.sleep(Math.max(1, TimeUnit.NANOSECONDS.toMillis(patience() - heldFor())));
    } else if (outbox.sleepIfEmpty()) {
      waker.sleep(0);
    }
  }

  /** Sends what waits, for at most a turn. */
  private boolean deliver() {
    boolean moved = false;
    long end = System.nanoTime() + TURN_NANOS;
    behind = false;
    while (!behind) {
      if (!hasHadSubscribers) {
        // The first one is welcomed before it hears anything else.
        hasHadSubscribers = received(Channel.IOPUB);
      }
      Letter answer = outbox.takeAnswer();
      if (answer != null) {
        delivered(answer);
      } else {
        if (next == null) {
          next = outbox.take();
        }
        if (next == null || !delivered(next)) {
          return moved;
        }
        next = null;
      }
      moved = true;
      behind = System.nanoTime() - end >= 0;
    }
    return moved;
  }

  private boolean delivered(Letter letter) {
    try {
      return letter.channel() == Channel.IOPUB ? published(letter) : replied(letter);
    } catch (RuntimeException | Error failed) {
      log.warn("Could not send a message on '" + letter.channel().wireName() + "'", failed);
      return true;
    }
  }

  private boolean replied(Letter letter) {
    try {
      if (!sent(letter)) {
        log.warn(
            "Dropped a reply on '"
                + letter.channel().wireName()
                + "': its client reads none of the "
                + limits.clientReplies()
                + " that wait for it.");
      }
    } catch (ZMQException failed) {
      if (failed.getErrorCode() != ZMQ.Error.EHOSTUNREACH.getCode()) {
        throw failed;
      }
      log.info(
          "Dropped a message on '"
              + letter.channel().wireName()
              + "': the client it is for is not connected there.");
    }
    return true;
  }

  private boolean published(Letter letter) {
    if (!sent(letter)) {
      if (!held) {
        held = true;
        heldSince = System.nanoTime();
      }
      if (heldFor() < patience()) {
        return false;
      }
      publishToThoseWhoRead(letter);
    }
    held = false;
    return true;
  }

  /** Leaves out the subscribers whose queues are full; they stay left out until they read. */
  private void publishToThoseWhoRead(Letter letter) {
    ZMQ.Socket iopub = sockets.of(Channel.IOPUB);
    iopub.setXpubNoDrop(false);
    try {
      sent(letter);
    } finally {
      iopub.setXpubNoDrop(true);
    }
    log.warn(
        "A client reads nothing from iopub although "
            + limits.subscriberMessages()
            + " messages wait for it: it misses what comes until it reads again.");
  }

  private boolean sent(Letter letter) {
    ZMQ.Socket socket = sockets.of(letter.channel());
    List<byte[]> frames = letter.frames();
    int last = frames.size() - 1;
    for (int i = 0; i <= last; i++) {
      int flags = i < last ? ZMQ.DONTWAIT | ZMQ.SNDMORE : ZMQ.DONTWAIT;
      if (!socket.send(frames.get(i), flags)) {
        if (i > 0) {
          throw new IllegalStateException("The socket took only " + i + " frames of a message");
        }
        return false;
      }
    }
    return true;
  }

  private boolean receive() {
    boolean moved = false;
    for (Channel channel : REQUESTS) {
      moved |= receive(channel);
    }
    while (received(Channel.IOPUB)) {
      hasHadSubscribers = true;
      moved = true;
    }
    return moved;
  }

  /** Receives what there is on a channel, for at most a turn. */
  private boolean receive(Channel channel) {
    long end = System.nanoTime() + TURN_NANOS;
    // What comes in faster than its answers leave would pile up between the two.
    int most = behind ? 1 : TURN;
    for (int i = 0; i < most && System.nanoTime() - end < 0; i++) {
      if (!received(channel)) {
        return i > 0;
      }
    }
    // While there are messages, ZeroMQ looks only now and then for those of other clients.
    sockets.of(channel).getEvents();
    return true;
  }

  /** Receives one message, if there is one. What goes wrong with it ends with it. */
  private boolean received(Channel channel) {
    try {
      List<byte[]> held = kept.remove(channel);
      List<byte[]> frames = held == null ? frames(sockets.of(channel)) : held;
      if (frames.isEmpty()) {
        return false;
      }
      if (channel == Channel.IOPUB) {
        receiver.subscription(frames.getFirst());
      } else if (!receiver.message(channel, frames)) {
        kept.put(channel, frames);
        return false;
      }
    } catch (RuntimeException | Error failed) {
      log.warn("Dropped a message on '" + channel.wireName() + "': handling it failed", failed);
    }
    return true;
  }

  /** The frames of the next message; none if there is no message. Past the limits the rest goes. */
  private List<byte[]> frames(ZMQ.Socket socket) {
    List<byte[]> frames = new ArrayList<>(8);
    long bytes = 0;
    for (byte[] frame = socket.recv(ZMQ.DONTWAIT);
        frame != null;
        frame = socket.hasReceiveMore() ? socket.recv(ZMQ.DONTWAIT) : null) {
      if (bytes <= limits.messageBytes() && frames.size() <= limits.frames()) {
        frames.add(frame);
        bytes += frame.length;
      }
    }
    return frames;
  }

  private long heldFor() {
    return System.nanoTime() - heldSince;
  }

  private long patience() {
    return (closing ? limits.linger() : limits.patience()).toNanos();
  }
}
