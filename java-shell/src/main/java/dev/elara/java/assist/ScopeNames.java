package dev.elara.java.assist;

import com.sun.source.util.JavacTask;
import dev.elara.java.cell.Analysis;
import dev.elara.java.cell.CompiledCell;
import dev.elara.java.namespace.Definition;
import dev.elara.java.namespace.Namespace;
import java.util.regex.Pattern;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/**
 * What a simple name can mean at the cursor: locals, members of the classes around, the session,
 * static imports.
 */
final class ScopeNames {

  private static final int LOCAL = 0;
  private static final int SESSION = 1;
  private static final int MEMBER = 2;
  private static final int IMPORTED = 7;
  private static final int OBJECT = 8;
  private static final int CONSTANT = -45;

  private static final Pattern STATIC_IMPORT =
      Pattern.compile("import\\s+static\\s+([\\w.]+)\\.(\\w+|\\*)");

  private final Analysis analysis;
  private final JavacTask task;
  private final Signatures signatures;
  private final Expected expected;
  private final boolean calls;
  private final String declared;

  /**
   * Names, those that are of an expected type first.
   *
   * @param calls whether a method is written with its parentheses
   * @param declared the variable whose value is being typed; empty if it is none's
   */
  ScopeNames(Analysis analysis, Expected expected, boolean calls, String declared) {
    this.analysis = analysis;
    this.task = analysis.task();
    this.signatures = new Signatures(task.getTypes());
    this.expected = expected;
    this.calls = calls;
    this.declared = declared;
  }

  /** Adds what is declared around a place, from the innermost on, and by the cell at top level. */
  void addTo(Items items, Surroundings around, boolean typesOnly) {
    for (var local : around.locals()) {
      add(items, LOCAL, local, typesOnly);
    }
    for (var type : around.classes()) {
      addMembers(items, around, type, typesOnly);
    }
    for (var type : around.generated()) {
      for (var member : type.getEnclosedElements()) {
        add(items, SESSION, member, typesOnly);
      }
    }
  }

  private void addMembers(Items items, Surroundings around, TypeElement type, boolean typesOnly) {
    for (var member : task.getElements().getAllMembers(type)) {
      if (Members.isAccessible(member, around)) {
        var ofObject = Members.isOwnedBy(member, "java.lang.Object");
        add(items, ofObject ? OBJECT : MEMBER, member, typesOnly);
      }
    }
  }

  /** Adds the variables and methods earlier cells defined. */
  void addSession(Items items) {
    for (var definition : analysis.names()) {
      if (items.fits(definition.name()) && !definition.name().equals(declared)) {
        switch (definition.kind()) {
          case VARIABLE ->
              items.add(
                  SESSION + rank(definition),
                  definition.name(),
                  "variable",
                  Signatures.simple(definition.type()));
          case METHOD -> addMethod(items, definition);
          case CLASS, RECORD, INTERFACE, ANNOTATION, ENUM -> {
            // types have their own list
          }
        }
      }
    }
  }

  private void addMethod(Items items, Definition method) {
    var hint = Signatures.simple(method.declaration());
    int rank = SESSION + rank(method);
    if (calls) {
      items.addCall(rank, method.name(), !method.parameters().isEmpty(), "function", hint);
    } else {
      items.add(rank, method.name(), "function", hint);
    }
  }

  /** Its class is looked into only if something is expected and its name does not tell enough. */
  private int rank(Definition definition) {
    if (expected.isAnything() || expected.rank(definition.type()) < 0) {
      return expected.rank(definition.type());
    }
    var owner = ClassNamed.in(task, "", definition.owner());
    if (owner == null) {
      return 0;
    }
    for (var member : owner.getEnclosedElements()) {
      if (member.getSimpleName().contentEquals(definition.name())) {
        int rank = expected.rank(type(member));
        if (rank != 0) {
          return rank;
        }
      }
    }
    return 0;
  }

  /** Adds what static imports of the session and of the cell bring. */
  void addStatic(Items items, Namespace namespace, TypeIndex index) {
    namespace.imports().forEach(line -> addStatic(items, line, index));
    analysis
        .unit()
        .getImports()
        .forEach(line -> addStatic(items, line.toString().strip().replace(";", ""), index));
  }

  private void addStatic(Items items, String line, TypeIndex index) {
    var named = STATIC_IMPORT.matcher(line);
    if (!named.matches() || named.group(1).contains("$")) {
      return;
    }
    var member = named.group(2);
    if (!member.equals("*") && !items.fits(member)) {
      return;
    }
    var type = ClassNamed.publicIn(task, index.moduleOf(named.group(1)), named.group(1));
    if (type == null) {
      return;
    }
    for (var each : task.getElements().getAllMembers(type)) {
      var name = each.getSimpleName();
      if (each.getModifiers().contains(Modifier.STATIC)
          && each.getModifiers().contains(Modifier.PUBLIC)
          && (member.equals("*") || name.contentEquals(member))) {
        add(items, IMPORTED, each, false);
      }
    }
  }

  /** Adds the constants of an expected enum. */
  void addConstants(Items items, Reach reach) {
    for (var type : expected.types()) {
      if (task.getTypes().asElement(type) instanceof TypeElement element
          && element.getKind() == ElementKind.ENUM) {
        var owner = reach.text(element);
        for (var constant : element.getEnclosedElements()) {
          var name = constant.getSimpleName().toString();
          if (constant.getKind() == ElementKind.ENUM_CONSTANT) {
            var text = owner + "." + name;
            items.add(CONSTANT, items.fits(text) ? text : name, text, "constant", owner);
          }
        }
      }
    }
  }

  private void add(Items items, int base, Element element, boolean typesOnly) {
    var name = element.getSimpleName().toString();
    if (name.indexOf('$') >= 0
        || name.indexOf('<') >= 0
        || !items.fits(name)
        || name.equals(declared)
        || isMarker(name)
        || name.equals("finalize")
        || isGenerated(element)) {
      return;
    }
    var isType = element instanceof TypeElement || element.getKind() == ElementKind.TYPE_PARAMETER;
    if (typesOnly && !isType) {
      return;
    }
    int rank = base + (isType ? 0 : expected.rank(type(element)));
    var hint = signatures.hint(element, null);
    if (calls && element instanceof ExecutableElement method) {
      var takesSome = !method.getParameters().isEmpty();
      items.addCall(rank, name, takesSome, Members.kind(element), hint);
    } else {
      items.add(rank, name, Members.kind(element), hint);
    }
  }

  private @Nullable TypeMirror type(Element element) {
    var type = signatures.valueType(element, null);
    return type == null || type.getKind() == TypeKind.ERROR ? null : type;
  }

  /** What only the closing of the cell brought in. */
  private static boolean isMarker(String name) {
    return Completer.MARKER.equals(name) || name.startsWith(Closers.NAME);
  }

  /** A generated class itself, and the method its statements stand in. */
  private static boolean isGenerated(Element element) {
    return Surroundings.isGenerated(element)
        || (Surroundings.isGenerated(element.getEnclosingElement())
            && element.getSimpleName().contentEquals(CompiledCell.ENTRY_METHOD));
  }
}
