package dev.elara.java.cell;

import com.sun.tools.javac.tree.JCTree.JCClassDecl;
import com.sun.tools.javac.tree.JCTree.JCLambda;
import com.sun.tools.javac.tree.JCTree.JCReturn;
import com.sun.tools.javac.tree.TreeScanner;
import com.sun.tools.javac.util.JCDiagnostic;

/** Reports a {@code return} at top level: what runs is a method only behind the scenes. */
final class ReturnCheck extends TreeScanner {

  private final Javac javac;
  private final CellText text;

  ReturnCheck(Javac javac, CellText text) {
    this.javac = javac;
    this.text = text;
  }

  void check(Snippet snippet) {
    scan(snippet.tree());
  }

  @Override
  public void visitReturn(JCReturn tree) {
    var previous = javac.log.useSource(text);
    try {
      javac.log.error(tree.pos(), new JCDiagnostic.Error("compiler", "ret.outside.meth"));
    } finally {
      javac.log.useSource(previous);
    }
  }

  @Override
  public void visitLambda(JCLambda tree) {
    // its returns are its own
  }

  @Override
  public void visitClassDef(JCClassDecl tree) {
    // its methods' returns are their own
  }
}
