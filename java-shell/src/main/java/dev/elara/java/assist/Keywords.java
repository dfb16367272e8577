package dev.elara.java.assist;

import java.util.List;

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

  private Keywords() {}
}
