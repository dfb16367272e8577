package dev.elara.java.assist;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import dev.elara.java.cell.Analysis;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** What can stand in an annotation's parentheses: its elements, and values for one of them. */
final class AnnotationItems {

  private static final int FIRST = -40;

  private final Analysis analysis;

  AnnotationItems(Analysis analysis) {
    this.analysis = analysis;
  }

  /** Adds the names of elements that are not given yet, unless a value is being typed. */
  void addElements(Items items, TreePath at, boolean afterEquals) {
    var annotation = annotation(at);
    var type = annotation == null ? null : type(annotation);
    if (annotation == null || type == null || afterEquals) {
      return;
    }
    var given = new ArrayList<String>();
    for (var argument : ((AnnotationTree) annotation.getLeaf()).getArguments()) {
      if (argument instanceof AssignmentTree assignment
          && !assignment.getExpression().toString().equals(Completer.MARKER)) {
        given.add(assignment.getVariable().toString());
      }
    }
    for (var member : type.getEnclosedElements()) {
      var name = member.getSimpleName().toString();
      if (member instanceof ExecutableElement element
          && element.getKind() == ElementKind.METHOD
          && !given.contains(name)) {
        items.add(FIRST, name + " = ", "property", Signatures.type(element.getReturnType()));
      }
    }
  }

  /** What values of the element being typed have for a type; empty if that is not known. */
  List<TypeMirror> expected(TreePath at) {
    var annotation = annotation(at);
    var type = annotation == null ? null : type(annotation);
    if (type == null) {
      return List.of();
    }
    var name = "value";
    for (var path = at; path != null; path = path.getParentPath()) {
      if (path.getLeaf() instanceof AssignmentTree assignment) {
        name = assignment.getVariable().toString();
        break;
      }
    }
    for (var member : type.getEnclosedElements()) {
      if (member instanceof ExecutableElement element
          && element.getSimpleName().contentEquals(name)) {
        var result = element.getReturnType();
        return List.of(result instanceof ArrayType array ? array.getComponentType() : result);
      }
    }
    return List.of();
  }

  private static @Nullable TreePath annotation(TreePath at) {
    for (var path = at; path != null; path = path.getParentPath()) {
      if (path.getLeaf() instanceof AnnotationTree) {
        return path;
      }
    }
    return null;
  }

  private @Nullable TypeElement type(TreePath annotation) {
    var name = ((AnnotationTree) annotation.getLeaf()).getAnnotationType();
    return Trees.instance(analysis.task()).getElement(new TreePath(annotation, name))
            instanceof TypeElement type
        ? type
        : null;
  }
}
