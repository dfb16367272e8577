package dev.elara.java.magic;

import dev.elara.java.magic.Magic.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The magics in a cell's source. A line is a magic if it begins with a percent sign and a name, a
 * statement may begin there, and it is not in a comment or text block: {@code a} with {@code %b} on
 * the next line stays a remainder. Offsets count UTF-16 units.
 */
final class MagicLines {

  /**
   * One of them.
   *
   * @param start where its sign stands
   * @param end where its line ends
   * @param arguments what follows the name, without surrounding blanks
   */
  record Line(Kind kind, String name, String arguments, int start, int end) {}

  private static final Pattern CELL = Pattern.compile("\\A\\s*?(%%)([A-Za-z]\\w*)?([^\\n]*)");
  private static final Pattern LINE = Pattern.compile("[ \\t]*(%)([A-Za-z]\\w*)([^\\n]*)");
  private static final String OPENS_STATEMENT = ";{}";

  private final String code;
  private final List<Line> lines = new ArrayList<>();
  private int at;
  private char before = ';'; // the last character of code that was not blank

  private MagicLines(String code) {
    this.code = code;
  }

  /** The cell magic that the cell begins with; null if it does not. */
  static @Nullable Line cell(String code) {
    Matcher matcher = CELL.matcher(code);
    return matcher.find() ? line(Kind.CELL, matcher) : null;
  }

  /** The line magics in a cell of Java. */
  static List<Line> in(String code) {
    if (code.indexOf('%') < 0) {
      return List.of();
    }
    MagicLines scan = new MagicLines(code);
    scan.run();
    return scan.lines;
  }

  /** The cell without its magics: blanks stand in their place, so that offsets stay. */
  static String blanked(String code) {
    StringBuilder text = new StringBuilder(code);
    for (Line line : in(code)) {
      for (int i = line.start; i < line.end; i++) {
        text.setCharAt(i, ' ');
      }
    }
    return text.toString();
  }

  /** The cell with calls of {@link dev.elara.shell.LineMagic} in place of its line magics. */
  static String asJava(String code) {
    StringBuilder text = new StringBuilder(code);
    for (Line line : in(code).reversed()) {
      String call =
          "dev.elara.shell.LineMagic.run("
              + quoted(line.name)
              + ", "
              + quoted(line.arguments)
              + ");";
      text.replace(line.start, line.end, call);
    }
    return text.toString();
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\r", "\\r") + '"';
  }

  private static Line line(Kind kind, Matcher matcher) {
    String name = matcher.group(2) == null ? "" : matcher.group(2);
    return new Line(kind, name, matcher.group(3).strip(), matcher.start(1), matcher.end());
  }

  private void run() {
    boolean lineStarts = true;
    while (at < code.length()) {
      if (lineStarts && magic()) {
        continue;
      }
      char c = code.charAt(at);
      lineStarts = c == '\n';
      step(c);
    }
  }

  /** Takes a magic that stands here. */
  private boolean magic() {
    Matcher matcher = LINE.matcher(code).region(at, code.length());
    if (OPENS_STATEMENT.indexOf(before) < 0 || !matcher.lookingAt()) {
      return false;
    }
    lines.add(line(Kind.LINE, matcher));
    at = Math.min(matcher.end() + 1, code.length());
    before = ';';
    return true;
  }

  private void step(char c) {
    if (code.startsWith("//", at)) {
      at = endOf("\n", at);
    } else if (code.startsWith("/*", at)) {
      at = endOf("*/", at + 2) + 2;
    } else if (code.startsWith("\"\"\"", at)) {
      literal("\"\"\"");
    } else if (c == '"' || c == '\'') {
      literal(String.valueOf(c));
    } else {
      before = Character.isWhitespace(c) ? before : c;
      at++;
    }
  }

  /**
   * Goes behind a literal that begins here; one that does not end goes on to the end of the cell.
   */
  private void literal(String quote) {
    at += quote.length();
    while (at < code.length() && !code.startsWith(quote, at)) {
      boolean unfinished = quote.length() == 1 && code.charAt(at) == '\n';
      if (unfinished) {
        return;
      }
      at += code.charAt(at) == '\\' ? 2 : 1;
    }
    at += quote.length();
    before = '"';
  }

  private int endOf(String what, int from) {
    int end = code.indexOf(what, from);
    return end < 0 ? code.length() : end;
  }
}
