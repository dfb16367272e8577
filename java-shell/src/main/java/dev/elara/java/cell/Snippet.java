package dev.elara.java.cell;

import com.sun.tools.javac.tree.JCTree;
import com.sun.tools.javac.tree.JCTree.JCClassDecl;
import com.sun.tools.javac.tree.JCTree.JCExpressionStatement;
import com.sun.tools.javac.tree.JCTree.JCImport;
import com.sun.tools.javac.tree.JCTree.JCMethodDecl;
import com.sun.tools.javac.tree.JCTree.JCModuleImport;
import com.sun.tools.javac.tree.JCTree.JCVariableDecl;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A piece of a cell that means something by itself, as parsed in one pass. Its trees belong to that
 * pass alone: javac changes them as it goes.
 *
 * @param index its place in the cell
 * @param kind what it is
 * @param tree its tree
 * @param start where it starts in the source
 * @param end where it ends, exclusive, its semicolon included
 * @param name what it defines, empty if nothing
 * @param key what a definition must share to replace this one, empty if it defines nothing
 * @param names all simple names it mentions
 * @param semicolon whether an expression ends in a semicolon
 */
record Snippet(
    int index,
    Kind kind,
    JCTree tree,
    int start,
    int end,
    String name,
    String key,
    Set<String> names,
    boolean semicolon) {

  /** What a snippet is. */
  enum Kind {
    IMPORT,
    VARIABLE,
    METHOD,
    TYPE,
    STATEMENT,
    EXPRESSION
  }

  /** Whether it does something when the cell runs. */
  boolean runs() {
    return switch (kind) {
      case VARIABLE, STATEMENT, EXPRESSION -> true;
      case IMPORT, METHOD, TYPE -> false;
    };
  }

  /** Whether it may refer to what is not defined yet: nothing of it runs before it is used. */
  boolean canWait() {
    return tree instanceof JCVariableDecl variable
        ? defines() && variable.init == null
        : kind == Kind.METHOD || kind == Kind.TYPE;
  }

  /** Whether it defines a name. */
  boolean defines() {
    return !name.isEmpty();
  }

  /** The snippets of a cell, in order. */
  static List<Snippet> of(List<CellParser.Piece> pieces) {
    var snippets = new ArrayList<Snippet>();
    for (var piece : pieces) {
      int start = piece.start();
      for (int i = 0; i < piece.trees().size(); i++) {
        var tree = piece.trees().get(i);
        boolean last = i == piece.trees().size() - 1;
        int end = last ? piece.end() : piece.trees().get(i + 1).pos;
        snippets.add(of(snippets.size(), tree, start, end, piece.semicolon()));
        start = end;
      }
    }
    return snippets;
  }

  private static Snippet of(int index, JCTree tree, int start, int end, boolean semicolon) {
    var names = NameScanner.names(tree);
    Kind kind = Kind.STATEMENT;
    String name = "";
    String key = "";
    if (tree instanceof JCImport || tree instanceof JCModuleImport) {
      kind = Kind.IMPORT;
    } else if (tree instanceof JCVariableDecl variable && !variable.name.isEmpty()) {
      kind = Kind.VARIABLE;
      name = variable.name.toString();
      key = "variable " + name;
    } else if (tree instanceof JCMethodDecl method) {
      kind = Kind.METHOD;
      name = method.name.toString();
      key = Keys.of(method);
    } else if (tree instanceof JCClassDecl type) {
      kind = Kind.TYPE;
      name = type.name.toString();
      key = "type " + name;
    } else if (tree instanceof JCExpressionStatement) {
      kind = Kind.EXPRESSION;
    }
    boolean ended = kind != Kind.EXPRESSION || semicolon;
    return new Snippet(index, kind, tree, start, end, name, key, names, ended);
  }
}
