package dev.elara.java.cell;

import com.sun.tools.javac.comp.Attr;
import com.sun.tools.javac.tree.JCTree.JCExpression;
import com.sun.tools.javac.tree.JCTree.JCExpressionStatement;

/**
 * The statement {@code field = local} behind {@code var local = …}: when javac gets to it, it has
 * just inferred the local's type, and the field learns it. So a {@code var} costs no second pass.
 */
final class InferredVariable extends JCExpressionStatement {

  private final Runnable whenReached;
  private boolean reached;

  InferredVariable(JCExpression assignment, Runnable whenReached) {
    super(assignment);
    this.whenReached = whenReached;
  }

  @Override
  public void accept(Visitor visitor) {
    if (!reached && visitor instanceof Attr) {
      reached = true;
      whenReached.run();
    }
    super.accept(visitor);
  }
}
