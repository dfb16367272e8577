package dev.elara.cli.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonRoundTripTest {

  @Test
  void aFileComesBackByteForByte() throws MalformedJson {
    String file =
        """
        {
         "z": 1.0,
         "a": [
          1e-05,
          12345678901234567890123,
          -0.0,
          true,
          null,
          {},
          []
         ],
         "text": "quote \\" slash / backslash \\\\ bell \\u0007 tab \\t ä € 😀 LINE-SEPARATOR DELETE"
        }
        """
            .replace("LINE-SEPARATOR", "\u2028")
            .replace("DELETE", "\u007f");
    assertThat(roundTrip(file)).isEqualTo(file);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\n    \"four\": 1\n}",
        "{\n\t\"tab\": [\n\t\t1\n\t]\n}\n",
        "{\r\n \"windows\": 1\r\n}\r\n",
        "{\n \"ascii\": \"\\u00e4\\ud83d\\ude00\"\n}\n",
        "{\n \"half of a pair\": \"\\ud83d ä\"\n}\n",
        "{\n \"not a number\": NaN\n}\n",
      })
  void indentLineEndsAndEscapesOfAFileAreKept(String file) throws MalformedJson {
    assertThat(roundTrip(file)).isEqualTo(file);
  }

  @Test
  void aByteOrderMarkIsSkipped() throws MalformedJson {
    assertThat(JsonReader.read("\ufeff{\"a\": 1}".getBytes(UTF_8)))
        .isEqualTo(Map.of("a", new JsonNumber("1")));
  }

  @Test
  void aTextOfFiftyMegabytesIsRead() throws MalformedJson {
    String picture = "x".repeat(50 << 20);
    assertThat(JsonReader.read(("[\"" + picture + "\"]").getBytes(UTF_8)))
        .isEqualTo(List.of(picture));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "{", "{\"a\" 1}", "[1,]", "{} {}", "nul", "{\"a\": 'b'}"})
  void whatIsNoJsonIsRefused(String text) {
    assertThatThrownBy(() -> JsonReader.read(text.getBytes(UTF_8)))
        .isInstanceOf(MalformedJson.class);
  }

  @Test
  void aMistakeIsNamedWithLineAndColumn() {
    assertThatThrownBy(() -> JsonReader.read("{\n \"a\": 1,\n \"b\" 2\n}".getBytes(UTF_8)))
        .hasMessageStartingWith("line 3, column ");
  }

  @Test
  void aThousandLevelsTooManyAreAnErrorAndNoOverflow() {
    assertThatThrownBy(() -> JsonReader.read("[".repeat(100_000).getBytes(UTF_8)))
        .isInstanceOf(MalformedJson.class);
  }

  private static String roundTrip(String file) throws MalformedJson {
    byte[] bytes = file.getBytes(UTF_8);
    return new String(JsonWriter.write(JsonReader.read(bytes), JsonStyle.of(bytes)), UTF_8);
  }
}
