package dev.elara.cli.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.PrettyPrinter;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes a tree of null, Boolean, Number, String, {@code List} and {@code Map} as Python's {@code
 * json.dumps} does with an indent, which is how Jupyter lays out notebooks. A half of a surrogate
 * pair, which UTF-8 cannot hold, is written as an escape.
 *
 * <p>Keeps no state beyond one call.
 */
public final class JsonWriter {

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .disable(JsonWriteFeature.WRITE_HEX_UPPER_CASE)
          .streamWriteConstraints(
              StreamWriteConstraints.builder().maxNestingDepth(Integer.MAX_VALUE).build())
          .build();

  private JsonWriter() {}

  /** The file of {@code tree} in UTF-8. */
  public static byte[] write(@Nullable Object tree, JsonStyle style) {
    var text = new StringWriter();
    try (JsonGenerator out = FACTORY.createGenerator(text)) {
      out.setPrettyPrinter(layout(style));
      out.setHighestNonEscapedChar(style.ascii() ? 0x7f : 0);
      value(out, tree);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    if (style.lastLineEnded()) {
      text.append(style.lineEnd());
    }
    return halvesEscaped(text.getBuffer()).getBytes(StandardCharsets.UTF_8);
  }

  private static PrettyPrinter layout(JsonStyle style) {
    var indenter = new DefaultIndenter(style.indent(), style.lineEnd());
    var separators =
        Separators.createDefaultInstance()
            .withRootSeparator("")
            .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
            .withObjectEmptySeparator("")
            .withArrayEmptySeparator("");
    var layout = new DefaultPrettyPrinter(separators);
    layout.indentArraysWith(indenter);
    layout.indentObjectsWith(indenter);
    return layout;
  }

  private static void value(JsonGenerator out, @Nullable Object value) throws IOException {
    switch (value) {
      case null -> out.writeNull();
      case String text -> out.writeString(text);
      case Boolean truth -> out.writeBoolean(truth);
      case Number number -> out.writeNumber(number.toString());
      case Map<?, ?> fields -> {
        out.writeStartObject();
        for (var field : fields.entrySet()) {
          out.writeFieldName((String) field.getKey());
          value(out, field.getValue());
        }
        out.writeEndObject();
      }
      case List<?> items -> {
        out.writeStartArray();
        for (Object item : items) {
          value(out, item);
        }
        out.writeEndArray();
      }
      default -> throw new IllegalArgumentException("JSON has no " + value.getClass().getName());
    }
  }

  private static String halvesEscaped(CharSequence text) {
    var escaped = new StringBuilder(text.length());
    text.codePoints()
        .forEach(c -> {
          if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
            escaped.append("\\u").append(Integer.toHexString(c));
          } else {
            escaped.appendCodePoint(c);
          }
        });
    return escaped.toString();
  }
}
