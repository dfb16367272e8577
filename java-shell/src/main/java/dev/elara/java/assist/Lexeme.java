package dev.elara.java.assist;

import java.util.ArrayList;
import java.util.List;

/**
 * A piece of Java source, found without minding whether the rest is right.
 *
 * @param kind what it is
 * @param start its first UTF-16 unit
 * @param end behind its last
 * @param closed false for a literal or comment that the source ends in
 */
record Lexeme(Kind kind, int start, int end, boolean closed) {

  enum Kind {
    WORD,
    NUMBER,
    LITERAL,
    TEXT_BLOCK,
    LINE_COMMENT,
    BLOCK_COMMENT,
    SYMBOL
  }

  /** Whether {@code cursor} is in it, where completing makes no sense for comments and literals. */
  boolean holds(int cursor) {
    var openEnd = kind == Kind.LINE_COMMENT || !closed;
    return start < cursor && (openEnd ? cursor <= end : cursor < end);
  }

  boolean isComment() {
    return kind == Kind.LINE_COMMENT || kind == Kind.BLOCK_COMMENT;
  }

  String text(String source) {
    return source.substring(start, end);
  }

  /** All of {@code source} but white space, in order. */
  static List<Lexeme> of(String source) {
    var lexemes = new ArrayList<Lexeme>();
    int at = 0;
    while (at < source.length()) {
      if (Character.isWhitespace(source.charAt(at))) {
        at++;
        continue;
      }
      var next = at(source, at);
      lexemes.add(next);
      at = next.end();
    }
    return lexemes;
  }

  private static Lexeme at(String source, int start) {
    char first = source.charAt(start);
    if (Character.isJavaIdentifierStart(first)) {
      return new Lexeme(Kind.WORD, start, wordEnd(source, start), true);
    }
    if (Character.isDigit(first)) {
      return new Lexeme(Kind.NUMBER, start, numberEnd(source, start), true);
    }
    if (source.startsWith("//", start)) {
      int end = source.indexOf('\n', start);
      return new Lexeme(Kind.LINE_COMMENT, start, end < 0 ? source.length() : end, true);
    }
    if (source.startsWith("/*", start)) {
      return upTo(source, start, start + 2, "*/", Kind.BLOCK_COMMENT, false);
    }
    if (source.startsWith("\"\"\"", start)) {
      return upTo(source, start, start + 3, "\"\"\"", Kind.TEXT_BLOCK, false);
    }
    if (first == '"' || first == '\'') {
      return upTo(source, start, start + 1, String.valueOf(first), Kind.LITERAL, true);
    }
    var two = source.startsWith("::", start) || source.startsWith("->", start);
    return new Lexeme(Kind.SYMBOL, start, start + (two ? 2 : 1), true);
  }

  private static Lexeme upTo(
      String source, int start, int from, String end, Kind kind, boolean oneLine) {
    for (int at = from; at < source.length(); at++) {
      if (source.startsWith(end, at)) {
        return new Lexeme(kind, start, at + end.length(), true);
      }
      if (oneLine && source.charAt(at) == '\n') {
        return new Lexeme(kind, start, at, false);
      }
      if (kind != Kind.BLOCK_COMMENT && source.charAt(at) == '\\') {
        at++;
      }
    }
    return new Lexeme(kind, start, source.length(), false);
  }

  private static int wordEnd(String source, int start) {
    int end = start;
    while (end < source.length() && Character.isJavaIdentifierPart(source.charAt(end))) {
      end++;
    }
    return end;
  }

  private static int numberEnd(String source, int start) {
    int end = start;
    while (end < source.length()
        && (Character.isJavaIdentifierPart(source.charAt(end))
            || (source.charAt(end) == '.'
                && end + 1 < source.length()
                && Character.isDigit(source.charAt(end + 1))))) {
      end++;
    }
    return end;
  }
}
