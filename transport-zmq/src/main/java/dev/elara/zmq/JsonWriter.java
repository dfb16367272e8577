package dev.elara.zmq;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
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

  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  private final Bytes out = new Bytes();
  private final int maxDepth;

  JsonWriter(int maxDepth) {
    this.maxDepth = maxDepth;
  }

  byte[] write(Map<?, ?> tree) {
    object(tree, 1);
    return out.toByteArray();
  }

  private void value(@Nullable Object value, int depth) {
    switch (value) {
      case null -> out.ascii("null");
      case String text -> string(text);
      case Boolean truth -> out.ascii(truth ? "true" : "false");
      case Number number -> number(number);
      case Map<?, ?> object -> object(object, depth + 1);
      case Iterable<?> list -> list(list, depth + 1);
      default ->
          throw new IllegalArgumentException(
              "A message cannot hold a "
                  + value.getClass().getName()
                  + ": only null, Boolean, Number, String, List and Map are JSON.");
    }
  }

  private void object(Map<?, ?> object, int depth) {
    checkDepth(depth);
    out.write('{');
    boolean first = true;
    for (Map.Entry<?, ?> entry : object.entrySet()) {
      if (!first) {
        out.write(',');
      }
      first = false;
      if (!(entry.getKey() instanceof String name)) {
        throw new IllegalArgumentException("A message cannot hold a name that is not a String.");
      }
      string(name);
      out.write(':');
      value(entry.getValue(), depth);
    }
    out.write('}');
  }

  private void list(Iterable<?> list, int depth) {
    checkDepth(depth);
    out.write('[');
    boolean first = true;
    for (Object element : list) {
      if (!first) {
        out.write(',');
      }
      first = false;
      value(element, depth);
    }
    out.write(']');
  }

  private void checkDepth(int depth) {
    if (depth > maxDepth) {
      throw new IllegalArgumentException(
          "A message cannot be nested deeper than " + maxDepth + " levels; does it hold itself?");
    }
  }

  private void number(Number number) {
    switch (number) {
      case Double real when !Double.isFinite(real) -> string(real.toString());
      case Float real when !Float.isFinite(real) -> string(real.toString());
      case Integer _, Long _, Short _, Byte _, BigInteger _, BigDecimal _, Double _, Float _ ->
          out.ascii(number.toString());
      default -> number(number.doubleValue());
    }
  }

  private void string(String text) {
    out.write('"');
    int length = text.length();
    out.ensure(length);
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c >= 0x20 && c < 0x7f && c != '"' && c != '\\') {
        out.write(c);
      } else if (c < 0x80) {
        escape(c);
      } else if (!Character.isSurrogate(c)) {
        codePoint(c);
      } else if (Character.isHighSurrogate(c)
          && i + 1 < length
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        codePoint(Character.toCodePoint(c, text.charAt(++i)));
      } else {
        codePoint(0xfffd);
      }
    }
    out.write('"');
  }

  private void escape(char c) {
    switch (c) {
      case '"' -> out.ascii("\\\"");
      case '\\' -> out.ascii("\\\\");
      case '\n' -> out.ascii("\\n");
      case '\r' -> out.ascii("\\r");
      case '\t' -> out.ascii("\\t");
      case 0x7f -> out.write(c);
      default -> {
        out.ascii("\\u00");
        out.write(HEX[c >> 4]);
        out.write(HEX[c & 0xf]);
      }
    }
  }

  private void codePoint(int c) {
    if (c < 0x800) {
      out.write(0xc0 | (c >> 6));
    } else {
      if (c < 0x10000) {
        out.write(0xe0 | (c >> 12));
      } else {
        out.write(0xf0 | (c >> 18));
        out.write(0x80 | ((c >> 12) & 0x3f));
      }
      out.write(0x80 | ((c >> 6) & 0x3f));
    }
    out.write(0x80 | (c & 0x3f));
  }

  /** A growing byte array; one writer's, so unlike its superclass's methods it needs no lock. */
  private static final class Bytes extends ByteArrayOutputStream {

    Bytes() {
      super(512);
    }

    void ensure(int more) {
      if (buf.length - count < more) {
        buf = Arrays.copyOf(buf, Math.addExact(count, Math.max(more, count)));
      }
    }

    @Override
    @SuppressWarnings("UnsynchronizedOverridesSynchronized")
    public void write(int b) {
      ensure(1);
      buf[count++] = (byte) b;
    }

    void ascii(String text) {
      ensure(text.length());
      for (int i = 0; i < text.length(); i++) {
        buf[count++] = (byte) text.charAt(i);
      }
    }
  }
}
