package dev.elara.zmq;

import dev.elara.kernel.Log;
import dev.elara.message.Channel;
import dev.elara.zmq.ConnectionFile.Port;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;
import org.zeromq.ZMQException;
import zmq.ZError;

/**
 * The five sockets of a kernel, bound.
 *
 * <p>Shell, control and stdin are ROUTERs with handover, so that a client that reconnects with its
 * old identity gets its replies; at the limit of its queue to a client one refuses to send, so that
 * who asks and never reads takes only so much memory. Iopub is an XPUB that tells of each
 * subscription and refuses at the limit of a subscriber's queue, too, instead of dropping.
 *
 * <p>With {@code ipc}, each listens on a loopback port behind an {@link IpcDoor}.
 */
final class Sockets {

  private final ZMQ.Context context = ZMQ.context(1);
  private final Map<Port, ZMQ.Socket> sockets = new EnumMap<>(Port.class);
  private final Map<Port, Integer> ports = new EnumMap<>(Port.class);
  private final Map<Port, IpcDoor> doors = new EnumMap<>(Port.class);
  private final Limits limits;
  private final Log log;
  private final @Nullable Gatekeeper gatekeeper;

  /**
   * Binds.
   *
   * @throws IOException if an address cannot be bound; says which and what to do. Nothing stays
   *     open
   */
  Sockets(ConnectionFile where, Limits limits, Log log) throws IOException {
    this.limits = limits;
    this.log = log;
    context.setNotificationExceptionHandler(this::failed);
    boolean guarded = where.transport().equals("ipc") && where.curve() == null;
    gatekeeper = guarded ? new Gatekeeper(context) : null;
    if (gatekeeper != null) {
      Thread.ofPlatform().daemon().name("elara-zmq-gate").start(gatekeeper);
    }
    try {
      for (Port port : Port.values()) {
        bind(port, where);
      }
    } catch (IOException failed) {
      doors.values().forEach(IpcDoor::close);
      sockets.values().forEach(ZMQ.Socket::close);
      context.term();
      throw failed;
    }
  }

  /** JeroMQ prints what its threads meet, and as they end one may meet a closed pipe of another. */
  private void failed(Thread thread, Throwable failure) {
    if (!(failure instanceof ZError.IOException)
        || !(failure.getCause() instanceof ClosedChannelException)) {
      log.warn("The thread " + thread.getName() + " of ZeroMQ goes on after a failure.", failure);
    }
  }

  /** The socket of a channel; belongs to the I/O thread. */
  ZMQ.Socket of(Channel channel) {
    return of(
        switch (channel) {
          case SHELL -> Port.SHELL;
          case CONTROL -> Port.CONTROL;
          case STDIN -> Port.STDIN;
          case IOPUB -> Port.IOPUB;
        });
  }

  /** The heartbeat's socket; belongs to its thread. */
  ZMQ.Socket heartbeat() {
    return of(Port.HEARTBEAT);
  }

  /** The ports that were bound, in place of 0 too. */
  Map<Port, Integer> ports() {
    return ports;
  }

  /**
   * Ends the heartbeat's wait, and waits for all sockets to be closed and to have sent what they
   * had. Blocks for little more than the linger.
   *
   * @return false if a connection did not end; JeroMQ keeps some for ever whose peer left in the
   *     middle of the greeting. The ports are free all the same.
   */
  boolean terminate() {
    doors.values().forEach(IpcDoor::close);
    Thread terminator =
        Thread.ofPlatform().daemon().name("elara-zmq-terminate").start(context::term);
    try {
      boolean ended = terminator.join(limits.linger().plusSeconds(1));
      doors.values().forEach(door -> door.awaitEnd(limits.linger()));
      return ended;
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private ZMQ.Socket of(Port port) {
    ZMQ.Socket socket = sockets.get(port);
    if (socket == null) {
      throw new IllegalStateException("The " + port.field() + " is not bound.");
    }
    return socket;
  }

  private void bind(Port port, ConnectionFile where) throws IOException {
    ZMQ.Socket socket = context.socket(port == Port.IOPUB ? SocketType.XPUB : SocketType.ROUTER);
    sockets.put(port, socket);
    configure(port, socket, where);
    if (where.transport().equals("ipc")) {
      int behind = listen(port, socket, "tcp://127.0.0.1:*");
      openDoor(port, where, behind);
    } else {
      int wanted = where.port(port);
      ports.put(
          port,
          listen(port, socket, "tcp://" + host(where.ip()) + ":" + (wanted == 0 ? "*" : wanted)));
    }
  }

  /** Binds a socket to an address of TCP; the port it got. */
  private static int listen(Port port, ZMQ.Socket socket, String address) throws IOException {
    try {
      socket.bind(address);
      return URI.create(socket.getLastEndpoint()).getPort();
    } catch (ZMQException | IllegalArgumentException failed) {
      throw new IOException(
          "Cannot listen on "
              + address
              + " ("
              + port.field()
              + " of the connection file): "
              + failed.getMessage()
              + ". Is another program using the port? Restart the kernel to get other ports.",
          failed);
    }
  }

  private void openDoor(Port port, ConnectionFile where, int behind) throws IOException {
    int number = where.port(port);
    for (int free = 1; number == 0; free++) {
      if (!Files.exists(path(where.ip(), free), LinkOption.NOFOLLOW_LINKS)) {
        number = free;
      }
    }
    byte[] password = gatekeeper == null ? null : gatekeeper.password();
    try {
      doors.put(port, new IpcDoor(path(where.ip(), number), behind, password, log));
    } catch (IOException failed) {
      throw new IOException(
          failed.getMessage() + " It is the " + port.field() + " of the connection file.", failed);
    }
    ports.put(port, number);
  }

  private static Path path(String prefix, int number) {
    return Path.of(prefix + "-" + number).toAbsolutePath();
  }

  private void configure(Port port, ZMQ.Socket socket, ConnectionFile where) {
    CurveKeys curve = where.curve();
    if (curve != null) {
      socket.setCurveServer(true);
      socket.setCurvePublicKey(curve.publicBytes());
      socket.setCurveSecretKey(curve.secretBytes());
    } else if (gatekeeper != null) {
      socket.setPlainServer(true);
    }
    socket.setLinger((int) limits.linger().toMillis());
    socket.setMaxMsgSize(limits.messageBytes());
    socket.setIPv6(where.transport().equals("tcp") && where.ip().contains(":"));
    switch (port) {
      case SHELL, CONTROL, STDIN -> {
        socket.setRouterHandover(true);
        socket.setRouterMandatory(true);
        socket.setSndHWM(limits.clientReplies());
        socket.setRcvHWM(Limits.RECEIVED_AHEAD);
      }
      case IOPUB -> {
        socket.setMaxMsgSize(Limits.TOPIC_BYTES + 1); // only subscriptions arrive here
        socket.setXpubVerbose(true);
        socket.setXpubNoDrop(true);
        socket.setSndHWM(limits.subscriberMessages());
      }
      case HEARTBEAT -> socket.setRouterHandover(true);
    }
  }

  private static String host(String ip) {
    return ip.contains(":") && !ip.startsWith("[") ? "[" + ip + "]" : ip;
  }
}
