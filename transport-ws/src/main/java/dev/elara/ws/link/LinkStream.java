package dev.elara.ws.link;

import dev.elara.message.Message;
import dev.elara.ws.wire.Frame;
import dev.elara.ws.wire.MalformedFrame;
import dev.elara.ws.wire.Subprotocol;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Messages on a stream of bytes: the length of each as a big-endian 32-bit number, then the message
 * as in {@link Subprotocol#V1}.
 */
final class LinkStream {

  private LinkStream() {}

  /** Writes a message; blocks until the stream has taken it. */
  static void write(DataOutputStream out, byte[] frame) throws IOException {
    out.writeInt(frame.length);
    out.write(frame);
  }

  /**
   * Reads a message; blocks until it is there.
   *
   * @return null at the end of the stream
   * @throws IOException if the stream breaks, or holds something else
   */
  static @Nullable Message read(DataInputStream in) throws IOException {
    try {
      byte[] frame = new byte[in.readInt()];
      in.readFully(frame);
      return Subprotocol.V1.decode(new Frame.Binary(frame));
    } catch (EOFException end) {
      return null;
    } catch (MalformedFrame | NegativeArraySizeException malformed) {
      throw new IOException("The other side of the link sent no message.", malformed);
    }
  }
}
