package dev.elara.java.runtime;

import dev.elara.display.Display;
import dev.elara.display.Renderers;
import dev.elara.shell.Execution;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Work a cell hands to another thread, wrapped so that it stays the work of its cell there: its
 * output goes to the cell, and interrupting the cell stops it. Work handed over outside any cell,
 * and null, is left as it is.
 *
 * @param execution the execution whose work it is
 * @param renderers the renderers in use where it was handed over
 * @param work the work
 */
record CellTask<T>(Execution execution, @Nullable Renderers renderers, Callable<T> work)
    implements Callable<T>, Runnable, Supplier<T> {

  static @Nullable Runnable of(@Nullable Runnable task) {
    Execution execution = CurrentExecution.get();
    return execution == null || task == null
        ? task
        : new CellTask<>(
            execution,
            Display.RENDERERS.get(),
            () -> {
              task.run();
              return task;
            });
  }

  static <T> @Nullable Callable<T> of(@Nullable Callable<T> task) {
    Execution execution = CurrentExecution.get();
    return execution == null || task == null
        ? task
        : new CellTask<>(execution, Display.RENDERERS.get(), task);
  }

  static <T> @Nullable Supplier<T> of(@Nullable Supplier<T> task) {
    Execution execution = CurrentExecution.get();
    return execution == null || task == null
        ? task
        : new CellTask<>(execution, Display.RENDERERS.get(), task::get);
  }

  @Override
  public T call() throws Exception {
    CellThreads threads = CellThreads.of(execution);
    boolean entered = threads.enter();
    try {
      return CurrentExecution.within(execution, renderers, work);
    } finally {
      if (entered) {
        threads.leave();
      }
    }
  }

  @Override
  public void run() {
    get();
  }

  @Override
  public T get() {
    try {
      return call();
    } catch (RuntimeException unchecked) {
      throw unchecked;
    } catch (Exception impossible) {
      throw new IllegalStateException(
          "A Runnable or Supplier threw a checked exception", impossible);
    }
  }
}
