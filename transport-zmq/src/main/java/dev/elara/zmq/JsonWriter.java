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
    if (value == null) {
      out.writeNull();
    } else if (value instanceof String text) {
      out.writeString(CodePoints.wellFormed(text));
    } else if (value instanceof Map<?, ?> object) {
      object(object);
    } else if (value instanceof Number number) {
      number(number);
    } else if (value instanceof Boolean truth) {
      out.writeBoolean(truth);
    } else if (value instanceof Iterable<?> list) {
      list(list);
    } else {
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
    if (number instanceof Integer || number instanceof Short || number instanceof Byte) {
      out.writeNumber(number.intValue());
    } else if (number instanceof Long whole) {
      out.writeNumber(whole);
    } else if (number instanceof BigInteger whole) {
      out.writeNumber(whole);
    } else if (number instanceof BigDecimal real) {
      out.writeNumber(real);
    } else if (number instanceof Float real) {
      out.writeNumber(real);
    } else {
      out.writeNumber(number.doubleValue());
    }
  }
}
