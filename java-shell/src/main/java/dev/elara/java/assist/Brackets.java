package dev.elara.java.assist;

import java.util.List;
import java.util.Set;

/**
 * What brackets enclose, in the lexemes before a place, which may leave some open.
 *
 * @param code the cell
 * @param lexemes those before the place, comments aside
 */
record Brackets(String code, List<Lexeme> lexemes) {

  /** The words that declare a type. */
  static final Set<String> TYPE_DECLARATION = Set.of("class", "interface", "enum", "record");

  /** The text of a lexeme; empty before the first. */
  String text(int index) {
    return index < 0 ? "" : lexemes.get(index).text(code);
  }

  /** The lexeme at {@code index}, or the one before the type arguments that end there, or -1. */
  int beforeTypeArguments(int index) {
    int depth = 0;
    for (int at = index; at >= 0; at--) {
      depth += text(at).equals(">") ? 1 : text(at).equals("<") ? -1 : 0;
      if (depth == 0 && !text(at).equals("<")) {
        return at;
      }
    }
    return -1;
  }

  /** The index of the innermost bracket that is open here; negative if there is none. */
  int innermostOpen() {
    int depth = 0;
    for (int at = lexemes.size() - 1; at >= 0; at--) {
      switch (text(at)) {
        case ")", "]", "}" -> depth++;
        case "(", "[", "{" -> {
          if (--depth < 0) {
            return at;
          }
        }
        default -> {}
      }
    }
    return -1;
  }

  /** The index of the bracket that the one at {@code closer} closes; negative if there is none. */
  int opener(int closer) {
    int depth = 0;
    for (int at = closer; at >= 0; at--) {
      switch (text(at)) {
        case ")", "]", "}" -> depth++;
        case "(", "[", "{" -> {
          if (--depth == 0) {
            return at;
          }
        }
        default -> {}
      }
    }
    return -1;
  }

  /** Whether the brace at {@code brace} opens the body of a class. */
  boolean opensClass(int brace) {
    for (int at = brace - 1; at >= 0; at--) {
      switch (text(at)) {
        case ";", "{", "}" -> {
          return false;
        }
        case ")" -> {
          at = opener(at);
          if (at > 0 && madeByNew(at - 1)) {
            return true;
          }
        }
        case "->", "=" -> {
          return false;
        }
        default -> {
          if (TYPE_DECLARATION.contains(text(at)) && !text(at - 1).equals(".")) {
            return true;
          }
        }
      }
    }
    return false;
  }

  /** Whether the name that ends at {@code index} follows {@code new}. */
  private boolean madeByNew(int index) {
    int at = beforeTypeArguments(index);
    while (at > 1 && text(at - 1).equals(".")) {
      at -= 2;
    }
    return text(at - 1).equals("new");
  }

  /** The index of the first lexeme of what is before the dot; that of the name if no dot is. */
  int expressionStart() {
    int first = lexemes.size();
    while (first > 1 && Set.of(".", "::").contains(text(first - 1))) {
      int at = first - 2;
      while (at > 0 && Set.of(")", "]").contains(text(at)) && opener(at) > 0) {
        at = opener(at) - 1;
      }
      if (at < 0 || Set.of("{", "}", ";", ",", "=", "->").contains(text(at))) {
        return first - 1;
      }
      first = at;
      if (at > 0 && text(at - 1).equals("new")) {
        return at - 1;
      }
    }
    return first;
  }
}
