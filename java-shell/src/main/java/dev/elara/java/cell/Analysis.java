package dev.elara.java.cell;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import dev.elara.java.namespace.Definition;
import java.util.List;

/**
 * An attributed cell, for completion and inspection. Valid only inside the call that hands it out,
 * on that thread: javac's objects are taken back and used again.
 *
 * <p>The trees' positions are offsets in the cell's own source, so that nothing has to be mapped.
 * Code that is not yet right has been attributed as far as it goes; top-level statements stand in a
 * method named {@link CompiledCell#ENTRY_METHOD} of a generated class, declarations in generated
 * classes of their own.
 *
 * @param task javac's task, for {@code Trees.instance(task)}, {@code getElements()}, {@code
 *     getTypes()}
 * @param unit the cell
 * @param problems what javac says of it, ordered by position
 * @param names what the session has defined, as seen from this cell
 */
public record Analysis(
    JavacTask task, CompilationUnitTree unit, List<Problem> problems, List<Definition> names) {}
