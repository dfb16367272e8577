package dev.elara.java.cell;

import com.sun.tools.javac.code.Kinds;
import com.sun.tools.javac.code.Symbol;
import com.sun.tools.javac.code.Symbol.VarSymbol;
import com.sun.tools.javac.code.TypeTag;
import com.sun.tools.javac.comp.AttrContext;
import com.sun.tools.javac.comp.Env;
import com.sun.tools.javac.tree.JCTree;
import com.sun.tools.javac.tree.JCTree.JCClassDecl;
import com.sun.tools.javac.tree.JCTree.JCCompilationUnit;
import com.sun.tools.javac.tree.JCTree.JCExpressionStatement;
import com.sun.tools.javac.tree.JCTree.JCMethodDecl;
import com.sun.tools.javac.tree.JCTree.JCStatement;
import com.sun.tools.javac.tree.JCTree.JCSwitchExpression;
import com.sun.tools.javac.tree.JCTree.JCVariableDecl;
import com.sun.tools.javac.tree.TreeScanner;
import com.sun.tools.javac.util.List;
import com.sun.tools.javac.util.ListBuffer;
import dev.elara.java.namespace.Layer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One pass of javac over some snippets of a cell and what depends on them. What javac made of the
 * cell ends with it.
 */
final class Attempt {

  private final Javac javac;
  private final Request request;
  private final Javac.Parsed cell;
  private final Plan plan;
  private final java.util.List<Planned> planned;
  private final java.util.List<Planned> left;
  private final String entryOwner;
  private java.util.List<JCCompilationUnit> units = java.util.List.of();
  private Queue<Env<AttrContext>> attributed = new ArrayDeque<>();
  private final Set<String> variables = new LinkedHashSet<>();
  private final Map<Symbol, Symbol> rebound = new LinkedHashMap<>();
  private @Nullable UnitBuilder cellUnit;
  private @Nullable String retype;

  Attempt(Javac javac, Request request, Javac.Parsed cell, Supplier<String> wrapperNames) {
    this.javac = javac;
    this.request = request;
    this.cell = cell;
    this.entryOwner = wrapperNames.get();
    this.plan = new Plan(javac, request, cell, wrapperNames);
    this.planned = plan.planned();
    this.left = plan.left();
  }

  /** What is compiled in this pass. */
  java.util.List<Planned> planned() {
    return planned;
  }

  /** What is known but cannot be compiled yet. */
  java.util.List<Planned> left() {
    return left;
  }

  /** The snippets of this request. */
  java.util.List<Snippet> snippets() {
    return plan.snippets();
  }

  /** Binary name of the class that runs. */
  String entryOwner() {
    return entryOwner;
  }

  /** The javac it works with. */
  Javac javac() {
    return javac;
  }

  /** The cell. */
  Javac.Parsed cell() {
    return cell;
  }

  /** The unit made of the cell itself. */
  JCCompilationUnit unit() {
    return units.getFirst();
  }

  /** A variable that turned out to have another type than before, though it looked the same. */
  Optional<String> retyped() {
    return Optional.ofNullable(retype);
  }

  /** Plans, enters and attributes. What is wrong is reported to the task's listener. */
  void attribute() {
    plan.make();
    units = build();
    javac.task.enter(units);
    for (String owner : variables) {
      Intersections.read(javac, owner);
    }
    for (Planned plan : planned) {
      entered(plan);
    }
    attributed = javac.compiler.attribute(whatRunsFirst());
    if (!rebound.isEmpty()) {
      var rebinding = new Rebinding(javac, rebound);
      units.forEach(rebinding::scan);
    }
  }

  /**
   * All that was entered, the class that runs first: its {@code var}s must have their types before
   * a method or class of the cell that uses them is looked at.
   */
  private Queue<Env<AttrContext>> whatRunsFirst() {
    var first = new ListBuffer<Env<AttrContext>>();
    var rest = new ListBuffer<Env<AttrContext>>();
    while (!javac.todo.isEmpty()) {
      var env = javac.todo.remove();
      String name = env.enclClass.sym.flatName().toString();
      boolean runs = name.equals(entryOwner) || name.equals(UnitBuilder.body(entryOwner));
      (runs ? first : rest).append(env);
    }
    return first.appendList(rest);
  }

  // --- units ------------------------------------------------------------------------------------

  private java.util.List<JCCompilationUnit> build() {
    var all = new ArrayList<JCCompilationUnit>();
    all.add(buildCell());
    for (var cells : plan.earlierCells().entrySet()) {
      for (var parsed : cells.getValue().values()) {
        var plans =
            planned.stream()
                .filter(plan -> plan.layer == cells.getKey() && plan.parsed.text() == parsed.text())
                .toList();
        if (!plans.isEmpty()) {
          var builder = new UnitBuilder(javac, parsed, this::inferred);
          plans.forEach(builder::define);
          all.add(finish(builder, cells.getKey(), plans, java.util.List.of()));
        }
      }
    }
    return all;
  }

  private JCCompilationUnit buildCell() {
    var builder = new UnitBuilder(javac, cell, this::inferred);
    cellUnit = builder;
    var plans = new ArrayList<Planned>();
    var bySnippet = new HashMap<Integer, Planned>();
    for (Planned plan : planned) {
      if (plan.earlier == null) {
        plans.add(plan);
        bySnippet.put(plan.snippet.index(), plan);
        builder.define(plan);
      }
    }
    var waiting = new HashSet<Integer>();
    left.forEach(plan -> waiting.add(plan.snippet.index()));
    int end = cell.snippets().size() - 1;
    for (Snippet snippet : snippets()) {
      if (snippet.runs() && !waiting.contains(snippet.index())) {
        var plan = bySnippet.get(snippet.index());
        builder.run(snippet, plan, snippet.index() == end, request.switchIsStatement());
        new ReturnCheck(javac, cell.text()).check(snippet);
      }
    }
    boolean apart =
        snippets().stream().anyMatch(s -> s.names().contains(CompiledCell.ENTRY_METHOD));
    builder.addEntry(entryOwner, apart);
    return finish(builder, request.layer(), plans, snippets());
  }

  private JCCompilationUnit finish(
      UnitBuilder builder,
      Layer layer,
      java.util.List<Planned> plans,
      java.util.List<Snippet> snippets) {
    var names = new LinkedHashSet<String>();
    for (Planned plan : plans) {
      names.addAll(plan.snippet.names());
    }
    for (Snippet snippet : snippets) {
      if (snippet.runs()) {
        names.addAll(snippet.names());
      }
    }
    var imports = new Imports(javac, layer, planned, snippets(), snippets.isEmpty());
    var unit = builder.build(imports.trees(names));
    variables.addAll(imports.variables());
    return unit;
  }

  // --- symbols ----------------------------------------------------------------------------------

  private void entered(Planned plan) {
    plan.symbol =
        switch (plan.tree) {
          case JCVariableDecl variable -> variable.sym;
          case JCMethodDecl method -> method.sym;
          case JCClassDecl type -> type.sym;
          case null, default -> null;
        };
    if (plan.target != null && plan.symbol != null) {
      // javac need not look for it.
      plan.target.selected = javac.make.at(plan.target.pos).Ident(plan.symbol.owner);
    }
    if (plan.snippet.tree() instanceof JCVariableDecl variable
        && variable.vartype != null
        && plan.symbol != null) {
      keepIfSame(plan);
    }
  }

  /**
   * Lets a variable stay where it is if its type is what it was: nothing else is compiled again.
   */
  private void keepIfSame(Planned plan) {
    if (plan.place == null || plan.symbol == null) {
      return;
    }
    var name = plan.snippet.name();
    var before = member(plan.place.definition().owner(), name);
    if (before == null || !javac.types.isSameType(before.type, plan.symbol.type)) {
      retype = name;
      return;
    }
    rebound.put(plan.symbol, before);
    plan.symbol = before;
    plan.kept = true;
  }

  private @Nullable Symbol member(String owner, String name) {
    Intersections.read(javac, owner);
    var type = javac.symbols.getClass(javac.symbols.unnamedModule, javac.name(owner));
    return type == null ? null : type.members().findFirst(javac.name(name));
  }

  private void inferred(UnitBuilder.Inferred inferred) {
    var plan = inferred.planned();
    var local = inferred.local().sym;
    if (plan.symbol == null || local == null || local.type == null || local.type.isErroneous()) {
      return;
    }
    plan.symbol.type = local.type;
    var stored = javac.types.erasure(local.type);
    inferred.field().vartype = javac.make.at(inferred.local().pos).Type(stored);
    keepIfSame(plan);
  }

  /** The attributed trees of what is compiled in this pass: which definitions they refer to. */
  Set<String> uses(Planned plan) {
    return Describe.uses(javac, plan);
  }

  // --- classes ----------------------------------------------------------------------------------

  /** Whether the cell's last expression has a value; if so the entry returns it. Call once. */
  boolean returnValue() {
    var snippets = snippets();
    var entry = cellUnit == null ? null : cellUnit.entry();
    if (entry == null
        || snippets.isEmpty()
        || request.to() != cell.snippets().size()
        || snippets.getLast().kind() != Snippet.Kind.EXPRESSION
        || snippets.getLast().semicolon()) {
      return false;
    }
    var statements = new ArrayList<JCStatement>(entry.body.stats);
    statements.removeLast();
    if (!(statements.removeLast() instanceof JCExpressionStatement last)) {
      return false;
    }
    PolymorphicCalls.returnObject(javac, last.expr);
    if (last.expr.type.hasTag(TypeTag.VOID)) {
      return false;
    }
    statements.add(javac.make.at(last.pos).Return(last.expr));
    entry.body.stats = List.from(statements);
    return true;
  }

  /** Whether the last snippet is a switch taken as an expression though its arms give nothing. */
  boolean lastIsSwitchOfVoid() {
    return !snippets().isEmpty()
        && snippets().getLast().tree() instanceof JCExpressionStatement statement
        && statement.expr instanceof JCSwitchExpression choice
        && choice.type != null
        && choice.type.hasTag(TypeTag.VOID);
  }

  /** Checks the flow of control and writes the class files, if nothing is wrong. */
  boolean generate() {
    var checked = javac.compiler.flow(attributed);
    if (javac.compiler.errorCount() > 0) {
      return false;
    }
    removeKeptFields();
    var queue = new ListBuffer<Env<AttrContext>>();
    for (var env : checked) {
      if (!(env.tree instanceof JCClassDecl type) || hasMembers(type)) {
        queue.append(env);
      }
    }
    var classes = javac.compiler.desugar(queue);
    var intersections = new Intersections(javac);
    try {
      for (Planned plan : planned) {
        if (!plan.kept && plan.symbol instanceof VarSymbol field) {
          intersections.beginWriting(field);
        }
      }
      javac.compiler.generate(classes);
    } finally {
      intersections.restore();
    }
    return javac.compiler.errorCount() == 0;
  }

  private void removeKeptFields() {
    for (Planned plan : planned) {
      if (plan.kept && plan.tree != null) {
        removeMember(plan.tree);
      }
    }
  }

  private void removeMember(JCTree member) {
    for (var unit : units) {
      for (JCTree tree : unit.defs) {
        if (tree instanceof JCClassDecl type && type.defs.contains(member)) {
          type.defs = List.filter(type.defs, member);
          return;
        }
      }
    }
  }

  private static boolean hasMembers(JCClassDecl type) {
    for (JCTree member : type.defs) {
      if (!(member instanceof JCMethodDecl method && method.name.contentEquals("<init>"))) {
        return true;
      }
    }
    return false;
  }

  /** Makes javac forget the classes of this pass. */
  void forget() {
    var scanner =
        new TreeScanner() {
          @Override
          public void visitClassDef(JCClassDecl tree) {
            if (tree.sym != null && tree.sym.kind != Kinds.Kind.ERR) {
              javac.forget(tree.sym.flatName().toString());
            }
            super.visitClassDef(tree);
          }
        };
    for (var unit : units) {
      scanner.scan(unit);
    }
  }
}
