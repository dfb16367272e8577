package dev.elara.java.generated;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The shortest expressions of the types that every session knows. */
final class Literals {

  /** Types every session knows; {@link Names#types} adds its own. */
  static final List<String> TYPES =
      List.of(
          "int",
          "long",
          "double",
          "boolean",
          "char",
          "String",
          "Integer",
          "List<Integer>",
          "List<String>",
          "Map<String, Integer>",
          "int[]",
          "String[]",
          "Optional<String>",
          "Function<Integer, Integer>",
          "Supplier<String>",
          "Object");

  private final Dice dice;

  Literals(Dice dice) {
    this.dice = dice;
  }

  /** Null for a type of the session's own. */
  @Nullable String of(String type) {
    return switch (type) {
      case "int" ->
          dice.one("0", "1", "2", "7", "-3", "0x1F", "0b101", "1_000", "Integer.MAX_VALUE");
      case "long" -> dice.one("0L", "5L", "-1L", "1L << 40", "Long.MIN_VALUE");
      case "double" -> dice.one("0.5", "1e3", "-2.25", "3d", "Math.PI", "0x1p3");
      case "boolean" -> dice.one("true", "false");
      case "char" -> dice.one("'a'", "'Z'", "'\\n'", "'\\u0041'", "'\\''");
      case "String" ->
          dice.one(
              "\"\"",
              "\"a\"",
              "\"text\"",
              "\"q\\\"q\"",
              "\"\"\"\n    two\n      lines\"\"\"",
              "\"ü→\"");
      case "Integer" -> dice.one("5", "Integer.valueOf(200)", "(Integer) 9");
      case "List<Integer>" ->
          dice.one("List.of(1, 2, 3)", "List.<Integer>of()", "new ArrayList<>(List.of(4))");
      case "List<String>" ->
          dice.one("List.of(\"a\", \"b\")", "new ArrayList<String>()", "Arrays.asList(\"x\")");
      case "Map<String, Integer>" ->
          dice.one("new TreeMap<>(Map.of(\"a\", 1, \"b\", 2))", "new TreeMap<String, Integer>()");
      case "int[]" -> dice.one("new int[] {1, 2}", "new int[3]", "new int[] {}");
      case "String[]" -> dice.one("new String[] {\"s\", \"t\"}", "new String[2]");
      case "Optional<String>" -> dice.one("Optional.of(\"o\")", "Optional.<String>empty()");
      case "Function<Integer, Integer>" ->
          dice.one("(Function<Integer, Integer>) (k -> k + 1)", "Function.<Integer>identity()");
      case "Supplier<String>" ->
          dice.one("(Supplier<String>) (() -> \"sup\")", "(Supplier<String>) \"abc\"::trim");
      case "Object" -> dice.one("(Object) 1", "(Object) \"obj\"", "(Object) null", "(Object) 2.5");
      default -> null;
    };
  }
}
