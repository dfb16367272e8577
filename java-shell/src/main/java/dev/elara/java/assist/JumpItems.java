package dev.elara.java.assist;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.DoWhileLoopTree;
import com.sun.source.tree.EnhancedForLoopTree;
import com.sun.source.tree.ForLoopTree;
import com.sun.source.tree.LabeledStatementTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.WhileLoopTree;
import com.sun.source.util.TreePath;
import org.jspecify.annotations.Nullable;

/** What {@code break} and {@code continue} can name: the labels of the statements around. */
final class JumpItems {

  private JumpItems() {}

  /** Adds the labels around {@code at}, innermost first; those of loops alone if told. */
  static void addTo(Items items, @Nullable TreePath at, boolean loopsOnly) {
    int rank = 0;
    for (var path = at; path != null; path = path.getParentPath()) {
      switch (path.getLeaf()) {
        case LabeledStatementTree labeled when !loopsOnly || isLoop(labeled.getStatement()) ->
            items.add(rank++, labeled.getLabel().toString(), "label", null);
        case LambdaExpressionTree _, MethodTree _, ClassTree _ -> {
          return;
        }
        default -> {
          // nothing one can jump to
        }
      }
    }
  }

  private static boolean isLoop(StatementTree statement) {
    return switch (statement) {
      case ForLoopTree _, EnhancedForLoopTree _, WhileLoopTree _, DoWhileLoopTree _ -> true;
      case LabeledStatementTree inner -> isLoop(inner.getStatement());
      default -> false;
    };
  }
}
