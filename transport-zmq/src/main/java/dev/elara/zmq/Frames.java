package dev.elara.zmq;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The frames of one message as they lie on the wire: {@code [ident…] <IDS|MSG> signature header
 * parent metadata content [buffer…]}.
 *
 * @param idents the way back to the peer, on shell, control and stdin; the topic on iopub
 * @param signature over the four JSON frames; empty without a key
 * @param json header, parent header, metadata and content, each a JSON object
 * @param buffers binary frames
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares them
record Frames(List<byte[]> idents, byte[] signature, List<byte[]> json, List<byte[]> buffers) {

  /** What stands between the idents and the message. */
  static final byte[] DELIMITER = "<IDS|MSG>".getBytes(StandardCharsets.US_ASCII);

  private static final int JSON_FRAMES = 4;

  /**
   * Splits what arrived.
   *
   * @throws MalformedMessage without a delimiter, or with fewer than 5 frames behind it
   */
  static Frames split(List<byte[]> frames) throws MalformedMessage {
    int delimiter = delimiter(frames);
    int first = delimiter + 2;
    int behind = frames.size() - delimiter - 1;
    if (behind < 1 + JSON_FRAMES) {
      throw new MalformedMessage(
          "it has "
              + behind
              + " frames behind the delimiter <IDS|MSG> instead of at least "
              + (1 + JSON_FRAMES));
    }
    return new Frames(
        frames.subList(0, delimiter),
        frames.get(delimiter + 1),
        frames.subList(first, first + JSON_FRAMES),
        frames.subList(first + JSON_FRAMES, frames.size()));
  }

  /** How much frames hold. */
  static long bytes(List<byte[]> frames) {
    long bytes = 0;
    for (byte[] frame : frames) {
      bytes += frame.length;
    }
    return bytes;
  }

  /** Everything in the order it is sent. */
  List<byte[]> joined() {
    List<byte[]> all = new ArrayList<>(idents.size() + 2 + JSON_FRAMES + buffers.size());
    all.addAll(idents);
    all.add(DELIMITER);
    all.add(signature);
    all.addAll(json);
    all.addAll(buffers);
    return all;
  }

  private static int delimiter(List<byte[]> frames) throws MalformedMessage {
    for (int i = 0; i < frames.size(); i++) {
      if (Arrays.equals(frames.get(i), DELIMITER)) {
        return i;
      }
    }
    throw new MalformedMessage(
        "none of its " + frames.size() + " frames is the delimiter <IDS|MSG>");
  }
}
