package dev.elara.java.assist;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** What must follow a cell cut at the cursor so that the parser has a whole one to look at. */
final class Closers {

  /** What a declaration is called that is only there to be named. */
  static final String NAME = "elaraClosesThis";

  private final Cursor cursor;
  private final List<Lexeme> before;
  private final StringBuilder closers = new StringBuilder();

  private Closers(Cursor cursor) {
    this.cursor = cursor;
    this.before = cursor.before();
  }

  static String of(Cursor cursor) {
    return new Closers(cursor).close();
  }

  private String close() {
    Deque<Integer> open = new ArrayDeque<>();
    for (int at = 0; at < before.size(); at++) {
      switch (text(at)) {
        case "(", "[", "{" -> open.push(at);
        case ")", "]", "}" -> open.poll();
        default -> {}
      }
    }
    closeTypeArguments();
    var statementOpen = true;
    for (int at : open) {
      switch (text(at)) {
        case "(" -> {
          closers.append(closerOfParenthesis(at));
          statementOpen = true;
        }
        case "[" -> closers.append(']');
        default -> {
          closers.append(statementOpen ? end() + "}" : "}");
          statementOpen = inParentheses(at, open);
        }
      }
    }
    return closers.append(statementOpen ? end() : "").toString();
  }

  private String text(int index) {
    return index < 0 ? "" : before.get(index).text(cursor.code());
  }

  /** A type needs a name behind it to be one, or arguments behind {@code new}. */
  private void closeTypeArguments() {
    if (!cursor.inTypeArguments()) {
      return;
    }
    int opened = 0;
    for (int i = 0; i < before.size(); i++) {
      opened =
          switch (text(i)) {
            case "<" -> opened + 1;
            case ">" -> Math.max(0, opened - 1);
            case ";", "{", "}", "(", ")", "=" -> 0;
            default -> opened;
          };
    }
    closers.append(">".repeat(Math.max(1, opened)));
    closers.append(madeByNew() ? "()" : " " + NAME);
  }

  private boolean madeByNew() {
    for (int at = before.size() - 1; at >= 0; at--) {
      switch (text(at)) {
        case "new" -> {
          return true;
        }
        case ";", "{", "}", "(", ")", "=" -> {
          return false;
        }
        default -> {}
      }
    }
    return false;
  }

  /** What ends the statement, label or annotation being typed. */
  private String end() {
    if (closers.indexOf(";") >= 0 || closers.indexOf("}") >= 0) {
      return ";";
    }
    return cursor.inLabel() ? "->{}" : isAnnotation() ? " class " + NAME + "{}" : ";";
  }

  /** Whether all there is of the declaration being typed is an annotation that is still open. */
  private boolean isAnnotation() {
    int start = cursor.brackets().innermostOpen();
    if (!text(start).equals("(")) {
      return false;
    }
    while (start > 0 && !text(start).equals("@")) {
      if (List.of(";", "{", "}").contains(text(start))) {
        return false;
      }
      start--;
    }
    return text(start).equals("@");
  }

  /** Whether the brace at {@code at} is an argument's, so that the statement goes on behind it. */
  private boolean inParentheses(int at, Deque<Integer> open) {
    return open.stream().anyMatch(o -> o < at && !text(o).equals("{"))
        || (at > 0 && List.of("->", "]", "=").contains(text(at - 1)));
  }

  private String closerOfParenthesis(int at) {
    return switch (text(at - 1)) {
      case "for" -> forHeaderCloser(at);
      case "switch", "try", "synchronized" -> "){}";
      case "catch" ->
          cursor.previous(1).equals("(") || cursor.previous(1).equals("|")
              ? " " + NAME + "){}"
              : "){}";
      default -> ")";
    };
  }

  private String forHeaderCloser(int at) {
    var header =
        before.subList(at, before.size()).stream().map(l -> l.text(cursor.code())).toList();
    long semicolons = header.stream().filter(";"::equals).count();
    return header.contains(":") ? ")" : ";".repeat((int) Math.max(0, 2 - semicolons)) + ")";
  }
}
