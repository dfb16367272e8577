package dev.elara.java.cell;

import com.sun.tools.javac.tree.JCTree;
import com.sun.tools.javac.tree.JCTree.JCBlock;
import com.sun.tools.javac.tree.JCTree.JCCatch;
import com.sun.tools.javac.tree.JCTree.JCErroneous;
import com.sun.tools.javac.tree.JCTree.JCExpression;
import com.sun.tools.javac.tree.JCTree.JCStatement;
import com.sun.tools.javac.tree.JCTree.JCTypeParameter;
import com.sun.tools.javac.tree.TreeMaker;
import com.sun.tools.javac.tree.TreeScanner;
import com.sun.tools.javac.util.List;
import com.sun.tools.javac.util.ListBuffer;

/**
 * Makes broken trees such that they can be attributed: javac's attribution takes what its parser
 * could make no sense of for expressions and statements, and asserts that it is; but it may also be
 * a {@code catch} without its {@code try}.
 */
final class Mending extends TreeScanner {

  private final TreeMaker make;

  private Mending(TreeMaker make) {
    this.make = make;
  }

  /** Mends {@code tree} in place. */
  static void mend(TreeMaker make, JCTree tree) {
    new Mending(make).scan(tree);
  }

  @Override
  public void visitErroneous(JCErroneous tree) {
    if (tree.errs == null) {
      return;
    }
    var mended = new ListBuffer<JCTree>();
    for (JCTree part : tree.errs) {
      scan(part);
      switch (part) {
        case JCCatch handler -> mended.append(withTry(handler));
        case JCTypeParameter _ -> {
          // declares nothing a reader of the trees could use
        }
        case JCExpression expression -> mended.append(expression);
        case JCStatement statement -> mended.append(statement);
        default -> {
          // a module, an import, modifiers, a case: nothing to attribute by itself
        }
      }
    }
    tree.errs = mended.toList();
  }

  private JCTree withTry(JCCatch handler) {
    JCBlock nothing = make.at(handler.pos).Block(0, List.nil());
    return make.Try(nothing, List.of(handler), null);
  }
}
