package dev.elara.java.assist;

import dev.elara.java.cell.CellCompiler;
import dev.elara.java.cell.CompiledCell;
import dev.elara.java.namespace.Namespace;
import dev.elara.message.MimeBundle;
import dev.elara.shell.Completeness;
import dev.elara.shell.Completions;
import dev.elara.shell.Outcome;
import java.util.Optional;
import java.util.function.Supplier;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import org.jspecify.annotations.Nullable;

/**
 * What helps someone who writes a cell: completion, inspection, completeness, and pages that
 * explain compile errors. All of it looks at javac's model and runs nothing.
 *
 * <p>Thread-safe. Each method blocks while a cell is being compiled, never while one runs, and
 * holds the compiler for a look at types only, not while sources are read. Offsets count UTF-16
 * units.
 */
public final class Assist {

  private static final String PRACTICE = "\"\".isEmpt";

  private final TypeIndex index;
  private final Completer completer;
  private final Inspector inspector;
  private final CompletenessCheck completeness;
  private final CompileErrorPage errorPage;

  /**
   * Help for cells of {@code compiler}.
   *
   * @param types what cells may import besides what is on the class path
   * @param javac parses sources for their documentation
   * @param files where it reads them
   * @param sources where documentation comes from
   */
  public Assist(
      CellCompiler compiler,
      PlatformTypes types,
      JavaCompiler javac,
      JavaFileManager files,
      Sources sources) {
    this.index = new TypeIndex(types, compiler::classPath);
    this.completer = new Completer(compiler, index);
    this.inspector = new Inspector(compiler, index, new DocComments(sources, javac, files));
    this.completeness = new CompletenessCheck(compiler);
    this.errorPage = new CompileErrorPage(compiler, index);
  }

  /**
   * Does, for practice, what the first questions would have to do, and reads what is new on the
   * class path, so that nobody waits for it. Blocks; for a thread of its own.
   */
  public void prepare(Namespace practice) {
    index.prepare();
    complete(practice, PRACTICE, PRACTICE.length());
    inspect(practice, PRACTICE + "y()", PRACTICE.length(), 0);
    isComplete(PRACTICE);
  }

  /** Reads what is new on the class path, so that the next question need not. Blocks. */
  public void readClassPath() {
    index.prepare();
  }

  /** What could stand at {@code cursor}, best first. */
  public Completions complete(Namespace namespace, String code, int cursor) {
    return orIfJavacFails(
        () -> completer.complete(namespace, code, cursor), Completions.none(cursor));
  }

  /**
   * What is known about the name at {@code cursor}, or about the method whose arguments are there;
   * null if nothing.
   *
   * @param detail 1 for the source of what cells have defined, 0 for its declaration
   */
  public @Nullable MimeBundle inspect(Namespace namespace, String code, int cursor, int detail) {
    return orIfJavacFails(
            () -> Optional.ofNullable(inspector.inspect(namespace, code, cursor, detail)),
            Optional.<MimeBundle>empty())
        .orElse(null);
  }

  /** Whether {@code code} can be run as it stands. */
  public Completeness isComplete(String code) {
    return orIfJavacFails(() -> completeness.of(code), new Completeness.Unknown());
  }

  /** javac asserts much that does not hold for trees of broken code; then there is no answer. */
  private static <T> T orIfJavacFails(Supplier<? extends T> answer, T otherwise) {
    try {
      return answer.get();
    } catch (AssertionError | RuntimeException e) {
      return otherwise;
    }
  }

  /** The failure that tells the user what is wrong with a cell that {@code failed()}. */
  public Outcome.Failure failure(Namespace namespace, CompiledCell cell) {
    return errorPage.of(namespace, cell);
  }
}
