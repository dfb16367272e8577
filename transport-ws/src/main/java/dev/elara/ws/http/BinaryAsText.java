package dev.elara.ws.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.List;

/**
 * Marks as binary what comes as text and begins with a zero byte: Jupyter Server's gateway client
 * forwards binary messages in text frames, which would be closed as invalid UTF-8. No JSON begins
 * that way.
 *
 * <p>Reads only heads of frames (RFC 6455 section 5.2); the frames themselves are the library's.
 */
final class BinaryAsText extends ByteToMessageDecoder {

  private static final int TEXT = 1;
  private static final int BINARY = 2;
  private static final int MASK_BYTES = 4;

  private long payload; // what is left of the current frame's

  @Override
  protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
    if (payload > 0) {
      int part = (int) Math.min(payload, in.readableBytes());
      payload -= part;
      out.add(in.readRetainedSlice(part));
      return;
    }
    int head = headBytes(in);
    if (head < 0 || in.readableBytes() < head + 1) {
      // Too short to tell; a frame without payload is complete with its head.
      if (head < 0 || length(in) != 0) {
        return;
      }
    }
    payload = length(in);
    int at = in.readerIndex();
    boolean text = (in.getByte(at) & 0x0f) == TEXT;
    boolean masked = (in.getByte(at + 1) & 0x80) != 0;
    if (text
        && masked
        && payload > 0
        && in.getByte(at + head) == in.getByte(at + head - MASK_BYTES)) {
      in.setByte(at, (in.getByte(at) & 0xf0) | BINARY);
    }
    out.add(in.readRetainedSlice(head));
  }

  /** How long the head is; negative while that cannot be told. */
  private static int headBytes(ByteBuf in) {
    if (in.readableBytes() < 2) {
      return -1;
    }
    int second = in.getByte(in.readerIndex() + 1);
    int head =
        switch (second & 0x7f) {
          case 126 -> 4;
          case 127 -> 10;
          default -> 2;
        };
    int whole = head + ((second & 0x80) != 0 ? MASK_BYTES : 0);
    return in.readableBytes() < whole ? -1 : whole;
  }

  private static long length(ByteBuf in) {
    int at = in.readerIndex();
    int shortLength = in.getByte(at + 1) & 0x7f;
    return switch (shortLength) {
      case 126 -> in.getUnsignedShort(at + 2);
      case 127 -> in.getLong(at + 2) & Long.MAX_VALUE;
      default -> shortLength;
    };
  }
}
