package dev.elara.web.kernel;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads JSON text into maps, lists, strings, numbers, booleans and null. */
final class JsonReader {

  private final String text;
  private int at;

  private JsonReader(String text) {
    this.text = text;
  }

  /**
   * The object that a text is.
   *
   * @throws IllegalArgumentException if it is none
   */
  @SuppressWarnings("unchecked") // an object's keys are strings
  static Map<String, @Nullable Object> object(String text) {
    var reader = new JsonReader(text);
    if (reader.value() instanceof Map<?, ?> map) {
      return (Map<String, @Nullable Object>) map;
    }
    throw reader.wrong("an object");
  }

  private IllegalArgumentException wrong(String expected) {
    return new IllegalArgumentException(
        "The JSON text has no " + expected + " where it should, at character " + at);
  }

  private char next() {
    while (at < text.length() && text.charAt(at) <= ' ') {
      at++;
    }
    if (at == text.length()) {
      throw wrong("value");
    }
    return text.charAt(at);
  }

  private @Nullable Object value() {
    return switch (next()) {
      case '{' -> map();
      case '[' -> list();
      case '"' -> string();
      case 't' -> word("true", true);
      case 'f' -> word("false", false);
      case 'n' -> word("null", null);
      default -> number();
    };
  }

  private @Nullable Object word(String word, @Nullable Object value) {
    if (!text.startsWith(word, at)) {
      throw wrong(word);
    }
    at += word.length();
    return value;
  }

  private Map<String, @Nullable Object> map() {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    at++;
    while (next() != '}') {
      if (text.charAt(at) == ',') {
        at++;
        continue;
      }
      String key = string();
      if (next() != ':') {
        throw wrong("colon");
      }
      at++;
      map.put(key, value());
    }
    at++;
    return map;
  }

  private List<@Nullable Object> list() {
    List<@Nullable Object> list = new ArrayList<>();
    at++;
    while (next() != ']') {
      if (text.charAt(at) == ',') {
        at++;
      } else {
        list.add(value());
      }
    }
    at++;
    return list;
  }

  private String string() {
    if (next() != '"') {
      throw wrong("string");
    }
    int start = ++at;
    int end = text.indexOf('"', start);
    if (end >= 0 && text.indexOf('\\', start, end) < 0) {
      at = end + 1;
      return text.substring(start, end);
    }
    var result = new StringBuilder();
    while (at < text.length() && text.charAt(at) != '"') {
      char each = text.charAt(at++);
      result.append(each == '\\' ? escaped() : each);
    }
    at++;
    return result.toString();
  }

  private char escaped() {
    char kind = text.charAt(at++);
    return switch (kind) {
      case 'n' -> '\n';
      case 't' -> '\t';
      case 'r' -> '\r';
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'u' -> {
        at += 4;
        yield (char) Integer.parseInt(text, at - 4, at, 16);
      }
      default -> kind;
    };
  }

  private Number number() {
    int start = at;
    boolean whole = true;
    while (at < text.length() && "+-.eE0123456789".indexOf(text.charAt(at)) >= 0) {
      whole = whole && ".eE".indexOf(text.charAt(at)) < 0;
      at++;
    }
    if (at == start) {
      throw wrong("value");
    }
    String digits = text.substring(start, at);
    if (!whole || digits.length() > 18) {
      return Double.valueOf(digits);
    }
    long value = Long.parseLong(digits);
    if (value == (int) value) {
      return (int) value;
    }
    return value;
  }
}
