package dev.elara.message;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes the messages a kernel sends: one session id on every channel, unique message ids, the
 * protocol's version.
 *
 * <p>Thread-safe; never blocks.
 *
 * @see <a
 *     href="https://jupyter-client.readthedocs.io/en/stable/messaging.html#message-header">Message
 *     header</a>
 */
public final class MessageFactory {

  /** The version of the protocol that messages and {@code kernel_info_reply} announce. */
  public static final String PROTOCOL_VERSION = "5.5";

  private final String session;
  private final String username;
  private final Supplier<Instant> clock;
  private final AtomicLong sent = new AtomicLong();

  /**
   * A factory of one kernel's messages.
   *
   * @param session the kernel's session id; JupyterLab drops its handlers when it changes
   * @param clock the time for the header's {@code date}
   */
  public MessageFactory(String session, String username, Supplier<Instant> clock) {
    this.session = session;
    this.username = username;
    this.clock = clock;
  }

  /** The kernel's session id. */
  public String session() {
    return session;
  }

  /** A message without metadata and buffers. */
  public Message message(
      Channel channel, String type, Header parent, Map<String, @Nullable Object> content) {
    return message(channel, type, parent, Map.of(), content, List.of());
  }

  /** A message with everything. */
  public Message message(
      Channel channel,
      String type,
      Header parent,
      Map<String, @Nullable Object> metadata,
      Map<String, @Nullable Object> content,
      List<byte[]> buffers) {
    return new Message(channel, header(type), parent, metadata, content, buffers);
  }

  private Header header(String type) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("msg_id", session + "_" + sent.incrementAndGet());
    fields.put("session", session);
    fields.put("username", username);
    fields.put("date", clock.get().toString());
    fields.put("msg_type", type);
    fields.put("version", PROTOCOL_VERSION);
    return new Header(fields);
  }
}
