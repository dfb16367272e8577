package dev.elara.java.assist;

import com.sun.source.util.JavacTask;
import dev.elara.java.cell.Analysis;
import dev.elara.java.cell.CompiledCell;
import dev.elara.java.namespace.Definition;
import java.util.List;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;

/**
 * What a simple name can mean at the cursor: locals, members of the classes around, the session.
 */
final class ScopeNames {

  private static final int LOCAL = 0;
  private static final int SESSION = 1;
  private static final int MEMBER = 2;
  private static final int OBJECT = 8;

  private final JavacTask task;
  private final Signatures signatures;

  ScopeNames(Analysis analysis) {
    this.task = analysis.task();
    this.signatures = new Signatures(task.getTypes());
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

  /** Adds what earlier cells defined. */
  static void addSession(Items items, List<Definition> names, boolean typesOnly, boolean calls) {
    for (var definition : names) {
      switch (definition.kind()) {
        case VARIABLE -> {
          if (!typesOnly) {
            items.add(SESSION, definition.name(), "variable", Signatures.simple(definition.type()));
          }
        }
        case METHOD -> {
          if (!typesOnly) {
            var takesSome = !definition.parameters().isEmpty();
            var hint = Signatures.simple(definition.declaration());
            if (calls) {
              items.addCall(SESSION, definition.name(), takesSome, "function", hint);
            } else {
              items.add(SESSION, definition.name(), "function", hint);
            }
          }
        }
        case CLASS, RECORD ->
            items.add(SESSION, definition.name(), "class", definition.declaration());
        case INTERFACE, ANNOTATION ->
            items.add(SESSION, definition.name(), "interface", definition.declaration());
        case ENUM -> items.add(SESSION, definition.name(), "enum", definition.declaration());
      }
    }
  }

  private void add(Items items, int rank, Element element, boolean typesOnly) {
    var name = element.getSimpleName().toString();
    if (name.indexOf('$') >= 0
        || name.indexOf('<') >= 0
        || Completer.MARKER.equals(name)
        || isGenerated(element)) {
      return;
    }
    var isType =
        element instanceof TypeElement || element.getKind().name().equals("TYPE_PARAMETER");
    if (typesOnly && !isType) {
      return;
    }
    if (element instanceof ExecutableElement method) {
      var takesSome = !method.getParameters().isEmpty();
      items.addCall(rank, name, takesSome, Members.kind(element), signatures.hint(element, null));
    } else {
      items.add(rank, name, Members.kind(element), signatures.hint(element, null));
    }
  }

  /** A generated class itself, and the method its statements stand in. */
  private static boolean isGenerated(Element element) {
    return Surroundings.isGenerated(element)
        || (Surroundings.isGenerated(element.getEnclosingElement())
            && element.getSimpleName().contentEquals(CompiledCell.ENTRY_METHOD));
  }
}
