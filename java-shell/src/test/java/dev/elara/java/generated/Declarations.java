package dev.elara.java.generated;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Random variables and methods. Each is made known to the session's names. */
final class Declarations {

  private final Dice dice;
  private final Names names;
  private final Expressions expressions;
  private final Statements statements;

  /** Variables whose type is that of their value. */
  private final Set<String> inferred = new HashSet<>();

  Declarations(Dice dice, Names names, Expressions expressions, Statements statements) {
    this.dice = dice;
    this.names = names;
    this.expressions = expressions;
    this.statements = statements;
  }

  Piece variable() {
    if (dice.oneIn(3)) {
      var known = names.variables(v -> !v.local() && !names.isCaptured(v.name()));
      if (!known.isEmpty()) {
        return redefined(dice.pick(known));
      }
    }
    return variable(names.fresh("v"), expressions.type());
  }

  private Piece redefined(Names.Variable before) {
    // JShell resets a var when what it was computed with is declared again.
    for (String user : names.users(before.name())) {
      if (inferred.contains(user) && !user.equals(before.name())) {
        names.drop(user);
      }
    }
    if (names.hasUsers(before.name()) || dice.oneIn(2)) {
      return variable(before.name(), before.type());
    }
    return variable(before.name(), expressions.type());
  }

  private Piece variable(String name, String type) {
    expressions.begin(Integer.MAX_VALUE);
    names.takeUsed();
    String value = expressions.of(type, 3);
    boolean isVar = dice.oneIn(4) && !value.contains("->") && !names.hasUsers(name);
    String text =
        dice.oneIn(12)
            ? type + " " + name + ";"
            : dice.one("", "", "", "final ", "static ", "public ")
                + (isVar ? "var" : type)
                + " "
                + name
                + " = "
                + value
                + ";";
    var uses = names.takeUsed();
    if (names.leadTo(uses, name)) {
      // In JShell it starts from its default when it is declared again.
      text = type + " " + name + ";";
    }
    if (isVar) {
      inferred.add(name);
    } else {
      inferred.remove(name);
    }
    // var may find a narrower type: Integer's own value is an Integer still, other types vary.
    boolean exact = !isVar || type.equals("String") || type.equals("int");
    if (exact) {
      names.define(new Names.Variable(name, type, true, false), uses);
    } else {
      names.drop(name);
    }
    return new Piece(text, Set.of(name));
  }

  Piece method() {
    var known = names.methods(each -> !names.isCaptured(each.name()));
    if (!known.isEmpty() && dice.oneIn(3)) {
      var before = dice.pick(known);
      // JShell resets what was computed with it.
      names.dropVariablesOf(before.name());
      return method(before.name(), before.type(), before.parameters(), before.level());
    }
    var parameters = new ArrayList<String>();
    for (int i = dice.below(4); i > 0; i--) {
      parameters.add(expressions.type());
    }
    boolean overload = !known.isEmpty() && dice.oneIn(6);
    String name = overload ? dice.pick(known).name() : names.fresh("m");
    if (overload
        && names.methods(each -> each.name().equals(name)).stream()
            .anyMatch(each -> each.parameters().size() == parameters.size())) {
      return method(names.fresh("m"), expressions.type(), parameters, names.serial());
    }
    return method(name, expressions.type(), parameters, names.serial());
  }

  private Piece method(String name, String type, List<String> parameters, int level) {
    names.takeUsed();
    parameters.forEach(this::useType);
    useType(type);
    int mark = names.mark();
    expressions.begin(level);
    var declared = new ArrayList<String>();
    for (String parameter : parameters) {
      String p = names.fresh("p");
      names.declareLocal(p, parameter, false);
      declared.add(parameter + " " + p);
    }
    var body = new StringBuilder();
    for (int i = dice.below(3); i > 0; i--) {
      body.append(dice.oneIn(2) ? statements.local() : statements.statement(2)).append("\n");
    }
    String result = expressions.of(type, 3);
    names.release(mark);
    var uses = names.takeUsed();
    var head =
        dice.one("", "", "", "static ", "public ")
            + type
            + " "
            + name
            + "("
            + String.join(", ", declared)
            + ")"
            + dice.one("", "", " throws IllegalStateException");
    names.define(
        new Names.Method(name, type, List.copyOf(parameters), expressions.cost(), level), uses);
    return new Piece(head + " {\n" + body + "return " + result + ";\n}", Set.of(name));
  }

  private void useType(String type) {
    if (names.types().stream().anyMatch(each -> each.name().equals(type))) {
      names.use(type);
    }
  }

  /** A generic method, with a call of it as what runs. */
  Piece genericMethod() {
    String name = names.fresh("g");
    String text =
        switch (dice.below(4)) {
          case 0 ->
              "<T> List<T> "
                  + name
                  + "(T a, T b) { return new ArrayList<>(List.of(a, b)); }\n"
                  + name
                  + "("
                  + expressions.of("int", 1)
                  + ", 3).get(1)";
          case 1 ->
              "<T extends Comparable<T>> T "
                  + name
                  + "(List<? extends T> l) { T best = null; for (T t : l) if (best == null || t.compareTo(best) > 0) best = t; return best; }\n"
                  + name
                  + "("
                  + expressions.of("List<Integer>", 1)
                  + ")";
          case 2 ->
              "<A, B> Function<A, B> "
                  + name
                  + "(B b) { return a -> b; }\n"
                  + name
                  + "("
                  + expressions.of("String", 1)
                  + ").apply(1)";
          default ->
              "@SafeVarargs static <T> int "
                  + name
                  + "(T... ts) { return ts.length; }\n"
                  + name
                  + "(1, "
                  + expressions.of("String", 1)
                  + ", 'c')";
        };
    return new Piece(text, Set.of(name));
  }
}
