package dev.elara.zmq;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads one text of strict JSON (RFC 8259), but for {@code NaN} and the infinities, which Python
 * writes. Its own, because a library's parser initialises more classes than a whole message needs,
 * and each kernel would wait for that before its first answer.
 */
final class JsonReader {

  /** More digits than any number of a message needs; a long one takes its square in time. */
  private static final int MAX_DIGITS = 1_000;

  private final char[] text;
  private final int end;
  private int at;

  /** Reads {@code text} from {@code start} up to {@code end}. */
  JsonReader(char[] text, int start, int end) {
    this.text = text;
    this.at = start;
    this.end = end;
  }

  /**
   * The object that the whole text is.
   *
   * @throws MalformedMessage if it is something else, or nested deeper than {@code depth}; the
   *     reason quotes nothing of it
   */
  Map<String, @Nullable Object> object(int depth) throws MalformedMessage {
    if (next() != '{') {
      throw new MalformedMessage("is not a JSON object");
    }
    Map<String, @Nullable Object> object = members(depth);
    if (next() >= 0) {
      throw new MalformedMessage("has something behind its JSON object");
    }
    return object;
  }

  private @Nullable Object value(int depth) throws MalformedMessage {
    if (depth <= 0) {
      throw beyondLimits();
    }
    return switch (next()) {
      case '{' -> members(depth);
      case '[' -> elements(depth);
      case '"' -> string();
      case 't' -> word("true", true);
      case 'f' -> word("false", false);
      case 'n' -> word("null", null);
      case 'N' -> word("NaN", Double.NaN);
      case 'I' -> word("Infinity", Double.POSITIVE_INFINITY);
      case '-' ->
          at + 1 < end && text[at + 1] == 'I'
              ? word("-Infinity", Double.NEGATIVE_INFINITY)
              : number();
      case '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number();
      default -> throw invalid();
    };
  }

  /** From the opening brace to behind the closing one. */
  private Map<String, @Nullable Object> members(int depth) throws MalformedMessage {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    at++;
    if (next() == '}') {
      at++;
      return members;
    }
    while (true) {
      if (next() != '"') {
        throw invalid();
      }
      String name = string();
      if (next() != ':') {
        throw invalid();
      }
      at++;
      members.put(name, value(depth - 1));
      if (ends('}')) {
        return members;
      }
    }
  }

  /** From the opening bracket to behind the closing one. */
  private List<@Nullable Object> elements(int depth) throws MalformedMessage {
    List<@Nullable Object> elements = new ArrayList<>();
    at++;
    if (next() == ']') {
      at++;
      return elements;
    }
    while (true) {
      elements.add(value(depth - 1));
      if (ends(']')) {
        return elements;
      }
    }
  }

  /** Goes behind the closing character, or the comma before what else there is. */
  private boolean ends(char closing) throws MalformedMessage {
    int c = next();
    if (c != closing && c != ',') {
      throw invalid();
    }
    at++;
    return c == closing;
  }

  /** From the opening quotation mark to behind the closing one. */
  private String string() throws MalformedMessage {
    int start = ++at;
    while (plain()) {
      at++;
    }
    if (current() == '"') {
      return new String(text, start, at++ - start);
    }
    var unescaped = new StringBuilder().append(text, start, at - start);
    while (current() != '"') {
      if (current() == '\\') {
        at++;
        unescaped.append(escaped());
      } else if (plain()) {
        unescaped.append(text[at++]);
      } else {
        throw invalid();
      }
    }
    at++;
    return unescaped.toString();
  }

  private boolean plain() {
    return at < end && text[at] != '"' && text[at] != '\\' && text[at] >= ' ';
  }

  private char escaped() throws MalformedMessage {
    char meant =
        switch (current()) {
          case '"' -> '"';
          case '\\' -> '\\';
          case '/' -> '/';
          case 'b' -> '\b';
          case 'f' -> '\f';
          case 'n' -> '\n';
          case 'r' -> '\r';
          case 't' -> '\t';
          case 'u' -> hexadecimal();
          default -> throw invalid();
        };
    at++;
    return meant;
  }

  /** From the u up to the last digit. */
  private char hexadecimal() throws MalformedMessage {
    int c = 0;
    for (int i = 0; i < 4; i++) {
      at++;
      int digit = current() < 0x80 ? Character.digit(current(), 16) : -1;
      if (digit < 0) {
        throw invalid();
      }
      c = c << 4 | digit;
    }
    return (char) c;
  }

  private Number number() throws MalformedMessage {
    int start = at;
    if (current() == '-') {
      at++;
    }
    if (current() == '0') {
      at++;
    } else {
      digits();
    }
    boolean whole = true;
    if (current() == '.') {
      whole = false;
      at++;
      digits();
    }
    if (current() == 'e' || current() == 'E') {
      whole = false;
      at++;
      if (current() == '+' || current() == '-') {
        at++;
      }
      digits();
    }
    if (Character.isLetterOrDigit(current())) {
      throw invalid();
    }
    if (at - start > MAX_DIGITS) {
      throw beyondLimits();
    }
    String literal = new String(text, start, at - start);
    return whole ? integer(literal) : Double.valueOf(literal);
  }

  private void digits() throws MalformedMessage {
    if (!isDigit(current())) {
      throw invalid();
    }
    while (isDigit(current())) {
      at++;
    }
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  /** As narrow as it can be. */
  private static Number integer(String literal) {
    if (literal.length() > 18) {
      var exact = new BigInteger(literal);
      return exact.bitLength() < Long.SIZE ? (Number) exact.longValue() : exact;
    }
    long value = Long.parseLong(literal);
    return value == (int) value ? (Number) (int) value : (Number) value;
  }

  private @Nullable Object word(String word, @Nullable Object meant) throws MalformedMessage {
    for (int i = 0; i < word.length(); i++, at++) {
      if (current() != word.charAt(i)) {
        throw invalid();
      }
    }
    if (Character.isLetterOrDigit(current())) {
      throw invalid();
    }
    return meant;
  }

  /** The next character that is no blank, which becomes the current one; -1 at the end. */
  private int next() {
    while (at < end
        && (text[at] == ' ' || text[at] == '\n' || text[at] == '\r' || text[at] == '\t')) {
      at++;
    }
    return current();
  }

  private int current() {
    return at < end ? text[at] : -1;
  }

  private MalformedMessage invalid() {
    return new MalformedMessage("is not valid JSON (at character " + at + ")");
  }

  private static MalformedMessage beyondLimits() {
    return new MalformedMessage("is JSON beyond the limits of depth or length");
  }
}
