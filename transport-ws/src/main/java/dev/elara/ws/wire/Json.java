package dev.elara.ws.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import dev.elara.message.CodePoints;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Trees of null, Boolean, Number, String, List and Map to JSON in UTF-8 and back. What user code
 * prints goes through here, so no text may fail: half of a surrogate pair becomes U+FFFD.
 *
 * <p>Thread-safe; does not block.
 */
public final class Json {

  /** How deeply JSON may be nested, both ways. */
  static final int DEPTH = 1_000;

  private static final TypeReference<Map<String, @Nullable Object>> OBJECT =
      new TypeReference<>() {};

  private static final ObjectMapper MAPPER = mapper(DEPTH);

  /** For objects whose members may be as deep as can be read. */
  private static final ObjectMapper WRAPPER = mapper(DEPTH + 1);

  private Json() {}

  private static ObjectMapper mapper(int depthWritten) {
    return JsonMapper.builder(
            JsonFactory.builder()
                .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
                .streamReadConstraints(
                    StreamReadConstraints.builder()
                        .maxNestingDepth(DEPTH)
                        .maxStringLength(Integer.MAX_VALUE)
                        .build())
                .streamWriteConstraints(
                    StreamWriteConstraints.builder().maxNestingDepth(depthWritten).build())
                .build())
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
        .addModule(
            new SimpleModule()
                .addSerializer(String.class, new WellFormedText())
                .addKeySerializer(String.class, new WellFormedName()))
        .build();
  }

  /** The bytes of a tree, in UTF-8. */
  public static byte[] write(Object tree) {
    return write(MAPPER, tree);
  }

  /** The bytes of an object whose members are {@link #DEPTH} deep, in UTF-8. */
  static byte[] writeWrapped(Map<String, @Nullable Object> object) {
    return write(WRAPPER, object);
  }

  private static byte[] write(ObjectMapper mapper, Object tree) {
    try {
      return mapper.writeValueAsBytes(tree);
    } catch (JsonProcessingException unfit) {
      throw new IllegalArgumentException("This is no JSON tree: " + unfit.getOriginalMessage());
    }
  }

  /** The bytes of a tree, in UTF-8 and indented as notebook files are. */
  public static byte[] writeIndented(Object tree) {
    try {
      return MAPPER.writer(new NotebookIndent()).writeValueAsBytes(tree);
    } catch (JsonProcessingException unfit) {
      throw new IllegalArgumentException("This is no JSON tree: " + unfit.getOriginalMessage());
    }
  }

  /**
   * An object from its text in UTF-8.
   *
   * @throws MalformedFrame if it is no JSON object; says where
   */
  public static Map<String, @Nullable Object> readObject(byte[] utf8, int offset, int length)
      throws MalformedFrame {
    try {
      Map<String, @Nullable Object> object =
          MAPPER.readerFor(OBJECT).readValue(utf8, offset, length);
      if (object == null) {
        throw new MalformedFrame(MalformedFrame.INCONSISTENT, "is null instead of an object");
      }
      return object;
    } catch (JsonProcessingException invalid) {
      throw new MalformedFrame(
          MalformedFrame.INCONSISTENT,
          "is not a JSON object (see byte "
              + (invalid.getLocation() == null ? 0 : invalid.getLocation().getByteOffset())
              + ")");
    } catch (IOException impossible) {
      throw new MalformedFrame(MalformedFrame.INCONSISTENT, "is not a JSON object");
    }
  }

  /** The same for all of an array. */
  public static Map<String, @Nullable Object> readObject(byte[] utf8) throws MalformedFrame {
    return readObject(utf8, 0, utf8.length);
  }

  private static final class WellFormedName
      extends com.fasterxml.jackson.databind.JsonSerializer<String> {

    @Override
    public void serialize(
        String name,
        com.fasterxml.jackson.core.JsonGenerator out,
        com.fasterxml.jackson.databind.SerializerProvider provider)
        throws IOException {
      out.writeFieldName(CodePoints.wellFormed(name));
    }
  }

  private static final class WellFormedText
      extends com.fasterxml.jackson.databind.ser.std.StdSerializer<String> {

    WellFormedText() {
      super(String.class);
    }

    @Override
    public void serialize(
        String text,
        com.fasterxml.jackson.core.JsonGenerator out,
        com.fasterxml.jackson.databind.SerializerProvider provider)
        throws IOException {
      out.writeString(CodePoints.wellFormed(text));
    }
  }
}
