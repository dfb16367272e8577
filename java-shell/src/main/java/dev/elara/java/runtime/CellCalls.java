package dev.elara.java.runtime;

import dev.elara.caller.Action;
import dev.elara.caller.Caller;
import dev.elara.caller.Handler;
import dev.elara.caller.Pending;
import dev.elara.shell.Execution;
import java.io.Console;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What code of cells calls in place of some JDK methods, see {@link CallProbe}: input that asks the
 * client, and work handed to other threads that stays the work of its cell, in whichever thread it
 * runs.
 *
 * <p>Public because code of cells calls it; not for use by hand. Each method does what the original
 * does, throws what it throws and blocks as it blocks.
 */
@SuppressWarnings("AnnotateFormatMethod") // the formats are the users'
public final class CellCalls {

  private CellCalls() {}

  /** Which methods a method of this class stands for: those of its name in these classes. */
  @Target(ElementType.METHOD)
  @Retention(RetentionPolicy.RUNTIME)
  @interface InPlaceOf {
    Class<?>[] value();

    boolean isStatic() default false;
  }

  @InPlaceOf(value = IO.class, isStatic = true)
  public static @Nullable String readln() {
    return readln("");
  }

  @InPlaceOf(value = IO.class, isStatic = true)
  public static @Nullable String readln(String prompt) {
    Execution execution = CurrentExecution.get();
    return execution == null
        ? IO.readln(prompt)
        : CellInput.of(execution).readLine(execution, String.valueOf(prompt), false);
  }

  @InPlaceOf(Console.class)
  public static @Nullable String readLine(@Nullable Console console) {
    return readln("");
  }

  @InPlaceOf(Console.class)
  public static @Nullable String readLine(
      @Nullable Console console, String format, Object... arguments) {
    return readln(String.format(Locale.getDefault(Locale.Category.FORMAT), format, arguments));
  }

  @InPlaceOf(Console.class)
  public static char @Nullable [] readPassword(@Nullable Console console) {
    return password("");
  }

  @InPlaceOf(Console.class)
  public static char @Nullable [] readPassword(
      @Nullable Console console, String format, Object... arguments) {
    return password(String.format(Locale.getDefault(Locale.Category.FORMAT), format, arguments));
  }

  private static char @Nullable [] password(String prompt) {
    Execution execution = CurrentExecution.get();
    if (execution == null) {
      throw new IllegalStateException("There is no cell that could ask for a password.");
    }
    String line = CellInput.of(execution).readLine(execution, prompt, true);
    return line == null ? null : line.toCharArray();
  }

  @InPlaceOf(Thread.class)
  public static void start(Thread thread) {
    Execution execution = CurrentExecution.get();
    thread.start();
    if (execution != null) {
      CellThreads.of(execution).add(thread);
    }
  }

  /** Called where the {@code run} of a thread of a cell's own class begins. */
  public static void runs(Thread thread) {
    Execution execution = CurrentExecution.get();
    if (execution != null && thread.equals(Thread.currentThread())) {
      CellThreads.of(execution).add(thread);
    }
  }

  @InPlaceOf(value = Thread.class, isStatic = true)
  public static Thread startVirtualThread(Runnable task) {
    return Thread.startVirtualThread(CellTask.of(task));
  }

  @InPlaceOf(Thread.Builder.OfVirtual.class)
  public static Thread start(Thread.Builder.OfVirtual builder, Runnable task) {
    return builder.start(CellTask.of(task));
  }

  @InPlaceOf(Thread.Builder.OfPlatform.class)
  public static Thread start(Thread.Builder.OfPlatform builder, Runnable task) {
    return builder.start(CellTask.of(task));
  }

  @InPlaceOf({
    Executor.class,
    ExecutorService.class,
    ScheduledExecutorService.class,
    ThreadPoolExecutor.class,
    ScheduledThreadPoolExecutor.class,
    ForkJoinPool.class
  })
  public static void execute(Executor executor, Runnable task) {
    executor.execute(CellTask.of(task));
  }

  @InPlaceOf({
    ExecutorService.class,
    ScheduledExecutorService.class,
    ThreadPoolExecutor.class,
    ScheduledThreadPoolExecutor.class
  })
  public static Future<?> submit(ExecutorService executor, Runnable task) {
    return executor.submit(CellTask.of(task));
  }

  @InPlaceOf({
    ExecutorService.class,
    ScheduledExecutorService.class,
    ThreadPoolExecutor.class,
    ScheduledThreadPoolExecutor.class
  })
  public static <T> Future<T> submit(ExecutorService executor, Callable<T> task) {
    return executor.submit(CellTask.of(task));
  }

  @InPlaceOf({
    ExecutorService.class,
    ScheduledExecutorService.class,
    ThreadPoolExecutor.class,
    ScheduledThreadPoolExecutor.class
  })
  public static <T> Future<T> submit(ExecutorService executor, Runnable task, T result) {
    return executor.submit(CellTask.of(task), result);
  }

  @InPlaceOf({
    ExecutorService.class,
    ScheduledExecutorService.class,
    ThreadPoolExecutor.class,
    ScheduledThreadPoolExecutor.class
  })
  public static <T> List<Future<T>> invokeAll(
      ExecutorService executor, Collection<? extends Callable<T>> tasks)
      throws InterruptedException {
    return executor.invokeAll(wrapped(tasks));
  }

  @InPlaceOf({
    ExecutorService.class,
    ScheduledExecutorService.class,
    ThreadPoolExecutor.class,
    ScheduledThreadPoolExecutor.class
  })
  public static <T> T invokeAny(ExecutorService executor, Collection<? extends Callable<T>> tasks)
      throws InterruptedException, ExecutionException {
    return executor.invokeAny(wrapped(tasks));
  }

  private static <T> List<@Nullable Callable<T>> wrapped(Collection<? extends Callable<T>> tasks) {
    List<@Nullable Callable<T>> wrapped = new ArrayList<>(tasks.size());
    for (Callable<T> task : tasks) {
      wrapped.add(CellTask.of(task));
    }
    return wrapped;
  }

  @InPlaceOf({ScheduledExecutorService.class, ScheduledThreadPoolExecutor.class})
  public static ScheduledFuture<?> schedule(
      ScheduledExecutorService executor, Runnable task, long delay, TimeUnit unit) {
    return executor.schedule(CellTask.of(task), delay, unit);
  }

  @InPlaceOf({ScheduledExecutorService.class, ScheduledThreadPoolExecutor.class})
  public static <T> ScheduledFuture<T> schedule(
      ScheduledExecutorService executor, Callable<T> task, long delay, TimeUnit unit) {
    return executor.schedule(CellTask.of(task), delay, unit);
  }

  @InPlaceOf({ScheduledExecutorService.class, ScheduledThreadPoolExecutor.class})
  public static ScheduledFuture<?> scheduleAtFixedRate(
      ScheduledExecutorService executor, Runnable task, long delay, long period, TimeUnit unit) {
    return executor.scheduleAtFixedRate(CellTask.of(task), delay, period, unit);
  }

  @InPlaceOf({ScheduledExecutorService.class, ScheduledThreadPoolExecutor.class})
  public static ScheduledFuture<?> scheduleWithFixedDelay(
      ScheduledExecutorService executor, Runnable task, long first, long delay, TimeUnit unit) {
    return executor.scheduleWithFixedDelay(CellTask.of(task), first, delay, unit);
  }

  @InPlaceOf(value = CompletableFuture.class, isStatic = true)
  public static CompletableFuture<Void> runAsync(Runnable task) {
    return CompletableFuture.runAsync(CellTask.of(task));
  }

  @InPlaceOf(value = CompletableFuture.class, isStatic = true)
  public static CompletableFuture<Void> runAsync(Runnable task, Executor executor) {
    return CompletableFuture.runAsync(CellTask.of(task), executor);
  }

  @InPlaceOf(value = CompletableFuture.class, isStatic = true)
  public static <T> CompletableFuture<T> supplyAsync(Supplier<T> task) {
    return CompletableFuture.supplyAsync(CellTask.of(task));
  }

  @InPlaceOf(value = CompletableFuture.class, isStatic = true)
  public static <T> CompletableFuture<T> supplyAsync(Supplier<T> task, Executor executor) {
    return CompletableFuture.supplyAsync(CellTask.of(task), executor);
  }

  /** A queue goes by its function, so that stays; what it calls is the calling cell's each time. */
  @InPlaceOf(Caller.class)
  public static Pending<@Nullable Void> queueCall(Caller caller, Action action) {
    CellTask.Owner owner = CellTask.Owner.current();
    return owner == null
        ? caller.queueCall(action)
        : caller.queueCallFor(action, () -> owner.perform(action));
  }

  @InPlaceOf(Caller.class)
  public static <A extends @Nullable Object> Pending<@Nullable Void> queueCall(
      Caller caller, Handler<A> handler, A argument) {
    CellTask.Owner owner = CellTask.Owner.current();
    return owner == null
        ? caller.queueCall(handler, argument)
        : caller.queueCallFor(handler, () -> owner.perform(() -> handler.handle(argument)));
  }
}
