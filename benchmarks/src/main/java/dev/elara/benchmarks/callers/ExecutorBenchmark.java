package dev.elara.benchmarks.callers;

import static dev.elara.benchmarks.callers.CallerBenchmark.MANY;

import dev.elara.caller.platform.Backend;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The workloads of {@link CallerBenchmark} on an executor with a single thread. It is called from a
 * plain thread: its own would wait for itself for ever.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@SuppressWarnings("NullAway.Init") // by start()
public class ExecutorBenchmark {

  @Param({"PLATFORM", "VIRTUAL"})
  private Backend backend = Backend.PLATFORM;

  private ExecutorService executor;
  private ExecutorService workers;
  long count; // only the executor's thread comes here

  /** Starts the executors. */
  @Setup
  public void start() {
    ThreadFactory threads =
        switch (backend) {
          case VIRTUAL -> Thread.ofVirtual().factory();
          case PLATFORM, GREEN -> Thread.ofPlatform().daemon().factory();
        };
    executor = Executors.newSingleThreadExecutor(threads);
    workers = Executors.newCachedThreadPool(threads);
  }

  /** Stops them. */
  @TearDown
  public void stop() {
    executor.shutdown();
    workers.shutdown();
  }

  /** One call at a time. */
  @Benchmark
  public int callSoonFromThread() throws Exception {
    return executor.submit(ExecutorBenchmark::one).get();
  }

  /** All calls first, then one wait after the other. */
  @Benchmark
  @OperationsPerInvocation(MANY)
  public long submitAllFromThread() throws Exception {
    List<Future<Integer>> all = new ArrayList<>(MANY);
    for (int i = 0; i < MANY; i++) {
      all.add(executor.submit(ExecutorBenchmark::one));
    }
    return sum(all);
  }

  /** One call at a time in a cached pool. */
  @Benchmark
  public int toThread() throws Exception {
    return workers.submit(ExecutorBenchmark::one).get();
  }

  /** Calls nobody waits for; the last one tells that all are over. */
  @Benchmark
  @OperationsPerInvocation(MANY)
  public long callDirect() throws Exception {
    for (int i = 0; i < MANY; i++) {
      executor.execute(this::count);
    }
    return executor.submit(ExecutorBenchmark::one).get();
  }

  /** All at once, left when all are done. */
  @Benchmark
  @OperationsPerInvocation(MANY)
  public long group() throws Exception {
    Callable<Integer> work = ExecutorBenchmark::one;
    return sum(executor.invokeAll(Collections.nCopies(MANY, work)));
  }

  /** Futures in the order in which they complete. */
  @Benchmark
  @OperationsPerInvocation(MANY)
  public long asCompleted() throws Exception {
    var service = new ExecutorCompletionService<Integer>(executor);
    for (int i = 0; i < MANY; i++) {
      Future<Integer> _ = service.submit(ExecutorBenchmark::one);
    }
    long sum = 0;
    for (int i = 0; i < MANY; i++) {
      sum += service.take().get();
    }
    return sum;
  }

  private static Integer one() {
    return 1;
  }

  private void count() {
    count++;
  }

  private static long sum(List<Future<Integer>> all)
      throws ExecutionException, InterruptedException {
    long sum = 0;
    for (Future<Integer> future : all) {
      sum += future.get();
    }
    return sum;
  }
}
