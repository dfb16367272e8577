package dev.elara.zmq;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.elara.message.CodePoints;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HexFormat;
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

  private final StringBuilder out = new StringBuilder(512);
  private final int maxDepth;
  private int depth;

  private JsonWriter(int maxDepth) {
    this.maxDepth = maxDepth;
  }

  /**
   * The bytes of {@code tree}.
   *
   * @throws IllegalArgumentException if it holds something JSON does not know, or is too deep
   */
  static byte[] write(Map<?, ?> tree, int maxDepth) {
    var writer = new JsonWriter(maxDepth);
    writer.object(tree);
    return writer.out.toString().getBytes(UTF_8);
  }

  private void value(@Nullable Object value) {
    if (value == null) {
      out.append("null");
    } else if (value instanceof String text) {
      string(text);
    } else if (value instanceof Map<?, ?> object) {
      object(object);
    } else if (value instanceof Number number) {
      number(number);
    } else if (value instanceof Boolean truth) {
      out.append(truth.booleanValue());
    } else if (value instanceof Iterable<?> list) {
      list(list);
    } else {
      throw new IllegalArgumentException(
          "A message cannot hold a "
              + value.getClass().getName()
              + ": only null, Boolean, Number, String, List and Map are JSON.");
    }
  }

  private void object(Map<?, ?> object) {
    deeper();
    char before = '{';
    for (Map.Entry<?, ?> entry : object.entrySet()) {
      if (!(entry.getKey() instanceof String name)) {
        throw new IllegalArgumentException("A message cannot hold a name that is not a String.");
      }
      out.append(before);
      before = ',';
      string(name);
      out.append(':');
      value(entry.getValue());
    }
    out.append(before == '{' ? "{}" : "}");
    depth--;
  }

  private void list(Iterable<?> list) {
    deeper();
    char before = '[';
    for (Object element : list) {
      out.append(before);
      before = ',';
      value(element);
    }
    out.append(before == '[' ? "[]" : "]");
    depth--;
  }

  private void deeper() {
    if (++depth > maxDepth) {
      throw new IllegalArgumentException(
          "A message cannot be nested deeper than " + maxDepth + " levels; does it hold itself?");
    }
  }

  private void string(String any) {
    String text = CodePoints.wellFormed(any);
    out.append('"');
    int written = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c == '"' || c == '\\') {
        out.append(text, written, i);
        escape(c);
        written = i + 1;
      }
    }
    out.append(text, written, text.length()).append('"');
  }

  private void escape(char c) {
    out.append('\\');
    switch (c) {
      case '"', '\\' -> out.append(c);
      case '\b' -> out.append('b');
      case '\f' -> out.append('f');
      case '\n' -> out.append('n');
      case '\r' -> out.append('r');
      case '\t' -> out.append('t');
      default -> out.append('u').append(HexFormat.of().toHexDigits(c));
    }
  }

  private void number(Number number) {
    if (number instanceof Integer || number instanceof Short || number instanceof Byte) {
      out.append(number.intValue());
    } else if (number instanceof Long whole) {
      out.append(whole.longValue());
    } else if (number instanceof BigInteger || number instanceof BigDecimal) {
      out.append(number);
    } else if (number instanceof Float real && Float.isFinite(real)) {
      out.append(real.floatValue());
    } else if (Double.isFinite(number.doubleValue())) {
      out.append(number.doubleValue());
    } else {
      out.append('"').append(number.doubleValue()).append('"');
    }
  }
}
