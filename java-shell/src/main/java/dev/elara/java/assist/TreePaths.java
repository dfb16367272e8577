package dev.elara.java.assist;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ErroneousTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import dev.elara.java.cell.Analysis;
import org.jspecify.annotations.Nullable;

/** Finds trees of an analysed cell, broken pieces included. */
final class TreePaths {

  private TreePaths() {}

  /**
   * The first name, member, method reference or declaration that is called {@code name}; null if
   * there is none.
   */
  static @Nullable TreePath named(Analysis analysis, String name) {
    var finder = new Finder(name);
    finder.scan(analysis.unit(), null);
    return finder.found;
  }

  /** The innermost tree that {@code offset} is in or right behind of; null outside all trees. */
  static @Nullable TreePath at(Analysis analysis, int offset) {
    var finder = new Innermost(analysis, offset);
    finder.scan(analysis.unit(), null);
    return finder.found;
  }

  private static class WithErroneous extends TreePathScanner<@Nullable Void, @Nullable Void> {
    @Override
    public @Nullable Void visitErroneous(ErroneousTree tree, @Nullable Void unused) {
      return scan(tree.getErrorTrees(), null);
    }
  }

  private static final class Finder extends WithErroneous {
    private final String name;
    @Nullable TreePath found;

    Finder(String name) {
      this.name = name;
    }

    @Override
    public @Nullable Void scan(@Nullable Tree tree, @Nullable Void unused) {
      return found == null ? super.scan(tree, null) : null;
    }

    @Override
    public @Nullable Void visitMemberSelect(MemberSelectTree tree, @Nullable Void unused) {
      note(tree.getIdentifier());
      return super.visitMemberSelect(tree, null);
    }

    @Override
    public @Nullable Void visitMemberReference(MemberReferenceTree tree, @Nullable Void unused) {
      note(tree.getName());
      return super.visitMemberReference(tree, null);
    }

    @Override
    public @Nullable Void visitIdentifier(IdentifierTree tree, @Nullable Void unused) {
      note(tree.getName());
      return super.visitIdentifier(tree, null);
    }

    @Override
    public @Nullable Void visitVariable(VariableTree tree, @Nullable Void unused) {
      note(tree.getName());
      return super.visitVariable(tree, null);
    }

    @Override
    public @Nullable Void visitMethod(MethodTree tree, @Nullable Void unused) {
      note(tree.getName());
      return super.visitMethod(tree, null);
    }

    @Override
    public @Nullable Void visitClass(ClassTree tree, @Nullable Void unused) {
      note(tree.getSimpleName());
      return super.visitClass(tree, null);
    }

    private void note(CharSequence seen) {
      if (found == null && name.contentEquals(seen)) {
        found = getCurrentPath();
      }
    }
  }

  private static final class Innermost extends WithErroneous {
    private final Analysis analysis;
    private final SourcePositions positions;
    private final int offset;
    private long width = Long.MAX_VALUE;
    @Nullable TreePath found;

    Innermost(Analysis analysis, int offset) {
      this.analysis = analysis;
      this.positions = Trees.instance(analysis.task()).getSourcePositions();
      this.offset = offset;
    }

    @Override
    public @Nullable Void scan(@Nullable Tree tree, @Nullable Void unused) {
      if (tree != null && getCurrentPath() != null) {
        long start = positions.getStartPosition(analysis.unit(), tree);
        long end = positions.getEndPosition(analysis.unit(), tree);
        if (start >= 0 && start <= offset && offset <= end && end - start <= width) {
          width = end - start;
          found = new TreePath(getCurrentPath(), tree);
        }
      }
      return super.scan(tree, null);
    }
  }
}
