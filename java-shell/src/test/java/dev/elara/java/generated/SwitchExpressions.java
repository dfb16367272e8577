package dev.elara.java.generated;

/** Random switch expressions: over numbers, strings, types and the cases of a sealed type. */
final class SwitchExpressions {

  private final Dice dice;
  private final Names names;
  private final Expressions expressions;

  SwitchExpressions(Dice dice, Names names, Expressions expressions) {
    this.dice = dice;
    this.names = names;
    this.expressions = expressions;
  }

  /** javac takes {@code yield (a, b)…} for a call of a method of that name. */
  private String yielded(String type, int depth) {
    var text = expressions.of(type, depth);
    return text.startsWith("(") ? "(" + text + ")" : text;
  }

  String of(String type, int depth) {
    return switch (dice.below(4)) {
      case 0 ->
          "switch ("
              + expressions.of("int", depth)
              + " % 3) { case 0 -> "
              + expressions.of(type, depth)
              + "; case 1, 2 -> { yield "
              + yielded(type, depth)
              + "; } default -> "
              + expressions.of(type, depth)
              + "; }";
      case 1 -> {
        var subject = expressions.of("Object", depth);
        var i = names.fresh("i");
        yield "switch ("
            + subject
            + ") { case null -> "
            + expressions.of(type, 0)
            + "; case Integer "
            + i
            + " when "
            + i
            + " > "
            + dice.below(9)
            + " -> "
            + expressions.of(type, depth)
            + "; case String "
            + names.fresh("s")
            + " -> "
            + expressions.of(type, depth)
            + "; default -> "
            + expressions.of(type, 0)
            + "; }";
      }
      case 2 ->
          "switch ("
              + expressions.of("String", depth)
              + ") { case \"a\", \"b\": yield "
              + yielded(type, depth)
              + "; default: yield "
              + yielded(type, depth)
              + "; }";
      default -> {
        var sealed = names.types().stream().filter(each -> !each.cases().isEmpty()).toList();
        if (sealed.isEmpty()) {
          yield expressions.of(type, depth);
        }
        var owner = dice.pick(sealed);
        names.use(owner.name());
        var text = new StringBuilder("switch (" + expressions.of(owner.name(), depth) + ") {");
        for (var label : owner.cases()) {
          text.append(" case ")
              .append(label)
              .append(" -> ")
              .append(expressions.of(type, depth - 1))
              .append(";");
        }
        yield text.append(" }").toString();
      }
    };
  }
}
