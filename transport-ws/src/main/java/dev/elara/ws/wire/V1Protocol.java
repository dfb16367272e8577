package dev.elara.ws.wire;

import dev.elara.message.Channel;
import dev.elara.message.Message;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code v1.kernel.websocket.jupyter.org}: a binary frame of little-endian unsigned 64-bit numbers
 * (how many offsets, the offset of each part and the end of the last), the channel's name, header,
 * parent header, metadata, content, and the buffers.
 */
final class V1Protocol {

  /** Channel, header, parent header, metadata, content. */
  private static final int FIXED_PARTS = 5;

  private V1Protocol() {}

  static Frame encode(Message message) {
    List<byte[]> parts = new ArrayList<>();
    parts.add(message.channel().wireName().getBytes(StandardCharsets.UTF_8));
    parts.add(Json.write(message.header().fields()));
    parts.add(Json.write(message.parent().fields()));
    parts.add(Json.write(message.metadata()));
    parts.add(Json.write(message.content()));
    parts.addAll(message.buffers());
    int count = parts.size() + 1;
    int offset = 8 * (count + 1);
    int total = offset;
    for (byte[] part : parts) {
      total = Math.addExact(total, part.length);
    }
    ByteBuffer joined = ByteBuffer.allocate(total).order(ByteOrder.LITTLE_ENDIAN);
    joined.putLong(count);
    for (byte[] part : parts) {
      joined.putLong(offset);
      offset += part.length;
    }
    joined.putLong(offset);
    parts.forEach(joined::put);
    return new Frame.Binary(joined.array());
  }

  static Message decode(Frame frame) throws MalformedFrame {
    return switch (frame) {
      case Frame.Text _ ->
          throw new MalformedFrame(
              MalformedFrame.UNACCEPTABLE, Subprotocol.V1_NAME + " has no text frames");
      case Frame.Binary binary -> split(binary.bytes());
    };
  }

  private static Message split(byte[] bytes) throws MalformedFrame {
    int[] offsets = offsets(bytes);
    List<byte[]> buffers = new ArrayList<>();
    for (int i = FIXED_PARTS; i < offsets.length - 1; i++) {
      buffers.add(Arrays.copyOfRange(bytes, offsets[i], offsets[i + 1]));
    }
    String name = new String(bytes, offsets[0], offsets[1] - offsets[0], StandardCharsets.UTF_8);
    Channel channel = Parts.channel(name);
    return Parts.message(
        channel,
        object(bytes, offsets, 1, "header"),
        object(bytes, offsets, 2, "parent header"),
        object(bytes, offsets, 3, "metadata"),
        object(bytes, offsets, 4, "content"),
        buffers);
  }

  private static int[] offsets(byte[] bytes) throws MalformedFrame {
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    long count = in.remaining() < 8 ? 0 : in.getLong();
    if (count < FIXED_PARTS + 1 || count > in.remaining() / 8) {
      throw new MalformedFrame(
          MalformedFrame.PROTOCOL_ERROR, "the number of offsets does not fit its length");
    }
    int[] offsets = new int[(int) count];
    int least = 8 * ((int) count + 1);
    for (int i = 0; i < count; i++) {
      long offset = in.getLong();
      if (offset < least || offset > bytes.length) {
        throw new MalformedFrame(
            MalformedFrame.PROTOCOL_ERROR, "offset " + i + " is outside or backward");
      }
      offsets[i] = (int) offset;
      least = offsets[i];
    }
    return offsets;
  }

  private static Map<String, @Nullable Object> object(
      byte[] bytes, int[] offsets, int part, String name) throws MalformedFrame {
    try {
      return Json.readObject(bytes, offsets[part], offsets[part + 1] - offsets[part]);
    } catch (MalformedFrame broken) {
      throw new MalformedFrame(broken.code(), "its " + name + " " + broken.reason());
    }
  }
}
