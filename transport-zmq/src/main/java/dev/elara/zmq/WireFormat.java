package dev.elara.zmq;

import dev.elara.message.Channel;
import dev.elara.message.Header;
import dev.elara.message.Message;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Messages to signed frames and back.
 *
 * <p>Thread-safe: written on the sender's thread, read on the I/O thread or the {@link Sideline}'s.
 * Never blocks.
 *
 * @see <a
 *     href="https://jupyter-client.readthedocs.io/en/stable/messaging.html#the-wire-protocol">The
 *     wire protocol</a>
 */
final class WireFormat {

  private final Signer signer;
  private final Limits limits;
  private final ReplayGuard replays = new ReplayGuard();

  /** The parent header written last: a cell's messages all have the same one. */
  private volatile Written lastParent;

  @SuppressWarnings("ArrayRecordComponent") // nobody compares them
  private record Written(Header header, byte[] json) {}

  /** What arrived, and from whom. */
  record Incoming(Message message, List<byte[]> idents) {}

  WireFormat(Signer signer, Limits limits) {
    this.signer = signer;
    this.limits = limits;
    this.lastParent = new Written(Header.NONE, Json.write(Map.of(), 1));
  }

  /**
   * Reads what arrived on a channel. The signature is checked before anything is parsed.
   *
   * @throws MalformedMessage if it is no message of this kernel's clients; says why
   */
  Incoming read(Channel channel, List<byte[]> arrived) throws MalformedMessage {
    checkSize(arrived);
    Frames frames = Frames.split(arrived);
    checkSignature(frames);
    Header header = new Header(object(frames, 0, "header"));
    checkText(header, "msg_id");
    checkText(header, "msg_type");
    Header parent = new Header(object(frames, 1, "parent header"));
    Message message =
        new Message(
            channel,
            header,
            parent,
            object(frames, 2, "metadata"),
            object(frames, 3, "content"),
            frames.buffers());
    return new Incoming(message, frames.idents());
  }

  /**
   * Writes a message for a peer or a topic.
   *
   * @throws IllegalArgumentException if its content or metadata is not what JSON knows
   */
  List<byte[]> write(List<byte[]> idents, Message message) {
    List<byte[]> json =
        List.of(
            Json.write(message.header().fields(), limits.jsonDepth()),
            parent(message.parent()),
            Json.write(message.metadata(), limits.jsonDepth()),
            Json.write(message.content(), limits.jsonDepth()));
    return new Frames(idents, signer.sign(json), json, message.buffers()).joined();
  }

  @SuppressWarnings("ReferenceEquality") // a hit must be cheaper than writing the header again
  private byte[] parent(Header parent) {
    Written last = lastParent;
    if (last.header() != parent) {
      last = new Written(parent, Json.write(parent.fields(), limits.jsonDepth()));
      lastParent = last;
    }
    return last.json();
  }

  private void checkSize(List<byte[]> arrived) throws MalformedMessage {
    if (Frames.bytes(arrived) > limits.messageBytes()) {
      throw new MalformedMessage(
          "it has more than " + limits.messageBytes() + " bytes, the limit of this kernel");
    }
    if (arrived.size() > limits.frames()) {
      throw new MalformedMessage(
          "it has more than " + limits.frames() + " frames, the limit of this kernel");
    }
  }

  private void checkSignature(Frames frames) throws MalformedMessage {
    if (!signer.signs()) {
      return;
    }
    if (frames.signature().length == 0) {
      throw new MalformedMessage(
          "it is not signed, and this kernel has a key."
              + " The client is probably using another kernel's connection file");
    }
    if (!signer.matches(frames.signature(), frames.json())) {
      throw new MalformedMessage(
          "its signature does not match this kernel's key."
              + " The client is probably using another kernel's connection file");
    }
    if (!replays.admit(frames.signature())) {
      throw new MalformedMessage("its signature was used before: someone sent a message again");
    }
  }

  private Map<String, @Nullable Object> object(Frames frames, int index, String name)
      throws MalformedMessage {
    try {
      return Json.readObject(frames.json().get(index), limits);
    } catch (MalformedMessage broken) {
      throw new MalformedMessage("its " + name + " " + broken.reason());
    }
  }

  private static void checkText(Header header, String field) throws MalformedMessage {
    Object value = header.fields().get(field);
    if (value == null) {
      throw new MalformedMessage("its header has no " + field);
    }
    if (!(value instanceof String text)) {
      throw new MalformedMessage(
          "its header's "
              + field
              + " is of type "
              + value.getClass().getSimpleName()
              + " instead of String");
    }
    if (text.isEmpty()) {
      throw new MalformedMessage("its header has an empty " + field);
    }
  }
}
