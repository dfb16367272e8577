package dev.elara.ws.channels;

import dev.elara.kernel.Connection;
import dev.elara.kernel.Log;
import dev.elara.message.Channel;
import dev.elara.message.Content;
import dev.elara.message.Header;
import dev.elara.message.Message;
import dev.elara.message.MessageFactory;
import dev.elara.ws.wire.EncodedMessage;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The clients of one kernel: what goes to everyone goes to each of them, replies only to the asker.
 *
 * <p>Thread-safe; never blocks.
 */
public final class KernelChannels implements Connection {

  /**
   * What is answered beside cells: busy and idle too, which says nothing of the cells; but of a
   * kernel that starts it says that it is there.
   */
  private static final Set<String> BESIDE_CELLS =
      Set.of(
          "comm_info_request",
          "complete_request",
          "debug_request",
          "history_request",
          "inspect_request",
          "interrupt_request",
          "is_complete_request",
          "kernel_info_request");

  private static final Set<String> BEGUN = Set.of("busy", "idle");

  private final Map<String, ClientSession> sessions = new ConcurrentHashMap<>();
  private final ReplayLimits limits;
  private final MessageFactory messages;
  private final Log log;
  private final LongSupplier nanoClock;
  private volatile String state = "starting";
  private volatile @Nullable Consumer<ClientSession> farewell; // once the kernel has ended

  /**
   * Without a client.
   *
   * @param messages makes what the server itself says
   */
  public KernelChannels(
      ReplayLimits limits, MessageFactory messages, Log log, LongSupplier nanoClock) {
    this.limits = limits;
    this.messages = messages;
    this.log = log;
    this.nanoClock = nanoClock;
  }

  /** The kernel's state as it said last: {@code starting}, {@code busy}, {@code idle}, … */
  public String state() {
    return state;
  }

  /** Says what its state is until the kernel says something itself; tells nobody. */
  public void expect(String executionState) {
    state = executionState;
  }

  /** How many clients are connected. */
  public int connections() {
    return (int) sessions.values().stream().filter(ClientSession::isConnected).count();
  }

  @Override
  public void publish(Message message) {
    EncodedMessage encoded = new EncodedMessage(message);
    sessions.values().forEach(session -> session.offer(encoded));
    if (message.type().equals("status")
        && message.content().get("execution_state") instanceof String now) {
      if (!BESIDE_CELLS.contains(message.parent().type())) {
        state = now;
      } else if (!BEGUN.contains(state) && now.equals("idle")) {
        publishStatus(now);
      }
    }
  }

  /** Says something about the kernel in its place, such as that it is restarting. */
  public void publishStatus(String executionState) {
    publish(status(executionState));
  }

  private Message status(String executionState) {
    return messages.message(
        Channel.IOPUB, "status", Header.NONE, Content.of("execution_state", executionState));
  }

  /**
   * A client is there, for the first time or again.
   *
   * @param last the id of the last message that it has received, if it says so
   */
  public ClientSession connect(String sessionId, ClientSocket socket, @Nullable String last) {
    forget();
    ClientSession session =
        sessions.computeIfAbsent(sessionId, id -> new ClientSession(id, limits, nanoClock));
    long dropped = session.connected(socket, last);
    if (dropped > 0) {
      log.warn(
          "A client was away for too long: "
              + dropped
              + " messages for it were dropped beyond the limit for one client.");
    }
    // New here or back again, it learns whether a cell runs. Who hears of a restart reconnects.
    String now = state;
    if (!now.endsWith("restarting")) {
      session.send(status(now));
    }
    Consumer<ClientSession> bye = farewell;
    if (bye != null) {
      bye.accept(session);
    }
    return session;
  }

  /** Throws away what waits for clients that have been away for too long. */
  public void forget() {
    sessions.values().removeIf(ClientSession::isForgotten);
  }

  /** Whether something may be kept for the client of that {@code session_id}. */
  public boolean knows(String sessionId) {
    return sessions.containsKey(sessionId);
  }

  /** How much is kept for all clients. */
  public long keptBytes() {
    return sessions.values().stream().mapToLong(ClientSession::keptBytes).sum();
  }

  /** Nothing more will come: closes each connection when what waits for it has been sent. */
  public void close(int code, String reason) {
    Consumer<ClientSession> bye = session -> session.close(code, reason);
    farewell = bye;
    sessions.values().forEach(bye);
  }
}
