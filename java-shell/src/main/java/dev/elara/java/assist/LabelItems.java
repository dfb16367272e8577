package dev.elara.java.assist;

import com.sun.source.tree.CaseTree;
import com.sun.source.tree.DeconstructionPatternTree;
import com.sun.source.tree.InstanceOfTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.SwitchTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import dev.elara.java.cell.Analysis;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** What can stand in a label of a switch, behind {@code instanceof}, or in a record pattern. */
final class LabelItems {

  private static final int FIRST = -60;

  private final Analysis analysis;
  private final Trees trees;
  private final Reach reach;

  LabelItems(Analysis analysis, Reach reach) {
    this.analysis = analysis;
    this.reach = reach;
    this.trees = Trees.instance(analysis.task());
  }

  /**
   * Adds the constants of an enum or the patterns of a sealed type that no label has yet.
   *
   * @return whether they are all that fits
   */
  boolean addLabels(Items items, TreePath at) {
    var label = enclosingCase(at);
    var type = label == null ? null : selectorType(label.getParentPath());
    if (label == null || type == null) {
      return false;
    }
    var taken = taken(label);
    if (!(analysis.task().getTypes().asElement(type) instanceof TypeElement selected)) {
      return false;
    }
    if (selected.getKind() == ElementKind.ENUM) {
      for (var constant : selected.getEnclosedElements()) {
        var name = constant.getSimpleName().toString();
        if (constant.getKind() == ElementKind.ENUM_CONSTANT && !taken.contains(name)) {
          items.add(FIRST, name, "constant", Signatures.type(type));
        }
      }
      items.add(FIRST + 1, "null", "keyword", null);
      return true;
    }
    addPatterns(items, selected, taken);
    items.add(FIRST + 3, "null", "keyword", null);
    return false;
  }

  /** Adds the subtypes behind {@code instanceof} that are known because the type is sealed. */
  void addSubtypes(Items items, TreePath at) {
    for (var path = at; path != null; path = path.getParentPath()) {
      if (path.getLeaf() instanceof InstanceOfTree test) {
        var type = trees.getTypeMirror(new TreePath(path, test.getExpression()));
        if (type != null
            && analysis.task().getTypes().asElement(type) instanceof TypeElement tested) {
          addPatterns(items, tested, Set.of());
        }
        return;
      }
    }
  }

  /** Adds patterns for the component of a record that is being typed. */
  void addComponents(Items items, TreePath at, Cursor place) {
    int index = place.argument();
    for (var path = at; path != null; path = path.getParentPath()) {
      if (path.getLeaf() instanceof DeconstructionPatternTree pattern
          && trees.getElement(new TreePath(path, pattern.getDeconstructor()))
              instanceof TypeElement type) {
        addComponents(items, type, index);
        return;
      }
    }
    var type = typeNamed(place.patternType(), at);
    if (type != null) {
      addComponents(items, type, index);
    }
  }

  /** A type of the cell or of the session, where the parser gave up on the pattern. */
  private @Nullable TypeElement typeNamed(String name, TreePath at) {
    var around = Surroundings.of(analysis, at);
    var candidates = new ArrayList<Element>(around.locals());
    around.generated().forEach(owner -> candidates.addAll(owner.getEnclosedElements()));
    for (var candidate : candidates) {
      if (candidate instanceof TypeElement type && type.getSimpleName().contentEquals(name)) {
        return type;
      }
    }
    return analysis.names().stream()
        .filter(definition -> definition.name().equals(name))
        .map(found -> ClassNamed.in(analysis.task(), "", found.owner() + "$" + name))
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  /** Adds patterns for the {@code index}-th component of {@code type}, and for all the rest. */
  private static void addComponents(Items items, TypeElement type, int index) {
    var components = type.getRecordComponents();
    if (index >= components.size()) {
      return;
    }
    var next = components.get(index);
    items.add(FIRST, declaration(next), "variable", null);
    items.add(FIRST + 2, "var " + next.getSimpleName(), "variable", Signatures.type(next.asType()));
    var rest = components.subList(index, components.size());
    if (rest.size() > 1) {
      var all = rest.stream().map(LabelItems::declaration).collect(Collectors.joining(", "));
      items.add(FIRST + 1, all, "variable", null);
    }
    items.add(FIRST + 3, "_", "keyword", null);
  }

  private static String declaration(RecordComponentElement component) {
    return Signatures.type(component.asType()) + " " + component.getSimpleName();
  }

  private void addPatterns(Items items, TypeElement type, Set<String> taken) {
    for (var subtype : leaves(type)) {
      var name = reach.text(subtype);
      if (taken.contains(name)) {
        continue;
      }
      items.add(FIRST, name, name + " " + variable(subtype), Members.kind(subtype), null);
      if (subtype.getKind() == ElementKind.RECORD) {
        var components =
            subtype.getRecordComponents().stream()
                .map(LabelItems::declaration)
                .collect(Collectors.joining(", ", "(", ")"));
        items.add(FIRST + 1, name, name + components, Members.kind(subtype), null);
      }
    }
  }

  /** The types every value of a sealed type has one of; nothing for one that is not sealed. */
  private List<TypeElement> leaves(TypeElement type) {
    var found = new LinkedHashSet<TypeElement>();
    collect(type, found);
    return new ArrayList<>(found);
  }

  private void collect(TypeElement type, Set<TypeElement> into) {
    for (var permitted : type.getPermittedSubclasses()) {
      if (analysis.task().getTypes().asElement(permitted) instanceof TypeElement subtype) {
        if (!subtype.getModifiers().contains(Modifier.ABSTRACT)
            || subtype.getPermittedSubclasses().isEmpty()) {
          into.add(subtype);
        }
        collect(subtype, into);
      }
    }
  }

  private static String variable(TypeElement type) {
    var name = type.getSimpleName().toString();
    var lower = name.substring(0, 1).toLowerCase(Locale.ROOT);
    var plain = lower + name.substring(1);
    return Keywords.STATEMENT.contains(plain) || Keywords.EXPRESSION.contains(plain)
        ? lower
        : plain;
  }

  private static @Nullable TreePath enclosingCase(TreePath at) {
    for (var path = at; path != null; path = path.getParentPath()) {
      if (path.getLeaf() instanceof CaseTree label) {
        var here =
            label.getLabels().stream().anyMatch(l -> l.toString().contains(Completer.MARKER));
        return here ? path : null;
      }
    }
    return null;
  }

  private @Nullable TypeMirror selectorType(TreePath at) {
    Tree selector =
        switch (at.getLeaf()) {
          case SwitchTree statement -> statement.getExpression();
          case SwitchExpressionTree expression -> expression.getExpression();
          default -> null;
        };
    return selector == null ? null : trees.getTypeMirror(new TreePath(at, selector));
  }

  /** The constants and types the other labels of the switch have. */
  private static Set<String> taken(TreePath label) {
    List<? extends CaseTree> cases =
        switch (label.getParentPath().getLeaf()) {
          case SwitchTree statement -> statement.getCases();
          case SwitchExpressionTree expression -> expression.getCases();
          default -> List.of();
        };
    return cases.stream()
        .filter(other -> other.getGuard() == null)
        .flatMap(other -> other.getLabels().stream())
        .flatMap(other -> List.of(other.toString().split("\\W+")).stream())
        .filter(word -> !word.equals(Completer.MARKER))
        .collect(Collectors.toSet());
  }
}
