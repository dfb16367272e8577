package dev.elara.java.namespace;

import java.util.List;
import java.util.Optional;

/**
 * The names of a session, or of a subshell on top of it: what a cell can refer to.
 *
 * <p>Thread-safe; no method blocks for longer than a cell takes to compile.
 */
public interface Namespace extends AutoCloseable {

  /** A new namespace that sees this one's names, also those defined later, and shadows them. */
  Namespace layer(String id);

  /** Everything visible, in the order of definition; what a layer shadows is left out. */
  List<Definition> names();

  /** The import declarations in force, without semicolon, in order; the default ones first. */
  List<String> imports();

  /** The definition whose generated class has this binary name, also an old version still live. */
  Optional<Definition> sourceOf(String binaryName);

  /** Forgets a name: variables, methods and types called so. Returns whether there were any. */
  boolean drop(String name);

  /** Forgets everything defined in this namespace, imports too. */
  void reset();

  /** Forgets everything defined here, for good: a subshell has ended. */
  @Override
  void close();
}
