package dev.elara.message;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message: what a client asks, or what the kernel says.
 *
 * <p>Content and metadata are trees of null, Boolean, Number, String, {@code List} and {@code Map}
 * with string keys, as JSON knows them; nobody changes them after the message was made. Thread-safe
 * on that condition.
 *
 * @param channel the channel it arrived on or leaves on
 * @param header its own header
 * @param parent a full copy of the header of the request that caused it, or {@link Header#NONE}
 * @param metadata free for all; never absent on the wire
 * @param content what it says, by message type
 * @param buffers binary parts, not signed and not interpreted
 */
public record Message(
    Channel channel,
    Header header,
    Header parent,
    Map<String, @Nullable Object> metadata,
    Map<String, @Nullable Object> content,
    List<byte[]> buffers) {

  public Message {
    buffers = List.copyOf(buffers);
  }

  /** Short for {@code header().type()}. */
  public String type() {
    return header.type();
  }
}
