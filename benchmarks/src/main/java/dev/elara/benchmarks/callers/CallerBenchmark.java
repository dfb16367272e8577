package dev.elara.benchmarks.callers;

import dev.elara.caller.Action;
import dev.elara.caller.Caller;
import dev.elara.caller.CallerOptions;
import dev.elara.caller.Handler;
import dev.elara.caller.Modifier;
import dev.elara.caller.Pending;
import dev.elara.caller.PendingGroup;
import dev.elara.caller.Work;
import dev.elara.caller.platform.Backend;
import java.util.ArrayList;
import java.util.List;
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
 * What calls on callers cost; {@link ExecutorBenchmark} has the same workloads under the same
 * names. All but {@link #callSoonFromThread} run inside a task, as user code does.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@SuppressWarnings("NullAway.Init") // by start()
public class CallerBenchmark {

  /** Calls in one invocation of a workload that schedules before it waits. */
  static final int MANY = 10_000;

  /** Calls in one invocation of a workload that waits for each. */
  static final int ROUNDS = 1_000;

  @Param({"PLATFORM", "VIRTUAL"})
  private Backend backend = Backend.PLATFORM;

  private Caller caller;
  private Caller other;
  private long count; // only tasks of the caller come here

  private final Work<Integer> one = () -> 1;
  private final Action counted = () -> count++;
  private final Handler<Integer> queued = number -> count += number;

  /** Starts the callers. */
  @Setup
  public void start() {
    caller = Caller.of(Modifier.NEW_THREAD, CallerOptions.named("caller").backend(backend));
    other = Caller.of(Modifier.NEW_THREAD, CallerOptions.named("other").backend(backend));
  }

  /** Stops them. */
  @TearDown
  public void stop() {
    caller.stop(true);
    other.stop(true);
  }

  /** One call at a time on the caller the task itself runs on. */
  @Benchmark
  @OperationsPerInvocation(ROUNDS)
  public long callSoonAwait() {
    return inTask(() -> rounds(caller));
  }

  /** One call at a time on another caller. */
  @Benchmark
  @OperationsPerInvocation(ROUNDS)
  public long callSoonAcross() {
    return inTask(() -> rounds(other));
  }

  /** One call at a time from a plain thread. */
  @Benchmark
  public int callSoonFromThread() {
    return caller.callSoon(one).waitSync();
  }

  /** All calls first, then one wait after the other. */
  @Benchmark
  @OperationsPerInvocation(MANY)
  public long submitAllThenAwait() {
    return inTask(() -> sum(many()));
  }

  /** The same from a plain thread. */
  @Benchmark
  @OperationsPerInvocation(MANY)
  public long submitAllFromThread() {
    long sum = 0;
    for (Pending<Integer> pending : many()) {
      sum += pending.waitSync();
    }
    return sum;
  }

  /** One call at a time in a worker thread. */
  @Benchmark
  @OperationsPerInvocation(ROUNDS)
  public long toThread() {
    return inTask(() -> {
      long sum = 0;
      for (int i = 0; i < ROUNDS; i++) {
        sum += caller.toThread(one).await();
      }
      return sum;
    });
  }

  /** Calls nobody waits for; the last one tells that all are over. */
  @Benchmark
  @OperationsPerInvocation(MANY)
  public long callDirect() {
    return inTask(() -> {
      for (int i = 0; i < MANY; i++) {
        caller.callDirect(counted);
      }
      return (long) caller.callSoon(one).await();
    });
  }

  /** Calls of one queue; the last one tells that all are over. */
  @Benchmark
  @OperationsPerInvocation(MANY)
  public long queueCall() {
    return inTask(() -> {
      Pending<Integer> over = new Pending<>();
      for (int i = 1; i < MANY; i++) {
        Pending<?> _ = caller.queueCall(queued, i);
      }
      Pending<?> _ = caller.queueCallFor(queued, () -> over.setResult(1));
      return (long) over.await();
    });
  }

  /** A group and its members. */
  @Benchmark
  @OperationsPerInvocation(MANY)
  public long group() {
    return inTask(() -> {
      new PendingGroup()
          .run(() -> {
            for (int i = 0; i < MANY; i++) {
              Pending<?> _ = caller.callSoon(one);
            }
          });
      return count;
    });
  }

  /** Pendings in the order in which they complete. */
  @Benchmark
  @OperationsPerInvocation(MANY)
  public long asCompleted() {
    return inTask(() -> {
      long sum = 0;
      for (Pending<Integer> pending : Caller.asCompleted(many())) {
        sum += pending.result();
      }
      return sum;
    });
  }

  private long inTask(Work<Long> work) {
    return caller.callSoon(work).waitSync();
  }

  private long rounds(Caller on) {
    long sum = 0;
    for (int i = 0; i < ROUNDS; i++) {
      sum += on.callSoon(one).await();
    }
    return sum;
  }

  private List<Pending<Integer>> many() {
    List<Pending<Integer>> all = new ArrayList<>(MANY);
    for (int i = 0; i < MANY; i++) {
      all.add(caller.callSoon(one));
    }
    return all;
  }

  private static long sum(List<Pending<Integer>> all) {
    long sum = 0;
    for (Pending<Integer> pending : all) {
      sum += pending.await();
    }
    return sum;
  }
}
