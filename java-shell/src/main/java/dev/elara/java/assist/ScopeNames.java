package dev.elara.java.assist;

import com.sun.source.tree.Scope;
import com.sun.source.util.JavacTask;
import com.sun.source.util.Trees;
import dev.elara.java.cell.CompiledCell;
import dev.elara.java.namespace.Definition;
import java.util.List;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;

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

  ScopeNames(JavacTask task) {
    this.task = task;
    this.signatures = new Signatures(task.getTypes());
  }

  /** Adds what the scopes from {@code innermost} outwards declare, up to the cell itself. */
  void addTo(Items items, Scope innermost, boolean typesOnly) {
    var trees = Trees.instance(task);
    TypeElement seen = null;
    for (var scope = innermost; scope != null; scope = scope.getEnclosingScope()) {
      if (scope.getEnclosingClass() == null) {
        break; // what is left are imports: an index knows them without loading each class
      }
      for (var local : scope.getLocalElements()) {
        add(items, LOCAL, local, typesOnly);
      }
      var around = scope.getEnclosingClass();
      if (around != null && !around.equals(seen)) {
        seen = around;
        for (var member : task.getElements().getAllMembers(around)) {
          if (trees.isAccessible(innermost, member, (DeclaredType) around.asType())) {
            var ofObject = Members.isOwnedBy(member, "java.lang.Object");
            add(items, ofObject ? OBJECT : MEMBER, member, typesOnly);
          }
        }
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
            var open = definition.parameters().isEmpty() ? "()" : "(";
            items.add(
                SESSION,
                definition.name(),
                definition.name() + (calls ? open : ""),
                "function",
                Signatures.simple(definition.declaration()));
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
      var open = method.getParameters().isEmpty() ? "()" : "(";
      items.add(rank, name, name + open, "method", signatures.hint(element, null));
    } else {
      items.add(rank, name, Members.kind(element), signatures.hint(element, null));
    }
  }

  /** A generated class itself, and the method its statements stand in. */
  private static boolean isGenerated(Element element) {
    var generated = element instanceof ExecutableElement ? element.getEnclosingElement() : element;
    return generated instanceof TypeElement type
        && type.getSimpleName().toString().indexOf('$') >= 0
        && (element.equals(generated)
            || element.getSimpleName().contentEquals(CompiledCell.ENTRY_METHOD));
  }
}
