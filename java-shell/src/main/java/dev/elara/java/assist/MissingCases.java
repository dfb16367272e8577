package dev.elara.java.assist;

import com.sun.source.tree.CaseTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.SwitchTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import dev.elara.java.cell.Analysis;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import org.jspecify.annotations.Nullable;

/** What a switch forgets: constants of an enum, kinds of a sealed type. Stateless. */
final class MissingCases {

  private static final int MOST = 8;
  private static final String DEFAULT = "Add default -> …, for all the others.";

  private MissingCases() {}

  /** The lines to add to the block of a switch that does not cover everything. */
  static List<String> of(Analysis analysis, @Nullable TreePath path) {
    for (var at = path; at != null; at = at.getParentPath()) {
      switch (at.getLeaf()) {
        case SwitchExpressionTree tree -> {
          return of(analysis, at, tree.getExpression(), tree.getCases());
        }
        case SwitchTree tree -> {
          return of(analysis, at, tree.getExpression(), tree.getCases());
        }
        default -> {}
      }
    }
    return List.of(DEFAULT);
  }

  private static List<String> of(
      Analysis analysis, TreePath path, ExpressionTree selector, List<? extends CaseTree> cases) {
    var type = Trees.instance(analysis.task()).getTypeMirror(new TreePath(path, selector));
    if (!(type instanceof DeclaredType declared)
        || !(declared.asElement() instanceof TypeElement element)) {
      return List.of(DEFAULT);
    }
    var names = new LinkedHashSet<String>();
    addNames(element, names);
    var labels = cases.stream().map(CaseTree::getLabels).toList().toString();
    names.removeIf(
        name -> Pattern.compile("\\b" + Pattern.quote(name) + "\\b").matcher(labels).find());
    if (names.isEmpty()) {
      return List.of(DEFAULT);
    }
    var more = names.size() > MOST ? ", …" : "";
    return List.of(
        "Missing: " + names.stream().limit(MOST).collect(Collectors.joining(", ")) + more + ".");
  }

  /** The constants of an enum, or the permitted types that can have instances. */
  private static void addNames(TypeElement type, Set<String> names) {
    if (type.getKind() == ElementKind.ENUM) {
      type.getEnclosedElements().stream()
          .filter(member -> member.getKind() == ElementKind.ENUM_CONSTANT)
          .forEach(constant -> names.add(constant.getSimpleName().toString()));
      return;
    }
    boolean isSealed = type.getModifiers().contains(Modifier.SEALED);
    if (isSealed && type.getModifiers().contains(Modifier.ABSTRACT)) {
      for (var permitted : type.getPermittedSubclasses()) {
        if (permitted instanceof DeclaredType declared
            && declared.asElement() instanceof TypeElement element) {
          names.add(element.getSimpleName().toString());
        }
      }
    }
  }
}
