package dev.elara.java.runtime;

import dev.elara.caller.Action;
import dev.elara.caller.Work;
import dev.elara.shell.Execution;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Functions a cell hands over to be called elsewhere, wrapped so that what they do stays the work
 * of the cell, see {@link FunctionProbe}. Outside of cells, and for null, each is left as it is.
 *
 * <p>Public because code of cells calls it; not for use by hand. Thread-safe; never blocks.
 */
@SuppressWarnings("overloads") // woven code names the type; nobody calls them by hand
public final class CellFunctions {

  private CellFunctions() {}

  public static @Nullable Runnable carried(@Nullable Runnable task) {
    return CellTask.of(task);
  }

  public static <T> @Nullable Callable<T> carried(@Nullable Callable<T> task) {
    return CellTask.of(task);
  }

  public static <T> @Nullable Supplier<T> carried(@Nullable Supplier<T> task) {
    return CellTask.of(task);
  }

  public static <A, T> @Nullable Function<A, T> carried(@Nullable Function<A, T> function) {
    CellTask.Owner owner = CellTask.Owner.current();
    return owner == null || function == null
        ? function
        : argument -> owner.get(() -> function.apply(argument));
  }

  public static <A, B, T> @Nullable BiFunction<A, B, T> carried(
      @Nullable BiFunction<A, B, T> function) {
    CellTask.Owner owner = CellTask.Owner.current();
    return owner == null || function == null
        ? function
        : (first, second) -> owner.get(() -> function.apply(first, second));
  }

  public static <A> @Nullable Consumer<A> carried(@Nullable Consumer<A> consumer) {
    CellTask.Owner owner = CellTask.Owner.current();
    return owner == null || consumer == null
        ? consumer
        : argument -> owner.run(() -> consumer.accept(argument));
  }

  public static <A, B> @Nullable BiConsumer<A, B> carried(@Nullable BiConsumer<A, B> consumer) {
    CellTask.Owner owner = CellTask.Owner.current();
    return owner == null || consumer == null
        ? consumer
        : (first, second) -> owner.run(() -> consumer.accept(first, second));
  }

  /** A caller keeps the cell by itself; its thread must be known, to be interrupted. */
  public static <T extends @Nullable Object> @Nullable Work<T> carried(@Nullable Work<T> work) {
    Execution execution = CurrentExecution.get();
    return execution == null || work == null ? work : new KnownWork<>(execution, work);
  }

  /** The same for an action. */
  public static @Nullable Action carried(@Nullable Action action) {
    Execution execution = CurrentExecution.get();
    return execution == null || action == null ? action : new KnownAction(execution, action);
  }

  /** Work for a caller whose thread is interrupted with its cell. It has the work's own text. */
  private record KnownWork<T extends @Nullable Object>(Execution execution, Work<T> work)
      implements Work<T> {

    @Override
    public T run() throws Exception {
      CellThreads threads = CellThreads.of(execution);
      boolean entered = threads.enter();
      try {
        return work.run();
      } finally {
        threads.leave(entered);
      }
    }

    @Override
    public String toString() {
      return work.toString();
    }
  }

  /** The same for an action. */
  private record KnownAction(Execution execution, Action action) implements Action {

    @Override
    public void run() throws Exception {
      CellThreads threads = CellThreads.of(execution);
      boolean entered = threads.enter();
      try {
        action.run();
      } finally {
        threads.leave(entered);
      }
    }

    @Override
    public String toString() {
      return action.toString();
    }
  }
}
