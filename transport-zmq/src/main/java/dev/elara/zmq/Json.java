package dev.elara.zmq;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * JSON frames to trees of null, Boolean, Number, String, List and Map, and back.
 *
 * <p>Stateless and thread-safe. Reading takes strict UTF-8 and strict JSON, but for {@code NaN} and
 * the infinities, which Python writes; of a repeated name the last counts, as in Python.
 */
final class Json {

  private Json() {}

  /**
   * Reads a frame that must hold one object and nothing else.
   *
   * @throws MalformedMessage if it does not; the reason quotes nothing of the frame
   */
  static Map<String, @Nullable Object> readObject(byte[] frame, Limits limits)
      throws MalformedMessage {
    CharBuffer text = text(frame);
    int start = text.arrayOffset();
    return new JsonReader(text.array(), start, start + text.remaining()).object(limits.jsonDepth());
  }

  /**
   * Writes a tree as UTF-8.
   *
   * @param depth how deeply it may be nested
   * @throws IllegalArgumentException if it holds something JSON does not know, or is too deep
   */
  static byte[] write(Map<?, ?> object, int depth) {
    return JsonWriter.write(object, depth);
  }

  private static CharBuffer text(byte[] frame) throws MalformedMessage {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(frame));
    } catch (CharacterCodingException invalid) {
      throw new MalformedMessage("is not valid UTF-8");
    }
  }
}
