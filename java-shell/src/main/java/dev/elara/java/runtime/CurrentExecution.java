package dev.elara.java.runtime;

import dev.elara.display.Display;
import dev.elara.display.Renderers;
import dev.elara.shell.Execution;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Which execution the calling thread works for.
 *
 * <p>That is the one in its context, which threads, virtual threads, timers and executors inherit
 * from the code that starts them. A thread that was there before (a worker of the common pool, an
 * executor made elsewhere) has none; when it runs code of a cell, it is taken to work for the
 * execution that started last. The kernel's own threads work for none.
 *
 * <p>Thread-safe; never blocks.
 */
final class CurrentExecution {

  private static final StackWalker STACK = StackWalker.getInstance();

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

  /** Notes that an execution has started. */
  static void started(Execution execution) {
    latest = execution;
  }

  private static @Nullable Execution ofForeignThread() {
    Execution candidate = latest;
    return candidate != null && runsCell() ? candidate : null;
  }

  private static boolean runsCell() {
    return STACK.walk(
        frames -> frames.anyMatch(frame -> CellLoader.isCellClass(frame.getClassName())));
  }
}
