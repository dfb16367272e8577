package dev.elara.java.cell;

import com.sun.tools.javac.code.Symbol;
import com.sun.tools.javac.tree.JCTree;
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

  /** The tree given to javac. */
  @Nullable JCTree tree;

  /** What javac made of it, once entered. For a variable kept as it was: the earlier symbol. */
  @Nullable Symbol symbol;

  /** The earlier version goes on being used; a variable only. */
  boolean kept;

  Planned(
      Layer layer, Javac.Parsed parsed, Snippet snippet, @Nullable Version earlier, String owner) {
    this.layer = layer;
    this.parsed = parsed;
    this.snippet = snippet;
    this.earlier = earlier;
    this.owner = owner;
  }

  /** What it is called in the plan from one attempt to the next. */
  Object identity() {
    return earlier == null ? snippet.index() : earlier;
  }
}
