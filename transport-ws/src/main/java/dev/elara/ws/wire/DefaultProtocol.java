package dev.elara.ws.wire;

import dev.elara.message.Message;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The default protocol: one JSON object as text; or, with buffers, a binary frame of big-endian
 * unsigned 32-bit numbers (how many parts, the offset of each), the JSON and the buffers.
 */
final class DefaultProtocol {

  private DefaultProtocol() {}

  static Frame encode(Message message) {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    object.put("channel", message.channel().wireName());
    object.put("header", message.header().fields());
    object.put("parent_header", message.parent().fields());
    object.put("metadata", message.metadata());
    object.put("content", message.content());
    object.put("msg_id", message.header().id());
    object.put("msg_type", message.type());
    if (message.buffers().isEmpty()) {
      object.put("buffers", List.of());
      return new Frame.Text(Json.writeWrapped(object));
    }
    List<byte[]> parts = new ArrayList<>();
    parts.add(Json.writeWrapped(object));
    parts.addAll(message.buffers());
    return new Frame.Binary(join(parts));
  }

  private static byte[] join(List<byte[]> parts) {
    int offset = 4 * (parts.size() + 1);
    int total = offset;
    for (byte[] part : parts) {
      total = Math.addExact(total, part.length);
    }
    ByteBuffer joined = ByteBuffer.allocate(total);
    joined.putInt(parts.size());
    for (byte[] part : parts) {
      joined.putInt(offset);
      offset += part.length;
    }
    parts.forEach(joined::put);
    return joined.array();
  }

  static Message decode(Frame frame) throws MalformedFrame {
    return switch (frame) {
      case Frame.Text text -> message(text.bytes(), 0, text.bytes().length, List.of());
      case Frame.Binary binary -> split(binary.bytes());
    };
  }

  private static Message split(byte[] bytes) throws MalformedFrame {
    int[] offsets = offsets(bytes);
    List<byte[]> buffers = new ArrayList<>();
    for (int i = 1; i < offsets.length - 1; i++) {
      buffers.add(Arrays.copyOfRange(bytes, offsets[i], offsets[i + 1]));
    }
    return message(bytes, offsets[0], offsets[1] - offsets[0], buffers);
  }

  /** Where each part begins, and the end of the last. */
  private static int[] offsets(byte[] bytes) throws MalformedFrame {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    long count = in.remaining() < 4 ? 0 : Integer.toUnsignedLong(in.getInt());
    if (count < 1 || count > in.remaining() / 4) {
      throw new MalformedFrame(
          MalformedFrame.PROTOCOL_ERROR, "the number of parts does not fit its length");
    }
    int[] offsets = new int[(int) count + 1];
    int least = 4 * ((int) count + 1);
    for (int i = 0; i < count; i++) {
      long offset = Integer.toUnsignedLong(in.getInt());
      if (offset < least || offset > bytes.length) {
        throw new MalformedFrame(
            MalformedFrame.PROTOCOL_ERROR, "the offset of part " + i + " is outside or backward");
      }
      offsets[i] = (int) offset;
      least = offsets[i];
    }
    offsets[(int) count] = bytes.length;
    return offsets;
  }

  private static Message message(byte[] bytes, int from, int length, List<byte[]> buffers)
      throws MalformedFrame {
    Map<String, @Nullable Object> object = Json.readObject(bytes, from, length);
    return Parts.message(
        Parts.channel(object.get("channel")),
        object(object, "header"),
        object(object, "parent_header"),
        object(object, "metadata"),
        object(object, "content"),
        buffers);
  }

  /** A missing part is an empty one; Jupyter Server takes that too. */
  @SuppressWarnings("unchecked") // the keys of a JSON object are texts
  private static Map<String, @Nullable Object> object(
      Map<String, @Nullable Object> message, String name) throws MalformedFrame {
    return switch (message.get(name)) {
      case null -> Map.of();
      case Map<?, ?> object -> (Map<String, @Nullable Object>) object;
      default ->
          throw new MalformedFrame(MalformedFrame.PROTOCOL_ERROR, "its " + name + " is no object");
    };
  }
}
