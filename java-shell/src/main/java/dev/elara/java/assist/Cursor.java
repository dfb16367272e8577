package dev.elara.java.assist;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where in a cell the cursor stands, read from its text alone: what is being typed and what stands
 * before it.
 *
 * @param code the cell
 * @param start where the name being typed starts
 * @param end where it ends; behind the cursor if that stands inside a name
 * @param prefix what is typed of it up to the cursor
 * @param before what stands before it, comments aside, nearest last
 * @param silent whether it is in a comment, a literal or a number
 */
record Cursor(String code, int start, int end, String prefix, List<Lexeme> before, boolean silent) {

  private static final Set<String> MODIFIERS =
      Set.of(
          "public",
          "protected",
          "private",
          "static",
          "final",
          "abstract",
          "sealed",
          "default",
          "synchronized",
          "volatile",
          "transient");

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
    return before.size() < back ? "" : text(before.size() - back);
  }

  /** The same with what stands before the dot, a single word, taken for what is being typed. */
  Cursor fromQualifier() {
    int first = before.get(before.size() - 2).start();
    return new Cursor(
        code,
        first,
        end,
        code.substring(first, before.get(before.size() - 2).end()),
        before.subList(0, before.size() - 2),
        silent);
  }

  /** The brackets before the name. */
  Brackets brackets() {
    return new Brackets(code, before);
  }

  private String text(int index) {
    return brackets().text(index);
  }

  /** Whether a member of something is being typed. */
  boolean afterDot() {
    return previous(1).equals("::") || (previous(1).equals(".") && !previous(2).equals("."));
  }

  /** Whether the label is being typed that a {@code break} or {@code continue} leads to. */
  boolean jumps() {
    return Set.of("break", "continue").contains(previous(1));
  }

  /** Whether a call's parenthesis follows already. */
  boolean beforeParenthesisOpen() {
    return end < code.length() && code.charAt(end) == '(';
  }

  /** Whether type arguments follow already. */
  boolean beforeAngle() {
    return end < code.length() && code.charAt(end) == '<';
  }

  /** Which argument of the innermost open parenthesis this is, from 0. */
  int argument() {
    int count = 0;
    int depth = 0;
    for (int at = brackets().innermostOpen() + 1; at < before.size(); at++) {
      switch (text(at)) {
        case "(", "[", "{" -> depth++;
        case ")", "]", "}" -> depth--;
        case "," -> count += depth == 0 ? 1 : 0;
        default -> {}
      }
    }
    return count;
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

  /** Whether the declaration of a class's member starts here, its modifiers aside. */
  boolean startsMember() {
    int at = before.size() - 1;
    while (at >= 0 && MODIFIERS.contains(text(at))) {
      at--;
    }
    return at < 0 || Set.of("{", "}", ";").contains(text(at)) || endsAnnotation(at);
  }

  private boolean endsAnnotation(int index) {
    int name = text(index).equals(")") ? brackets().opener(index) - 1 : index;
    while (name > 1 && text(name - 1).equals(".")) {
      name -= 2;
    }
    return text(name - 1).equals("@");
  }

  /** The type before a name that is being made up, as it is written; empty anywhere else. */
  String typeBefore() {
    int at = before.size() - 1;
    while (at > 1 && text(at).equals("]") && text(at - 1).equals("[")) {
      at -= 2;
    }
    var isArray = at < before.size() - 1;
    if (text(at).equals(".") && text(at - 1).equals(".")) {
      at -= 3;
    }
    var isGeneric = text(at).equals(">");
    if (isGeneric) {
      at = brackets().beforeTypeArguments(at);
    }
    if (at < 0 || before.get(at).kind() != Lexeme.Kind.WORD) {
      return "";
    }
    var word = text(at);
    var isKeyword =
        Keywords.STATEMENT.contains(word)
            || Keywords.EXPRESSION.contains(word)
            || Keywords.OTHER.contains(word);
    if (isKeyword
        ? !Keywords.PRIMITIVE.contains(word) && !word.equals("var")
        : (isGeneric && !Character.isUpperCase(word.charAt(0)))) {
      return "";
    }
    return isArray ? word + "[]" : word;
  }

  /** The name of the type the record pattern being typed starts with; empty in none. */
  String patternType() {
    return inPattern() ? text(brackets().innermostOpen() - 1) : "";
  }

  /** Whether a type's name, or what follows in its header, is being typed. */
  boolean inTypeHeader() {
    if (Brackets.TYPE_DECLARATION.contains(previous(1))
        || Brackets.TYPE_DECLARATION.contains(previous(2))) {
      return !previous(1).isEmpty() && before.getLast().kind() == Lexeme.Kind.WORD;
    }
    return Brackets.TYPE_DECLARATION.stream().anyMatch(this::declares)
        && (brackets().innermostOpen() < 0 || text(brackets().innermostOpen()).equals("{"))
        && (before.getLast().kind() == Lexeme.Kind.WORD || Set.of(")", ">").contains(previous(1)));
  }

  /** The variable that is being declared with the value being typed; empty if none is. */
  String declared() {
    for (int at = before.size() - 1; at > 1; at--) {
      switch (text(at)) {
        case ":" -> {
          return beforeParenthesis().equals("for") ? text(at - 1) : "";
        }
        case "=" -> {
          var type =
              before.get(at - 2).kind() == Lexeme.Kind.WORD
                  || Set.of(">", "]").contains(text(at - 2));
          return type && before.get(at - 1).kind() == Lexeme.Kind.WORD ? text(at - 1) : "";
        }
        case ";", "{", "}" -> {
          return "";
        }
        default -> {
          // part of the value
        }
      }
    }
    return "";
  }

  /** The modifiers already written before the member being typed. */
  List<String> modifiers() {
    int from = before.size();
    while (from > 0 && MODIFIERS.contains(text(from - 1))) {
      from--;
    }
    return before.subList(from, before.size()).stream().map(l -> l.text(code)).toList();
  }

  /** Whether the innermost open brace is that of a class. */
  boolean inClassBody() {
    int open = brackets().innermostOpen();
    return text(open).equals("{") && brackets().opensClass(open);
  }

  /** Whether the innermost open brace is that of a switch. */
  boolean inSwitchBody() {
    int open = brackets().innermostOpen();
    return text(open).equals("{")
        && text(open - 1).equals(")")
        && text(brackets().opener(open - 1) - 1).equals("switch");
  }

  /** Whether nothing is open: the cell's own level. */
  boolean atTopLevel() {
    return brackets().innermostOpen() < 0;
  }

  /** Whether the declaration being typed has this word, such as {@code class}, before it. */
  boolean declares(String word) {
    for (int at = before.size() - 1; at >= 0 && !Set.of(";", "{", "}").contains(text(at)); at--) {
      if (text(at).equals(word) && !text(at - 1).equals(".")) {
        return true;
      }
    }
    return false;
  }

  /** The word that starts the list of types or labels the cursor is in; empty if none does. */
  String listKeyword() {
    for (int at = before.size() - 1; at >= 0; at--) {
      switch (text(at)) {
        case "implements", "extends", "permits", "throws", "case" -> {
          return text(at);
        }
        case ";", "{", "}", "(", ")", "->", ":", "=" -> {
          return "";
        }
        default -> {
          // part of the list
        }
      }
    }
    return "";
  }

  /** The word before the innermost open parenthesis; empty if something else is open. */
  String beforeParenthesis() {
    int open = brackets().innermostOpen();
    return text(open).equals("(") ? text(open - 1) : "";
  }

  /**
   * Whether this is inside a record pattern, as {@code case Point(} and {@code o instanceof P(}.
   */
  boolean inPattern() {
    int open = brackets().innermostOpen();
    if (!text(open).equals("(") || !Set.of("(", ",").contains(previous(1))) {
      return false;
    }
    int at = open - 1;
    while (at > 1 && text(at - 1).equals(".")) {
      at -= 2;
    }
    var before = text(at - 1);
    return at > 0
        && (before.equals("case")
            || before.equals("instanceof")
            || (Set.of("(", ",").contains(before)
                && new Cursor(code, 0, 0, "", this.before.subList(0, at), false).inPattern()));
  }

  /** Whether this is between the angle brackets of a type. */
  boolean inTypeArguments() {
    int depth = 0;
    for (int at = before.size() - 1; at > 0; at--) {
      var text = text(at);
      switch (text) {
        case ">" -> depth++;
        case "<" -> {
          if (--depth < 0) {
            return before.get(at - 1).kind() == Lexeme.Kind.WORD
                ? Character.isUpperCase(text(at - 1).charAt(0))
                : text(at - 1).equals(".");
          }
        }
        case ",", ".", "?", "&", "[", "]", "extends", "super" -> {
          // part of a type argument
        }
        default -> {
          if (before.get(at).kind() != Lexeme.Kind.WORD) {
            return false;
          }
        }
      }
    }
    return false;
  }

  /** Whether this is in a label of a switch, behind {@code case} and before its arrow or colon. */
  boolean inLabel() {
    for (int at = before.size() - 1; at >= 0; at--) {
      switch (text(at)) {
        case "case" -> {
          return true;
        }
        case "->", ":", ";", "{", "}" -> {
          return false;
        }
        default -> {
          // part of the label, perhaps
        }
      }
    }
    return false;
  }

  /** The first lexemes of an import declaration being typed, as text; null elsewhere. */
  @Nullable String importPath() {
    int first = before.size() - 1;
    while (first >= 0 && !text(first).equals("import")) {
      if (!before.get(first).text(code).matches("[\\w.]+")) {
        return null;
      }
      first--;
    }
    if (first < 0) {
      return null;
    }
    var path = new StringBuilder();
    for (var lexeme : before.subList(first + 1, before.size())) {
      var word = lexeme.text(code);
      path.append(word).append(word.equals("static") || word.equals("module") ? " " : "");
    }
    return path.toString();
  }

  /** The code up to the name, {@code name} in its place, and all that is open closed behind it. */
  String closedWith(String name) {
    var call = previous(1).equals("new") ? "()" : "";
    return code.substring(0, start) + name + call + Closers.of(this);
  }

  /** The same without what stands before the piece of the cell, at its top level, it is in. */
  Cursor alone() {
    int from = 0;
    int depth = 0;
    for (int at = 0; at < before.size(); at++) {
      switch (text(at)) {
        case "(", "[", "{" -> depth++;
        case ")", "]", "}" -> depth--;
        default -> {}
      }
      if (depth <= 0 && Set.of(";", "}").contains(text(at))) {
        from = at + 1;
        depth = 0;
      }
    }
    int cut = from == 0 ? 0 : before.get(from - 1).end();
    return Cursor.at(code.substring(cut, start + prefix.length()), start + prefix.length() - cut);
  }

  /** The same without anything but the value it is a member of. */
  Cursor expression() {
    int first = brackets().expressionStart();
    int cut = first == before.size() ? start : before.get(first).start();
    return Cursor.at(code.substring(cut, start + prefix.length()), start + prefix.length() - cut);
  }

  private boolean afterCondition() {
    int open = brackets().opener(before.size() - 1);
    return open > 0 && List.of("if", "while", "for").contains(text(open - 1));
  }
}
