package dev.elara.java.runtime;

import dev.elara.display.DisplayHandle;
import dev.elara.display.Renderers;
import dev.elara.java.cell.CompiledCell;
import dev.elara.message.MimeBundle;
import dev.elara.shell.Execution;
import dev.elara.shell.Outcome;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Loads and runs compiled cells of one session.
 *
 * <p>Thread-safe: any number of cells run side by side, each on the thread that calls {@link #run}.
 * The process's standard streams are routed to the cells from the first runner on.
 */
public final class CellRunner {

  private static final MethodType ENTRY = MethodType.methodType(Object.class);

  private final CellLoaders loaders;
  private final Renderers renderers;
  private final RuntimeErrorPage errorPage;

  /**
   * A runner of a session.
   *
   * @param parent finds what is no cell's
   * @param renderers show the cells' values
   * @param sources the source lines of earlier cells
   */
  public CellRunner(ClassLoader parent, Renderers renderers, FrameSources sources) {
    this(new CellLoaders(parent), renderers, sources);
    RoutedStreams.install();
    UncaughtExceptions.install(errorPage);
  }

  private CellRunner(CellLoaders loaders, Renderers renderers, FrameSources sources) {
    this.loaders = loaders;
    this.renderers = renderers;
    this.errorPage = new RuntimeErrorPage(frame -> lineOf(frame, sources));
  }

  /** A runner for a session of practice: it changes nothing of the process's. */
  public static CellRunner ofPractice(ClassLoader parent, Renderers renderers) {
    return new CellRunner(new CellLoaders(parent), renderers, _ -> null);
  }

  /** Finds the source of what was defined by a cell. */
  @FunctionalInterface
  public interface FrameSources {
    /** The source of the cell whose definition became the class of this binary name, or null. */
    @Nullable String sourceOf(String binaryName);
  }

  /** Classes that can be run. */
  public static final class Loaded {
    private final CompiledCell cell;
    private final CellLoader loader;

    private Loaded(CompiledCell cell, CellLoader loader) {
      this.cell = cell;
      this.loader = loader;
    }
  }

  /** Makes a cell's classes known to all cells of the session. Runs nothing. */
  public Loaded load(CompiledCell cell) {
    return new Loaded(cell, loaders.define(cell));
  }

  /** Does what the first cell would have to wait for: weaves something and makes the stop check. */
  public void rehearse() {
    StopCheck.rehearse();
    loaders.weaver().rehearse();
  }

  /** Loads a cell's entries without running them or telling anyone: the next cell loads faster. */
  public void rehearse(CompiledCell cell) {
    CellLoader loader = new CellLoader(loaders, cell);
    try {
      for (String entry : cell.entries()) {
        MethodHandle _ = entry(loader, entry);
      }
    } catch (ReflectiveOperationException failed) {
      throw new IllegalStateException("A rehearsed cell has no entry " + cell.entries(), failed);
    }
  }

  /** Lets cells find classes and resources in these jars and folders too. */
  public void addToClassPath(List<Path> entries) {
    loaders.addToClassPath(entries);
  }

  /** Finds what cells find: classes of the class path and of cells. */
  public ClassLoader classPath() {
    return loaders.classPath();
  }

  /** How many cells' classes are held because the session can name something of theirs. */
  public int cellsHeld() {
    return loaders.held().size();
  }

  /**
   * Lets go of the classes of cells that the session can no longer name.
   *
   * @param owners binary names of the generated classes that it can
   * @param before the cells known when {@code owners} was gathered, see {@link #snapshot}
   */
  public void keepOnly(Set<String> owners, Snapshot before) {
    loaders.keepOnly(owners, before.loaders);
  }

  /** The cells known now. */
  public Snapshot snapshot() {
    return new Snapshot(loaders.held());
  }

  /** Cells known at some time. */
  public static final class Snapshot {
    private final Set<CellLoader> loaders;

    private Snapshot(Set<CellLoader> loaders) {
      this.loaders = loaders;
    }
  }

  /**
   * Runs a cell on the calling thread, as the work of an execution, and renders its value. Blocks
   * while it runs; ends soon when the execution is interrupted. Throws nothing.
   */
  public Outcome run(Execution execution, Loaded loaded) {
    CellThreads threads = CellThreads.of(execution);
    CurrentExecution.started(execution, loaded.loader);
    boolean entered = threads.enter();
    Runnable takeBack = execution.onInterrupt(() -> Stopper.stop(threads));
    try {
      MimeBundle value = CurrentExecution.within(execution, renderers, () -> inLoader(loaded));
      return execution.interrupted()
          ? errorPage.interrupted(reason(execution), null)
          : new Outcome.Success(value);
    } catch (Throwable thrown) {
      return failure(execution, thrown);
    } finally {
      HeapReserve.cellEnded();
      takeBack.run();
      CurrentExecution.ended(execution);
      threads.leave(entered);
      ByteOutput.end(execution);
      // What a cell did to its thread must not meet the next cell there.
      Thread.interrupted();
    }
  }

  /**
   * Runs a cell that nobody has sent: as {@link #run}, but threads that ask for whom they work
   * never hear of it.
   */
  public Outcome practise(Execution execution, Loaded loaded) {
    try {
      MimeBundle value = CurrentExecution.within(execution, renderers, () -> inLoader(loaded));
      return new Outcome.Success(value);
    } catch (Throwable thrown) {
      return failure(execution, thrown);
    } finally {
      ByteOutput.end(execution);
    }
  }

  /** Where the known threads of an execution are now, innermost frame first. */
  public List<String> stack(Execution execution) {
    return CellThreads.of(execution).threads().stream()
        .flatMap(thread -> errorPage.frames(thread.getStackTrace()).stream())
        .toList();
  }

  /** How an interrupted execution ends that has not come to run. */
  public static Outcome.Failure interrupted(Execution execution) {
    return new RuntimeErrorPage(frame -> null).interrupted(reason(execution), null);
  }

  /** What the user reads about something that was thrown outside of a cell. */
  public Outcome.Failure failure(Throwable thrown) {
    return errorPage.failure(thrown);
  }

  private @Nullable MimeBundle inLoader(Loaded loaded) throws Exception {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(loaded.loader);
    try {
      Object value = null;
      for (String entry : loaded.cell.entries()) {
        value = call(loaded.loader, entry);
      }
      boolean shows = loaded.cell.hasValue() && value != null && !shownAlready(value);
      return shows ? renderers.render(value) : null;
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  /** Whether a last expression, {@code display(…)} or {@code System.out.printf(…)}, was output. */
  private static boolean shownAlready(Object value) {
    return value instanceof DisplayHandle || value instanceof RoutedOutput;
  }

  private static @Nullable Object call(CellLoader loader, String entry) throws Exception {
    MethodHandle run = entry(loader, entry);
    try {
      return (Object) run.invokeExact();
    } catch (Exception | Error thrown) {
      throw thrown;
    } catch (Throwable odd) {
      throw new OddThrowable(odd);
    }
  }

  private static MethodHandle entry(CellLoader loader, String entry)
      throws ReflectiveOperationException {
    Class<?> type = loader.loadClass(entry);
    return MethodHandles.publicLookup().findStatic(type, CompiledCell.ENTRY_METHOD, ENTRY);
  }

  /**
   * Carries a Throwable that is neither an exception nor an error through code that expects one.
   */
  private static final class OddThrowable extends Exception {
    private final Throwable thrown;

    OddThrowable(Throwable thrown) {
      super(thrown);
      this.thrown = thrown;
    }
  }

  private Outcome failure(Execution execution, Throwable caught) {
    Throwable thrown = caught instanceof OddThrowable odd ? odd.thrown : caught;
    HeapReserve.release(thrown);
    try {
      return execution.interrupted()
          ? errorPage.interrupted(reason(execution), thrown)
          : errorPage.failure(thrown);
    } catch (Throwable again) {
      // No memory or stack left for a page; the names must do.
      String name = thrown.getClass().getName();
      return new Outcome.Failure(name, "", List.of(name, "(making the error page: " + again + ")"));
    }
  }

  private static String reason(Execution execution) {
    String reason = execution.interruptReason();
    return reason == null ? "The cell was interrupted." : reason;
  }

  private @Nullable String lineOf(StackTraceElement frame, FrameSources sources) {
    CellLoader loader = loaders.find(frame.getClassName());
    if (loader == null || frame.getLineNumber() < 1) {
      return null;
    }
    String source =
        loader.cell().name().equals(frame.getFileName())
            ? loader.cell().source()
            : sources.sourceOf(frame.getClassName());
    return source == null
        ? null
        : source.lines().skip(frame.getLineNumber() - 1L).findFirst().orElse(null);
  }
}
