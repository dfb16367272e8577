package dev.elara.zmq;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import dev.elara.message.CodePoints;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes one tree as JSON in UTF-8.
 *
 * <p>What user code prints reaches the wire through here, so no text may fail: half of a surrogate
 * pair is written as U+FFFD, {@code NaN} and the infinities as strings, which is what Jupyter's own
 * kernels do.
 */
final class JsonWriter {

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .disable(JsonWriteFeature.WRITE_HEX_UPPER_CASE)
          .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
          .streamWriteConstraints(
              StreamWriteConstraints.builder().maxNestingDepth(Integer.MAX_VALUE).build())
          .build();

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
  private final JsonGenerator out;
  private final int maxDepth;

  private JsonWriter(int maxDepth) throws IOException {
    this.out = FACTORY.createGenerator(bytes);
    this.maxDepth = maxDepth;
  }

  /**
   * The bytes of {@code tree}.
   *
   * @throws IllegalArgumentException if it holds something JSON does not know, or is too deep
   */
  static byte[] write(Map<?, ?> tree, int maxDepth) {
    try {
      var writer = new JsonWriter(maxDepth);
      writer.object(tree);
      writer.out.close();
      return writer.bytes.toByteArray();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private void value(@Nullable Object value) throws IOException {
    switch (value) {
      case null -> out.writeNull();
      case String text -> out.writeString(CodePoints.wellFormed(text));
      case Boolean truth -> out.writeBoolean(truth);
      case Number number -> number(number);
      case Map<?, ?> object -> object(object);
      case Iterable<?> list -> list(list);
      default ->
          throw new IllegalArgumentException(
              "A message cannot hold a "
                  + value.getClass().getName()
                  + ": only null, Boolean, Number, String, List and Map are JSON.");
    }
  }

  private void object(Map<?, ?> object) throws IOException {
    out.writeStartObject();
    checkDepth();
    for (Map.Entry<?, ?> entry : object.entrySet()) {
      if (!(entry.getKey() instanceof String name)) {
        throw new IllegalArgumentException("A message cannot hold a name that is not a String.");
      }
      out.writeFieldName(CodePoints.wellFormed(name));
      value(entry.getValue());
    }
    out.writeEndObject();
  }

  private void list(Iterable<?> list) throws IOException {
    out.writeStartArray();
    checkDepth();
    for (Object element : list) {
      value(element);
    }
    out.writeEndArray();
  }

  private void checkDepth() {
    if (out.getOutputContext().getNestingDepth() > maxDepth) {
      throw new IllegalArgumentException(
          "A message cannot be nested deeper than " + maxDepth + " levels; does it hold itself?");
    }
  }

  private void number(Number number) throws IOException {
    switch (number) {
      case Integer whole -> out.writeNumber(whole);
      case Long whole -> out.writeNumber(whole);
      case Short whole -> out.writeNumber(whole);
      case Byte whole -> out.writeNumber(whole.shortValue());
      case BigInteger whole -> out.writeNumber(whole);
      case BigDecimal real -> out.writeNumber(real);
      case Float real -> out.writeNumber(real);
      default -> out.writeNumber(number.doubleValue());
    }
  }
}
