package dev.elara.java.assist;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where in a cell the cursor stands, read from its text alone: what is being typed, what stands
 * before it, and how to close what is open, so that the parser has a whole cell to look at.
 *
 * @param code the cell
 * @param start where the name being typed starts
 * @param end where it ends; behind the cursor if that stands inside a name
 * @param prefix what is typed of it up to the cursor
 * @param before what stands before it, comments aside, nearest last
 * @param silent whether it is in a comment, a literal or a number
 */
record Cursor(String code, int start, int end, String prefix, List<Lexeme> before, boolean silent) {

  static Cursor at(String code, int cursor) {
    var lexemes = Lexeme.of(code);
    int start = cursor;
    int end = cursor;
    var silent = false;
    for (var lexeme : lexemes) {
      var inWord = lexeme.kind() == Lexeme.Kind.WORD;
      if (inWord && lexeme.start() <= cursor && cursor <= lexeme.end()) {
        start = lexeme.start();
        end = lexeme.end();
      } else if (!inWord && lexeme.kind() != Lexeme.Kind.SYMBOL && lexeme.holds(cursor)) {
        silent = true;
      } else if (lexeme.kind() == Lexeme.Kind.NUMBER && lexeme.end() == cursor) {
        silent = true;
      }
    }
    int from = start;
    var before = lexemes.stream().filter(l -> l.end() <= from && !l.isComment()).toList();
    return new Cursor(code, start, end, code.substring(start, cursor), before, silent);
  }

  /** The text of the {@code back}-th lexeme before the name, 1 for the nearest; empty if none. */
  String previous(int back) {
    return before.size() < back ? "" : before.get(before.size() - back).text(code);
  }

  /** Whether a member of something is being typed. */
  boolean afterDot() {
    return previous(1).equals(".") || previous(1).equals("::");
  }

  /** Whether a statement or declaration starts here. */
  boolean startsStatement() {
    return switch (previous(1)) {
      case "", ";", "{", "}" -> true;
      case ")" -> afterCondition();
      case "else", "do", "->", ":" -> true;
      default -> false;
    };
  }

  /** The first lexemes of an import declaration being typed, as text; null elsewhere. */
  @Nullable String importPath() {
    int first = before.size() - 1;
    while (first >= 0 && !before.get(first).text(code).equals("import")) {
      if (before.get(first).text(code).equals(";")) {
        return null;
      }
      first--;
    }
    if (first < 0) {
      return null;
    }
    var path = new StringBuilder();
    for (var lexeme : before.subList(first + 1, before.size())) {
      path.append(lexeme.text(code)).append(lexeme.text(code).equals("static") ? " " : "");
    }
    return path.toString();
  }

  /** The code up to the name, {@code name} in its place, and all that is open closed behind it. */
  String closedWith(String name) {
    return code.substring(0, start) + name + closers();
  }

  private boolean afterCondition() {
    int depth = 0;
    for (int at = before.size() - 1; at >= 0; at--) {
      var text = before.get(at).text(code);
      depth += text.equals(")") ? 1 : text.equals("(") ? -1 : 0;
      if (depth == 0) {
        return at > 0 && List.of("if", "while", "for").contains(before.get(at - 1).text(code));
      }
    }
    return false;
  }

  private String closers() {
    Deque<Integer> open = new ArrayDeque<>();
    for (int at = 0; at < before.size(); at++) {
      switch (before.get(at).text(code)) {
        case "(", "[", "{" -> open.push(at);
        case ")", "]", "}" -> open.poll();
        default -> {}
      }
    }
    var closers = new StringBuilder();
    var statementOpen = true;
    for (int at : open) {
      switch (before.get(at).text(code)) {
        case "(" -> {
          closers.append(closerOfParenthesis(at));
          statementOpen = true;
        }
        case "[" -> closers.append(']');
        default -> {
          closers.append(statementOpen ? ";}" : "}");
          statementOpen = inParentheses(at, open);
        }
      }
    }
    return closers.append(statementOpen ? ";" : "").toString();
  }

  /** Whether the brace at {@code at} is an argument's, so that the statement goes on behind it. */
  private boolean inParentheses(int at, Deque<Integer> open) {
    return open.stream().anyMatch(o -> o < at && !before.get(o).text(code).equals("{"))
        || (at > 0 && List.of("->", "]", "=").contains(before.get(at - 1).text(code)));
  }

  private String closerOfParenthesis(int at) {
    return switch (at == 0 ? "" : before.get(at - 1).text(code)) {
      case "for" -> forHeaderCloser(at);
      case "switch", "try", "catch", "synchronized" -> "){}";
      default -> ")";
    };
  }

  private String forHeaderCloser(int at) {
    long semicolons =
        before.subList(at, before.size()).stream().filter(l -> l.text(code).equals(";")).count();
    var each = before.subList(at, before.size()).stream().anyMatch(l -> l.text(code).equals(":"));
    return each ? ")" : ";".repeat((int) Math.max(0, 2 - semicolons)) + ")";
  }
}
