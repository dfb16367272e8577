package dev.elara.java.assist;

import java.util.List;
import java.util.Set;

/** Java's keywords by the place they fit. */
final class Keywords {

  static final List<String> STATEMENT =
      List.of(
          "abstract",
          "assert",
          "boolean",
          "break",
          "byte",
          "char",
          "class",
          "continue",
          "do",
          "double",
          "enum",
          "final",
          "float",
          "for",
          "if",
          "import",
          "int",
          "interface",
          "long",
          "new",
          "private",
          "protected",
          "public",
          "record",
          "return",
          "sealed",
          "short",
          "static",
          "switch",
          "synchronized",
          "throw",
          "try",
          "var",
          "void",
          "while",
          "yield");

  static final List<String> EXPRESSION =
      List.of("false", "instanceof", "new", "null", "switch", "super", "this", "true");

  /** What may stand behind a closed block or a closed parenthesis. */
  static final List<String> CONTINUATION = List.of("catch", "else", "finally", "while");

  static final List<String> PRIMITIVE =
      List.of("boolean", "byte", "char", "double", "float", "int", "long", "short");

  private static final List<String> MEMBER =
      List.of(
          "abstract",
          "boolean",
          "byte",
          "char",
          "class",
          "double",
          "enum",
          "final",
          "float",
          "int",
          "interface",
          "long",
          "private",
          "protected",
          "public",
          "record",
          "sealed",
          "short",
          "static",
          "synchronized",
          "transient",
          "void",
          "volatile");

  /** Those that a name may follow without being a new one. */
  static final List<String> OTHER =
      List.of(
          "case",
          "catch",
          "default",
          "else",
          "extends",
          "finally",
          "implements",
          "module",
          "permits",
          "static",
          "throws",
          "volatile",
          "transient",
          "when",
          "yield");

  private static final List<String> TYPE_HEADER = List.of("extends", "implements", "permits");
  private static final int RANK = 6;
  private static final int EXPECTED = -44;

  private Keywords() {}

  /** Adds those that fit where a statement or a value is being typed. */
  static void addTo(Items items, Cursor place, boolean booleans) {
    if (place.startsStatement()) {
      STATEMENT.forEach(word -> add(items, word));
      if (place.inSwitchBody()) {
        add(items, "case");
        add(items, "default");
      }
    } else {
      addPrimitive(items);
      add(items, "final");
      add(items, "var");
    }
    if (Set.of("}", ";", ")").contains(place.previous(1))) {
      CONTINUATION.forEach(word -> add(items, word));
    }
    if (place.previous(1).equals(")")) {
      add(items, "throws");
    }
    EXPRESSION.forEach(word -> add(items, word));
    if (place.previous(1).equals("throw")) {
      items.add(EXPECTED, "new", "keyword", null);
    }
    if (booleans) {
      items.add(EXPECTED, "true", "keyword", null);
      items.add(EXPECTED, "false", "keyword", null);
    }
  }

  static void addPrimitive(Items items) {
    PRIMITIVE.forEach(word -> add(items, word));
  }

  /** Adds those that may start the declaration of a class's member. */
  static void addMember(Items items) {
    MEMBER.forEach(word -> add(items, word));
  }

  /** Adds those that may follow a name. */
  static void addBehindName(Items items, Cursor place) {
    if (List.of("class", "interface", "enum", "record").stream().anyMatch(place::declares)) {
      TYPE_HEADER.forEach(word -> add(items, word));
    } else if (!items.prefix().isEmpty()) {
      add(items, "instanceof");
      if (place.inLabel()) {
        add(items, "when");
      }
    }
    if (place.previous(1).equals(")")) {
      add(items, "throws");
    }
  }

  private static void add(Items items, String word) {
    items.add(RANK, word, "keyword", null);
  }
}
