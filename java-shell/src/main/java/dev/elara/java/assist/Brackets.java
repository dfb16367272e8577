package dev.elara.java.assist;

import java.util.List;

/** Finds what brackets enclose, in lexemes. */
final class Brackets {

  private Brackets() {}

  /** The lexeme at {@code index}, or the one before the type arguments that end there, or -1. */
  static int beforeTypeArguments(String code, List<Lexeme> lexemes, int index) {
    int at = index;
    int depth = 0;
    while (at >= 0) {
      var text = lexemes.get(at).text(code);
      depth += text.equals(">") ? 1 : text.equals("<") ? -1 : 0;
      if (depth == 0 && !text.equals("<")) {
        return at;
      }
      at--;
    }
    return -1;
  }
}
