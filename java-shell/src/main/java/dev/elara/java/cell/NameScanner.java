package dev.elara.java.cell;

import com.sun.tools.javac.tree.JCTree;
import com.sun.tools.javac.tree.JCTree.JCErroneous;
import com.sun.tools.javac.tree.JCTree.JCIdent;
import com.sun.tools.javac.tree.TreeScanner;
import java.util.LinkedHashSet;
import java.util.Set;

/** Collects the simple names a tree mentions: all it could possibly refer to from outside. */
final class NameScanner extends TreeScanner {

  private final Set<String> names = new LinkedHashSet<>();

  /** The simple names in {@code tree}, in order. */
  static Set<String> names(JCTree tree) {
    var scanner = new NameScanner();
    scanner.scan(tree);
    return scanner.names;
  }

  @Override
  public void visitIdent(JCIdent tree) {
    names.add(tree.name.toString());
  }

  @Override
  public void visitErroneous(JCErroneous tree) {
    if (tree.errs != null) {
      tree.errs.forEach(this::scan);
    }
  }
}
