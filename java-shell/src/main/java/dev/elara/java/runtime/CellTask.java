package dev.elara.java.runtime;

import dev.elara.caller.Action;
import dev.elara.display.Display;
import dev.elara.display.Renderers;
import dev.elara.shell.Execution;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Work a cell hands to another thread, wrapped so that it stays the work of its cell there: its
 * output goes to the cell, and interrupting the cell stops it. Work handed over outside any cell,
 * and null, is left as it is.
 *
 * @param owner whose work it is
 * @param work the work
 */
record CellTask<T extends @Nullable Object>(Owner owner, Callable<T> work)
    implements Callable<T>, Runnable, Supplier<T> {

  static @Nullable Runnable of(@Nullable Runnable task) {
    Owner owner = Owner.current();
    return owner == null || task == null
        ? task
        : new CellTask<@Nullable Object>(owner, Executors.callable(task));
  }

  static <T> @Nullable Callable<T> of(@Nullable Callable<T> task) {
    Owner owner = Owner.current();
    return owner == null || task == null ? task : new CellTask<>(owner, task);
  }

  static <T> @Nullable Supplier<T> of(@Nullable Supplier<T> task) {
    Owner owner = Owner.current();
    return owner == null || task == null ? task : new CellTask<>(owner, task::get);
  }

  @Override
  public T call() throws Exception {
    return owner.call(work);
  }

  @Override
  public void run() {
    T _ = owner.get(work);
  }

  @Override
  public T get() {
    return owner.get(work);
  }

  /**
   * Whose work something is.
   *
   * @param execution the execution
   * @param renderers the renderers in use where it was handed over
   */
  record Owner(Execution execution, @Nullable Renderers renderers) {

    /** The owner of what the calling thread does, or null. */
    static @Nullable Owner current() {
      Execution execution = CurrentExecution.get();
      return execution == null ? null : new Owner(execution, Display.RENDERERS.get());
    }

    /** Makes the calling thread work for the owner from now on. */
    void adopt() {
      Execution.CURRENT.set(execution);
      Display.RENDERERS.set(renderers);
    }

    /** Does the work as the owner's. Throws what it throws. */
    <T extends @Nullable Object> T call(Callable<T> work) throws Exception {
      CellThreads threads = CellThreads.of(execution);
      boolean entered = threads.enter();
      try {
        return CurrentExecution.within(execution, renderers, work);
      } finally {
        threads.leave(entered);
      }
    }

    /** The same for work that throws nothing checked. */
    <T extends @Nullable Object> T get(Callable<T> work) {
      try {
        return call(work);
      } catch (RuntimeException unchecked) {
        throw unchecked;
      } catch (Exception sneaked) {
        throw sneaky(sneaked);
      }
    }

    /** The same for work without a result. */
    void perform(Action work) throws Exception {
      Object _ =
          this.<@Nullable Object>call(() -> {
            work.run();
            return null;
          });
    }

    /** The same for work that throws nothing checked. */
    void run(Runnable work) {
      Object _ = this.<@Nullable Object>get(Executors.callable(work));
    }

    /** Throws what the work threw, although it does not say so: Java allows it by generics. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <E extends Exception> RuntimeException sneaky(Exception thrown) throws E {
      throw (E) thrown;
    }
  }
}
