package dev.elara.message;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message's header: every field as it arrived, unknown ones too, because a reply's parent header
 * is a full copy of it.
 *
 * <p>Immutable and thread-safe. A missing or wrongly typed field reads as the empty string; whoever
 * needs one checks it.
 *
 * @param fields the header's fields in order; values are null, Boolean, Number, String, List or Map
 * @see <a
 *     href="https://jupyter-client.readthedocs.io/en/stable/messaging.html#message-header">Message
 *     header</a>
 */
public record Header(Map<String, @Nullable Object> fields) {

  /** The parent of a message that nobody asked for. */
  public static final Header NONE = new Header(Map.of());

  public Header {
    fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
  }

  /** {@code msg_id}: unique for each message. */
  public String id() {
    return text("msg_id");
  }

  /** {@code msg_type}, such as {@code execute_request}. */
  public String type() {
    return text("msg_type");
  }

  /** {@code session}: the client's session in a request, the kernel's in what it sends. */
  public String session() {
    return text("session");
  }

  /** {@code username}. */
  public String username() {
    return text("username");
  }

  /**
   * {@code subshell_id}, or null for the main shell (JEP 91).
   *
   * @throws InvalidContent if it is no string: whoever sends that means no main shell
   */
  public @Nullable String subshellId() {
    Object id = fields.get("subshell_id");
    if (id == null || id instanceof String) {
      return (String) id;
    }
    throw new Fields("the header of " + type(), fields).wrong("subshell_id", "a string", id);
  }

  /** {@code date}: when it was sent by the sender's clock, ISO 8601. */
  public String date() {
    return text("date");
  }

  /**
   * Whether this message was sent before (negative) or after (positive) another of the same
   * session; 0 if that cannot be told: other sessions have other clocks.
   */
  public int compareSent(Header other) {
    return session().isEmpty() || !session().equals(other.session())
        ? 0
        : SentDate.compare(date(), other.date());
  }

  /** Whether this is {@link #NONE}. */
  public boolean isEmpty() {
    return fields.isEmpty();
  }

  private String text(String field) {
    return fields.get(field) instanceof String value ? value : "";
  }
}
