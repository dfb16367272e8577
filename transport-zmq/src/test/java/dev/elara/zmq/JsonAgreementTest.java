package dev.elara.zmq;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The reader beside a widely used one, on many broken texts. */
class JsonAgreementTest {

  private static final JsonFactory FACTORY =
      JsonFactory.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

  private static final String WHOLE =
      """
      {"a" : [1, -0, 0.5, -2.5e+10, 1E-7, 123456789012345678901, 2147483648, true,false, null],
       "\\u00e9\\n\\/\\"": {"": {}, "b": [[], [{}]], "b": "é😀\\ud83d\\ude00\\b\\f\\r\\t\\\\"},
       "n": [NaN, Infinity, -Infinity]}
      """;

  private static final String INSERTED = "{}[]\":,\\0e1-+.tfnNIu/ \u0001x";

  @Test
  void textsAreReadAndRefusedAsJacksonDoes() throws IOException {
    Random random = new Random(6);
    int read = 0;
    for (int i = 0; i < 40_000; i++) {
      String text = mutated(random);
      Map<String, @Nullable Object> expected = byJackson(text);
      assertThat(byElara(text)).as(text).isEqualTo(expected);
      read += expected == null ? 0 : 1;
    }
    assertThat(read).isBetween(1_000, 39_000);
  }

  private static String mutated(Random random) {
    var text = new StringBuilder(WHOLE);
    for (int changes = random.nextInt(3); changes >= 0; changes--) {
      int at = random.nextInt(text.length());
      char inserted = INSERTED.charAt(random.nextInt(INSERTED.length()));
      switch (random.nextInt(4)) {
        case 0 -> text.deleteCharAt(at);
        case 1 -> text.insert(at, inserted);
        case 2 -> text.setCharAt(at, inserted);
        default -> text.setLength(random.nextInt(20) == 0 ? at + 1 : text.length()); // rarely cut
      }
    }
    // Jackson takes +Infinity too, which neither JSON nor Python writes.
    return text.toString().replace("+I", "I");
  }

  private static @Nullable Map<String, @Nullable Object> byElara(String text) {
    try {
      return new JsonReader(text.toCharArray(), 0, text.length()).object(100);
    } catch (MalformedMessage _) {
      return null;
    }
  }

  private static @Nullable Map<String, @Nullable Object> byJackson(String text) throws IOException {
    try (JsonParser parser = FACTORY.createParser(new StringReader(text))) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return null;
      }
      Map<String, @Nullable Object> object = object(parser);
      return parser.nextToken() == null ? object : null;
    } catch (com.fasterxml.jackson.core.JsonProcessingException _) {
      return null;
    }
  }

  private static Map<String, @Nullable Object> object(JsonParser parser) throws IOException {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      parser.nextToken();
      object.put(name, value(parser));
    }
    return object;
  }

  private static @Nullable Object value(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> {
        List<@Nullable Object> list = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          list.add(value(parser));
        }
        yield list;
      }
      case VALUE_STRING -> parser.getText();
      case VALUE_NUMBER_INT -> parser.getNumberValue();
      case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      default -> throw new IllegalStateException("unexpected " + parser.currentToken());
    };
  }
}
