package dev.elara.java.cell;

import com.sun.tools.javac.code.Symbol;
import com.sun.tools.javac.tree.JCTree;
import com.sun.tools.javac.tree.JCTree.JCFieldAccess;
import com.sun.tools.javac.tree.JCTree.JCMethodDecl;
import dev.elara.java.namespace.Layer;
import dev.elara.java.namespace.Version;
import org.jspecify.annotations.Nullable;

/** A definition about to be compiled: of the new cell, or of an earlier one that depends on it. */
final class Planned {

  final Layer layer;
  final Javac.Parsed parsed;
  final Snippet snippet;
  final @Nullable Version earlier;

  /** Binary name of the generated class it will be a member of. */
  final String owner;

  /** Whether that class is a method's alone, because its overloads are in others. */
  final boolean ownClass;

  /** The tree given to javac. */
  @Nullable JCTree tree;

  /**
   * The method with its body, where {@link #tree} only calls it: in a class of its own, which does
   * not have the method's name, so that overloads in other classes are not hidden from it.
   */
  @Nullable JCMethodDecl body;

  /** Of a variable that is set when the cell runs: what is assigned to. */
  @Nullable JCFieldAccess target;

  /** What javac made of it, once entered. For a variable kept as it was: the earlier symbol. */
  @Nullable Symbol symbol;

  /** The version whose place a variable will keep if it turns out to have the same type. */
  @Nullable Version place;

  /** The earlier version goes on being used; a variable only. */
  boolean kept;

  Planned(
      Layer layer,
      Javac.Parsed parsed,
      Snippet snippet,
      @Nullable Version earlier,
      String owner,
      boolean ownClass) {
    this.layer = layer;
    this.parsed = parsed;
    this.snippet = snippet;
    this.earlier = earlier;
    this.owner = owner;
    this.ownClass = ownClass;
  }

  /** Whether a method refers to its own name, which other classes may have overloads of. */
  boolean isApart() {
    return ownClass && snippet.names().contains(snippet.name());
  }

  /** What it is called in the plan from one attempt to the next. */
  Object identity() {
    return earlier == null ? snippet.index() : earlier;
  }
}
