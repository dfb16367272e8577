package dev.elara.zmq;

import dev.elara.kernel.Connection;
import dev.elara.kernel.Log;
import dev.elara.kernel.ReplyAddress;
import dev.elara.message.Channel;
import dev.elara.message.Content;
import dev.elara.message.Header;
import dev.elara.message.Message;
import dev.elara.message.MessageFactory;
import dev.elara.zmq.Outbox.Letter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A kernel's connection to its clients over ZeroMQ.
 *
 * <p>Make it, attach it to the kernel, then {@link #start} it: the handler is in place before
 * anything is bound, so that no request is lost that comes while it starts.
 *
 * <p>Thread-safe. Messages are written and signed on the thread that sends them and then queued for
 * the one I/O thread that owns the sockets; see {@link IoLoop} for how it never misses a message,
 * {@link Outbox} for the order, and {@link Limits} for the bounds.
 *
 * @see <a href="https://jupyter-client.readthedocs.io/en/stable/messaging.html">Jupyter
 *     messaging</a>
 */
public final class ZmqTransport implements Connection, AutoCloseable {

  /** How much may wait beside the I/O thread before nothing more is taken. */
  private static final long SIDELINE_BYTES = 64 << 20;

  /** The same for what one client sends. */
  private static final long SIDELINE_BYTES_OF_ONE = 16 << 20;

  private final ConnectionFile wanted;
  private final MessageFactory messages;
  private final MessageHandler handler;
  private final Log log;
  private final Limits limits;
  private final WireFormat wire;
  private final Waker waker;
  private final Outbox outbox;
  private final FirstWord firstWord = new FirstWord();
  private final Sideline sideline;

  private volatile @Nullable Running running;

  /** What {@link #start} made. */
  private record Running(
      ConnectionFile connection, Sockets sockets, IoLoop loop, Thread io, Thread heartbeat) {}

  /**
   * A transport that is not bound yet.
   *
   * @param messages makes the messages the transport itself sends, with the kernel's session id
   * @param handler takes the requests, on the I/O thread
   * @param log hears what was dropped and why; never keys or code
   * @throws IOException if the system gives no selector
   */
  public ZmqTransport(
      ConnectionFile where, MessageFactory messages, MessageHandler handler, Log log)
      throws IOException {
    this(where, messages, handler, log, Limits.STANDARD);
  }

  /** A transport with limits of its own. */
  public ZmqTransport(
      ConnectionFile where, MessageFactory messages, MessageHandler handler, Log log, Limits limits)
      throws IOException {
    this.wanted = where;
    this.messages = messages;
    this.handler = handler;
    this.log = log;
    this.limits = limits;
    this.wire = new WireFormat(new Signer(where.scheme(), where.key()), limits);
    this.waker = new Waker();
    this.outbox = new Outbox(limits, waker::wake);
    this.sideline = new Sideline(SIDELINE_BYTES, SIDELINE_BYTES_OF_ONE, waker::wake, log);
  }

  /**
   * Binds the sockets and starts to receive. Blocks only for binding.
   *
   * @throws IOException if an address cannot be bound; names the field of the connection file
   */
  public synchronized void start() throws IOException {
    if (running != null) {
      throw new IllegalStateException("This transport was started before.");
    }
    Sockets sockets = new Sockets(wanted, limits, log);
    IoLoop loop = new IoLoop(sockets, outbox, waker, new Requests(), limits, log);
    Thread io = Thread.ofPlatform().daemon().name("elara-zmq-io").unstarted(loop);
    Thread heartbeat =
        Thread.ofPlatform()
            .daemon()
            .name("elara-zmq-heartbeat")
            .unstarted(new Heartbeat(sockets.heartbeat()));
    running = new Running(wanted.withPorts(sockets.ports()), sockets, loop, io, heartbeat);
    io.start();
    heartbeat.start();
  }

  /** Where it listens: the ports it has bound, or the wanted ones before {@link #start}. */
  public ConnectionFile connection() {
    Running now = running;
    return now == null ? wanted : now.connection();
  }

  @Override
  public Map<String, @Nullable Object> ports() {
    return connection().portFields();
  }

  /**
   * Queues a message for all subscribers, behind everything queued before it. Blocks while the
   * queue is full, which ends at the latest when the limits' patience with a stuck client does. The
   * status {@code starting} waits for the first subscriber.
   *
   * @throws IllegalArgumentException if the message holds something that is not JSON
   */
  @Override
  public void publish(Message message) {
    String topic = "kernel." + messages.session() + "." + message.type();
    Letter letter =
        Letter.of(
            Channel.IOPUB, wire.write(List.of(topic.getBytes(StandardCharsets.UTF_8)), message));
    boolean status = message.type().equals("status");
    if (!status) {
      firstWord.outdate();
    } else if (isStarting(message) && firstWord.keep(letter)) {
      return;
    }
    // What state a request is in is bounded by the requests; it must not wait for others' output.
    boolean mayWait = !onIoThread() && !status;
    told(mayWait ? outbox.addOutput(letter) : outbox.add(letter), message);
  }

  private static boolean isStarting(Message status) {
    return "starting".equals(status.content().get("execution_state"));
  }

  @Override
  public void together(Runnable sends) {
    outbox.hold();
    try {
      sends.run();
    } finally {
      outbox.release();
    }
  }

  /**
   * Sends what is queued, waits for clients to take it for at most the limits' linger, ends the
   * threads and frees the ports. Blocks meanwhile; does nothing the second time.
   *
   * @throws IllegalStateException if a handler of messages calls it, on the I/O thread
   */
  @Override
  public synchronized void close() {
    if (onIoThread()) {
      throw new IllegalStateException("The I/O thread cannot wait for its own end.");
    }
    Running now = running;
    if (now == null) {
      outbox.close();
      waker.close();
      return;
    }
    now.loop().close();
    join(now.io());
    if (!now.sockets().terminate()) {
      log.info("Left a connection behind that did not end.");
    }
    sideline.close();
    join(now.heartbeat());
  }

  private void reply(List<byte[]> idents, Message message) {
    if (message.channel() == Channel.IOPUB) {
      throw new IllegalArgumentException("A reply cannot leave on iopub; publish it.");
    }
    Letter letter = Letter.of(message.channel(), wire.write(idents, message));
    told(speaksOfOutput(message) ? outbox.add(letter) : outbox.addAnswer(letter), message);
  }

  /** Whether a client takes it as a sign that the output before it has arrived. */
  private static boolean speaksOfOutput(Message message) {
    return switch (message.type()) {
      case "execute_reply", "shutdown_reply", "input_request" -> true;
      default -> !message.type().endsWith("_reply");
    };
  }

  private void told(boolean queued, Message message) {
    if (!queued) {
      log.info("Dropped a message of type " + message.type() + ": the transport is closed.");
    }
  }

  private boolean onIoThread() {
    Running now = running;
    return now != null && Thread.currentThread().equals(now.io());
  }

  private static void join(Thread thread) {
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException remembered) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Who asked, by the way back to it. */
  private final class Asker implements ReplyAddress {

    private final List<byte[]> idents;

    Asker(List<byte[]> idents) {
      this.idents = idents;
    }

    @Override
    public void send(Message reply) {
      reply(idents, reply);
    }

    @Override
    public Object client() {
      return idents.isEmpty() ? this : ByteBuffer.wrap(idents.getFirst());
    }

    @Override
    public boolean answersInPlace() {
      return onIoThread(); // where publishing a status never waits
    }
  }

  /** What the I/O thread hands over. */
  private final class Requests implements IoLoop.Receiver {

    @Override
    public boolean message(Channel channel, List<byte[]> frames) {
      return sideline.handle(frames, () -> read(channel, frames));
    }

    private @Nullable Runnable read(Channel channel, List<byte[]> frames) {
      WireFormat.Incoming incoming;
      try {
        incoming = wire.read(channel, frames);
      } catch (MalformedMessage malformed) {
        log.warn("Dropped a message on '" + channel.wireName() + "': " + malformed.reason() + ".");
        return null;
      }
      ReplyAddress asker = new Asker(incoming.idents());
      return () -> handler.receive(incoming.message(), asker);
    }

    /** Welcomes a subscriber (JEP 65), so that it knows that nothing is missed from here on. */
    @Override
    public void subscription(byte[] frame) {
      if (frame.length == 0 || frame[0] != 1) {
        return;
      }
      byte[] topic = Arrays.copyOfRange(frame, 1, frame.length);
      String subscription;
      try {
        subscription =
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(topic)).toString();
      } catch (CharacterCodingException notText) {
        return;
      }
      Message welcome =
          messages.message(
              Channel.IOPUB,
              "iopub_welcome",
              Header.NONE,
              Content.of("subscription", subscription));
      welcome(Letter.of(Channel.IOPUB, wire.write(List.of(topic), welcome)));
    }

    /** The first one hears both before what waits to leave: that may be busy and idle. */
    private void welcome(Letter welcome) {
      Letter starting = firstWord.take();
      if (starting == null) {
        outbox.add(welcome);
      } else {
        outbox.addAnswer(welcome);
        outbox.addAnswer(starting);
      }
    }
  }
}
