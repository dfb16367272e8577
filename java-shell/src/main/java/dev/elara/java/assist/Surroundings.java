package dev.elara.java.assist;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TypeParameterTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import dev.elara.java.cell.Analysis;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import org.jspecify.annotations.Nullable;

/**
 * What is declared around a place in an attributed cell: locals, parameters and pattern variables
 * in reach, and the classes it is in, innermost first.
 *
 * <p>Read from the trees: javac's own scopes can only be had from a compiler that is started anew.
 */
final class Surroundings {

  private final Analysis analysis;
  private final Trees trees;
  private final SourcePositions positions;
  private final Set<Element> locals = new LinkedHashSet<>();
  private final List<TypeElement> classes = new ArrayList<>();

  private Surroundings(Analysis analysis) {
    this.analysis = analysis;
    this.trees = Trees.instance(analysis.task());
    this.positions = trees.getSourcePositions();
  }

  /** What is around {@code place}; only what the cell declares at top level if that is null. */
  static Surroundings of(Analysis analysis, @Nullable TreePath place) {
    var around = new Surroundings(analysis);
    if (place != null) {
      for (var path = place; path != null; path = path.getParentPath()) {
        around.add(path, place);
      }
    }
    return around;
  }

  /** Variables, parameters, local classes and type parameters, innermost first. */
  Set<Element> locals() {
    return locals;
  }

  /** The user's classes around the place, innermost first, generated ones left out. */
  List<TypeElement> classes() {
    return classes;
  }

  /** The generated classes of the cell, whose members are what it declares at top level. */
  List<TypeElement> generated() {
    var found = new ArrayList<TypeElement>();
    for (var declaration : analysis.unit().getTypeDecls()) {
      if (declaration instanceof ClassTree
          && trees.getElement(new TreePath(new TreePath(analysis.unit()), declaration))
              instanceof TypeElement type) {
        found.add(type);
      }
    }
    return found;
  }

  /**
   * Whether the place is inside {@code type} or a class around it, so that it sees private members.
   */
  boolean seesPrivatesOf(@Nullable Element type) {
    var top = type;
    while (top != null
        && top.getEnclosingElement() instanceof TypeElement outer
        && !isGenerated(outer)) {
      top = outer;
    }
    for (var around : classes) {
      Element outermost = around;
      while (outermost.getEnclosingElement() instanceof TypeElement outer && !isGenerated(outer)) {
        outermost = outer;
      }
      if (outermost.equals(top)) {
        return true;
      }
    }
    return false;
  }

  /** Whether it is a class no user wrote. */
  static boolean isGenerated(@Nullable Element type) {
    return type instanceof TypeElement && type.getSimpleName().toString().startsWith("$JShell$");
  }

  private void add(TreePath path, TreePath place) {
    switch (path.getLeaf()) {
      case ClassTree tree -> {
        if (trees.getElement(path) instanceof TypeElement type && !isGenerated(type)) {
          classes.add(type);
        }
        addAll(path, tree.getTypeParameters());
      }
      case MethodTree tree -> {
        addAll(path, tree.getParameters());
        addAll(path, tree.getTypeParameters());
      }
      case LambdaExpressionTree tree -> addAll(path, tree.getParameters());
      default -> new Before(path, place).scan(path, null);
    }
  }

  private void addAll(TreePath parent, List<? extends Tree> declarations) {
    for (var declaration : declarations) {
      note(new TreePath(parent, declaration));
    }
  }

  private void note(TreePath declaration) {
    var element = trees.getElement(declaration);
    if (element != null && element.getSimpleName().length() > 0) {
      locals.add(element);
    }
  }

  private long start(Tree tree) {
    return positions.getStartPosition(analysis.unit(), tree);
  }

  private long end(Tree tree) {
    return positions.getEndPosition(analysis.unit(), tree);
  }

  /**
   * Notes the declarations directly in one tree that end before the place: those in blocks closed
   * by then, in lambdas and in classes are none of its business.
   */
  private final class Before extends TreePathScanner<@Nullable Void, @Nullable Void> {
    private final Tree around;
    private final long place;

    Before(TreePath around, TreePath place) {
      this.around = around.getLeaf();
      this.place = start(place.getLeaf());
    }

    @Override
    public @Nullable Void scan(@Nullable Tree tree, @Nullable Void unused) {
      if (tree == null || start(tree) > place) {
        return null;
      }
      var holdsPlace = end(tree) >= place && start(tree) <= place;
      var opensScope =
          switch (tree.getKind()) {
            case BLOCK,
                FOR_LOOP,
                ENHANCED_FOR_LOOP,
                LAMBDA_EXPRESSION,
                TRY,
                CATCH,
                CASE,
                CLASS,
                ENUM,
                INTERFACE,
                RECORD,
                ANNOTATION_TYPE,
                METHOD ->
                true;
            default -> false;
          };
      return opensScope && !holdsPlace && !(tree instanceof ClassTree)
          ? null
          : super.scan(tree, null);
    }

    @Override
    public @Nullable Void visitVariable(VariableTree tree, @Nullable Void unused) {
      note(getCurrentPath());
      return super.visitVariable(tree, null);
    }

    @Override
    public @Nullable Void visitClass(ClassTree tree, @Nullable Void unused) {
      if (!tree.equals(around)) {
        note(getCurrentPath());
      }
      return null;
    }

    @Override
    public @Nullable Void visitMethod(MethodTree tree, @Nullable Void unused) {
      return null;
    }

    @Override
    public @Nullable Void visitLambdaExpression(LambdaExpressionTree tree, @Nullable Void unused) {
      return tree.equals(around) ? super.visitLambdaExpression(tree, null) : null;
    }

    @Override
    public @Nullable Void visitTypeParameter(TypeParameterTree tree, @Nullable Void unused) {
      return null;
    }
  }
}
