package dev.elara.java.cell;

import dev.elara.java.namespace.Namespace;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/**
 * Compiles cells in the context of the cells before them.
 *
 * <p>Thread-safe: one cell is compiled at a time, in the order of the calls; no lock is held when a
 * method returns. A cell's names are visible to others as soon as it is compiled.
 */
public interface CellCompiler {

  /** The main namespace. */
  Namespace main();

  /**
   * Compiles a cell and defines its names in {@code namespace}, one that {@link #main()} is the
   * root of. Never throws for anything the source may hold: what is wrong is in the result.
   */
  CompiledCell compile(Namespace namespace, String cellName, String source);

  /**
   * Attributes a cell as {@link #compile} would, defines nothing, and hands the trees to {@code
   * work}. The lock is held meanwhile, so {@code work} must be quick.
   *
   * @return what {@code work} returned
   * @throws RuntimeException what {@code work} threw, or javac on code too broken for it; the next
   *     call is not affected
   */
  <R> R analyze(Namespace namespace, String source, Function<Analysis, R> work);

  /** Lets cells compiled from now on use these jars and folders too. */
  void addToClassPath(List<Path> entries);

  /** The jars and folders cells may use, in order. Never blocks. */
  List<Path> classPath();
}
