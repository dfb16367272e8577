package dev.elara.java.cell;

import java.util.List;

/**
 * What a cell became: classes to define and methods to run.
 *
 * <p>To run it: define {@code classes} (they refer to each other and to classes of earlier cells in
 * any order), then call {@link #ENTRY_METHOD} of each of {@code entries}, in order. If the last one
 * has ended and {@code hasValue}, what it returned is the cell's value. Then, if there are {@code
 * problems} of severity error, the cell fails with them: what stands before the first wrong snippet
 * has run.
 *
 * @param name the cell's name, such as {@code Cell 3}
 * @param source its source
 * @param classes new classes, those of recompiled dependants among them; empty if nothing runs
 * @param entries binary names of the classes to run
 * @param hasValue whether the last entry returns the cell's value
 * @param problems errors and warnings, ordered by position
 * @param notes what the user should know though it is no error, such as what is still missing of a
 *     method defined ahead of what it uses; each one or more lines without a line end
 */
public record CompiledCell(
    String name,
    String source,
    List<ClassFile> classes,
    List<String> entries,
    boolean hasValue,
    List<Problem> problems,
    List<String> notes) {

  /** The method to run of each entry: {@code public static Object run() throws Throwable}. */
  public static final String ENTRY_METHOD = "run";

  /**
   * The one package all generated classes are in. The runtime tells by it what to weave and what to
   * call the user's. It is the package, and {@code $JShell$12} the form of name, that JShell uses:
   * where a program prints a class's full name it prints what other Java kernels print, and tools
   * that shorten such names know this one too.
   */
  public static final String PACKAGE = "REPL";

  public CompiledCell {
    classes = List.copyOf(classes);
    entries = List.copyOf(entries);
    problems = List.copyOf(problems);
    notes = List.copyOf(notes);
  }

  /** Whether the cell fails once its entries have run. */
  public boolean failed() {
    return problems.stream().anyMatch(problem -> problem.severity() == Problem.Severity.ERROR);
  }
}
