package dev.elara.zmq;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * JSON frames to trees of null, Boolean, Number, String, List and Map, and back.
 *
 * <p>Stateless and thread-safe. What was read is not to be changed. Reading takes strict UTF-8 and
 * strict JSON, but for {@code NaN} and the infinities, which Python writes; of a repeated name the
 * last counts, as in Python.
 */
final class Json {

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  // One more than is read, so that what is too deep ends without a stack trace.
                  .maxNestingDepth(Limits.STANDARD.jsonDepth() + 1)
                  .maxStringLength(Limits.STANDARD.messageBytes())
                  .maxDocumentLength(Limits.STANDARD.messageBytes())
                  .maxTokenCount(Limits.JSON_TOKENS)
                  .build())
          .build();

  private Json() {}

  /**
   * Reads a frame that must hold one object and nothing else.
   *
   * @throws MalformedMessage if it does not; the reason quotes nothing of the frame
   */
  static Map<String, @Nullable Object> readObject(byte[] frame, Limits limits)
      throws MalformedMessage {
    CharBuffer text = text(frame);
    try {
      if (frame.length > 2 * Limits.JSON_CONTAINERS) {
        checkContainers(text);
      }
      return read(text, limits.jsonDepth());
    } catch (StreamConstraintsException tooMuch) {
      throw new MalformedMessage(
          ("is JSON beyond this kernel's limits: %d deep, %d lists and objects,"
                  + " %d values and names, numbers of %d digits")
              .formatted(
                  limits.jsonDepth(),
                  Limits.JSON_CONTAINERS,
                  Limits.JSON_TOKENS,
                  StreamReadConstraints.DEFAULT_MAX_NUM_LEN));
    } catch (JsonProcessingException invalid) {
      throw new MalformedMessage(
          "is not valid JSON (at character " + invalid.getLocation().getCharOffset() + ")");
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /** Before anything is built: a shorter text cannot have too many. */
  private static void checkContainers(CharBuffer text) throws IOException {
    try (JsonParser parser = parser(text)) {
      int containers = -1; // the object that holds all
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        containers += token.isStructStart() ? 1 : 0;
        if (containers > Limits.JSON_CONTAINERS) {
          throw new StreamConstraintsException("too many");
        }
      }
    }
  }

  private static Map<String, @Nullable Object> read(CharBuffer text, int depth)
      throws IOException, MalformedMessage {
    try (JsonParser parser = parser(text)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new MalformedMessage("is not a JSON object");
      }
      Map<String, @Nullable Object> object = new JsonTree(parser, depth).object();
      if (parser.nextToken() != null) {
        throw new MalformedMessage("has something behind its JSON object");
      }
      return object;
    }
  }

  private static JsonParser parser(CharBuffer text) throws IOException {
    return FACTORY.createParser(text.array(), text.arrayOffset(), text.remaining());
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
