package dev.elara.java.cell;

import com.sun.tools.javac.code.Flags;
import com.sun.tools.javac.tree.JCTree.JCBlock;
import com.sun.tools.javac.tree.JCTree.JCClassDecl;
import com.sun.tools.javac.tree.JCTree.JCExpressionStatement;
import com.sun.tools.javac.tree.JCTree.JCMethodDecl;
import com.sun.tools.javac.tree.JCTree.JCStatement;
import com.sun.tools.javac.tree.TreeInfo;
import com.sun.tools.javac.tree.TreeScanner;
import com.sun.tools.javac.util.List;
import java.util.Objects;
import java.util.Set;

/** Replaces the bodies that refer to something missing by an error that says so. */
final class Corralling extends TreeScanner {

  private final Javac javac;
  private final Planned plan;
  private final Corral corral;

  Corralling(Javac javac, Planned plan, Corral corral) {
    this.javac = javac;
    this.plan = plan;
    this.corral = corral;
  }

  void apply() {
    scan(plan.snippet.tree());
  }

  /**
   * Whether every one of these places is in a method's body, so that the rest can be compiled.
   *
   * @param positions offsets in the cell
   */
  static boolean inBodies(Snippet snippet, Set<Integer> positions) {
    var scanner =
        new TreeScanner() {
          int covered;

          @Override
          public void visitMethodDef(JCMethodDecl tree) {
            if (tree.body != null) {
              covered += (int) positions.stream().filter(at -> inBody(tree, at)).count();
            }
          }
        };
    scanner.scan(snippet.tree());
    return scanner.covered == positions.size();
  }

  private static boolean inBody(JCMethodDecl method, int position) {
    int start = method.body.pos;
    var call = method.name.contentEquals("<init>") ? TreeInfo.findConstructorCall(method) : null;
    if (call != null) {
      start = Math.max(start, TreeInfo.endPos(call));
    }
    return start <= position && position <= TreeInfo.endPos(method.body);
  }

  @Override
  public void visitMethodDef(JCMethodDecl tree) {
    if (tree.body != null && corral.positions().stream().anyMatch(at -> inBody(tree, at))) {
      tree.body = replacement(tree);
    }
  }

  @Override
  public void visitClassDef(JCClassDecl tree) {
    scan(tree.defs);
  }

  private JCBlock replacement(JCMethodDecl method) {
    var make = javac.make.at(method.body.pos);
    String name = plan.snippet.name();
    String what =
        plan.snippet.kind() == Snippet.Kind.METHOD
            ? name + "()"
            : method.name.contentEquals("<init>") ? "new " + name : name + "." + method.name + "()";
    String message =
        what + " cannot be used yet: " + Corral.missing(corral.missing()) + " not defined.";
    JCStatement raise =
        make.Throw(
            make.NewClass(
                null,
                List.nil(),
                javac.qualified("java.lang.IllegalStateException"),
                List.of(make.Literal(message)),
                null));
    List<JCStatement> body = List.of(raise);
    if (method.name.contentEquals("<init>")
        && method.body.stats.nonEmpty()
        && (method.mods.flags & Flags.COMPACT_RECORD_CONSTRUCTOR) == 0
        && method.body.stats.head instanceof JCExpressionStatement first
        && Objects.equals(first.expr, TreeInfo.findConstructorCall(method))) {
      body = body.prepend(method.body.stats.head);
    }
    var block = make.Block(0, body);
    block.endpos = method.body.endpos;
    return block;
  }
}
