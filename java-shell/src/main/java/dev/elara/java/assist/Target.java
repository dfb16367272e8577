package dev.elara.java.assist;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What someone asks about: a word, or the call whose parentheses the cursor is in. */
sealed interface Target {

  /**
   * A word of the cell.
   *
   * @param text the word
   * @param start where it starts
   * @param end where it ends
   */
  record Word(String text, int start, int end) implements Target {}

  /**
   * A call.
   *
   * @param name what is called
   * @param argumentStart where the argument that the cursor is in starts
   * @param index which argument that is, from 0
   */
  record Call(Word name, int argumentStart, int index) implements Target {}

  /** The word the cursor touches; null if it touches none, or only a keyword. */
  static @Nullable Word word(String code, int cursor) {
    for (var lexeme : Lexeme.of(code)) {
      if (lexeme.kind() == Lexeme.Kind.WORD
          && lexeme.start() <= cursor
          && cursor <= lexeme.end()
          && !Keywords.STATEMENT.contains(lexeme.text(code))) {
        return word(code, lexeme);
      }
    }
    return null;
  }

  /** The innermost call the cursor is in the parentheses of; null if there is none. */
  static @Nullable Call call(String code, int cursor) {
    var before =
        Lexeme.of(code).stream()
            .filter(lexeme -> !lexeme.isComment() && lexeme.end() <= cursor)
            .toList();
    int depth = 0;
    int index = 0;
    int start = -1;
    for (int at = before.size() - 1; at >= 0; at--) {
      var lexeme = before.get(at);
      switch (lexeme.text(code)) {
        case ")", "]", "}" -> depth++;
        case "[", "{" -> {
          if (--depth < 0) {
            depth = 0;
            index = 0;
            start = -1;
          }
        }
        case "(" -> {
          if (--depth < 0) {
            var name = name(code, before, at);
            if (name != null) {
              return new Call(name, start < 0 ? lexeme.end() : start, index);
            }
            depth = 0;
            index = 0;
            start = -1;
          }
        }
        case "," -> {
          if (depth == 0) {
            start = start < 0 ? lexeme.end() : start;
            index++;
          }
        }
        default -> {
          // part of an argument
        }
      }
    }
    return null;
  }

  /** What stands before the parenthesis at {@code open}, if it can be called. */
  private static @Nullable Word name(String code, List<Lexeme> lexemes, int open) {
    int name = new Brackets(code, lexemes).beforeTypeArguments(open - 1);
    if (name < 0 || lexemes.get(name).kind() != Lexeme.Kind.WORD) {
      return null;
    }
    var word = word(code, lexemes.get(name));
    return Keywords.STATEMENT.contains(word.text()) || word.text().equals("catch") ? null : word;
  }

  private static Word word(String code, Lexeme lexeme) {
    return new Word(lexeme.text(code), lexeme.start(), lexeme.end());
  }
}
