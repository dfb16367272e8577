package dev.elara.java.runtime;

import dev.elara.display.Display;
import dev.elara.display.Renderers;
import dev.elara.shell.Execution;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ForkJoinWorkerThread;
import org.jspecify.annotations.Nullable;

/**
 * Which execution the calling thread works for.
 *
 * <p>That is the one in its context, which threads, virtual threads, timers and executors inherit
 * from the code that starts them, and which {@link CellCalls} and {@link CellFunctions} carry to
 * those that were there before. Who has none (a worker of the common pool in a parallel stream, a
 * library's thread that calls back) works for the cell whose code it runs, the outermost on its
 * stack: while that cell runs, or when the thread is no worker of a pool. A worker that runs a
 * function of an earlier cell does so for someone who waits: for the cell that started last of
 * those that run. The kernel's own threads work for none.
 *
 * <p>Thread-safe; never blocks.
 */
final class CurrentExecution {

  private static final StackWalker STACK =
      StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

  /** What runs, in the order it started. */
  private static final List<Execution> RUNNING = new CopyOnWriteArrayList<>();

  private static volatile @Nullable Execution latest;

  private CurrentExecution() {}

  /** The execution the calling thread works for, or null. */
  static @Nullable Execution get() {
    Execution execution = Execution.current();
    return execution != null ? execution : ofForeignThread();
  }

  /** Does some work as the work of an execution. Throws what the work throws. */
  static <T extends @Nullable Object> T within(
      Execution execution, @Nullable Renderers renderers, Callable<T> work) throws Exception {
    Execution executionBefore = Execution.current();
    Renderers renderersBefore = Display.RENDERERS.get();
    Execution.CURRENT.set(execution);
    Display.RENDERERS.set(renderers);
    try {
      return work.call();
    } finally {
      Execution.CURRENT.set(executionBefore);
      Display.RENDERERS.set(renderersBefore);
    }
  }

  /** Notes that an execution runs the code of a cell from now on, until {@link #ended}. */
  static void started(Execution execution, CellLoader code) {
    code.runsFor(execution);
    RUNNING.add(execution);
    latest = execution;
  }

  /** Notes that the code of an execution's cell has ended. Threads it started may still work. */
  static void ended(Execution execution) {
    RUNNING.remove(execution);
  }

  private static @Nullable Execution ofForeignThread() {
    Execution fallback = latest;
    if (fallback == null) {
      return null;
    }
    CellLoader code = outermostCell();
    if (code == null) {
      return null;
    }
    Execution owner = code.execution();
    if (owner != null && (RUNNING.contains(owner) || !isWorker())) {
      return owner;
    }
    Execution running = null;
    for (Execution each : RUNNING) {
      running = each;
    }
    return running != null ? running : owner != null ? owner : fallback;
  }

  private static boolean isWorker() {
    return Thread.currentThread() instanceof ForkJoinWorkerThread;
  }

  /** The loader of the cell whose code stands outermost on the calling thread's stack, or null. */
  private static @Nullable CellLoader outermostCell() {
    return STACK.walk(frames ->
        frames
            .map(frame -> frame.getDeclaringClass().getClassLoader())
            .filter(CellLoader.class::isInstance)
            .map(CellLoader.class::cast)
            .reduce((_, outer) -> outer)
            .orElse(null));
  }
}
