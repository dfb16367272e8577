package dev.elara.stress.races;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.elara.caller.AwaitOptions;
import dev.elara.caller.Caller;
import dev.elara.caller.CallerOptions;
import dev.elara.caller.Modifier;
import dev.elara.caller.Pending;
import dev.elara.caller.platform.Backend;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.LL_Result;
import org.openjdk.jcstress.infra.results.L_Result;

/** Rules 15, 16, 26, 31 and 44: a caller's ready queue with other threads at it. */
public final class CallerRaces {

  private static final AwaitOptions PROTECTING = AwaitOptions.DEFAULT.protecting();

  private CallerRaces() {}

  /** One caller for all states: what is raced for is its queue, not its start. */
  private static final class Common {
    static final Caller CALLER =
        Caller.of(Modifier.NEW_THREAD, CallerOptions.named("races").backend(Backend.PLATFORM));
  }

  /** From two threads nothing is lost, nothing runs twice, each thread's order is kept. */
  @JCStressTest
  @Outcome(id = "ab, cd", expect = ACCEPTABLE, desc = "all four ran, each thread's in order")
  @Outcome(expect = FORBIDDEN, desc = "lost, twice, or out of order")
  @State
  public static class TwoSenders {
    private String first = ""; // plain: only tasks of one caller write to these
    private String second = "";
    private volatile @Nullable Pending<?> one;
    private volatile @Nullable Pending<?> other;

    @Actor
    public void one() {
      var _ = Common.CALLER.callSoon(() -> first += "a");
      one = Common.CALLER.callSoon(() -> first += "b");
    }

    @Actor
    public void other() {
      var _ = Common.CALLER.callSoon(() -> second += "c");
      other = Common.CALLER.callSoon(() -> second += "d");
    }

    @Arbiter
    public void after(LL_Result r) {
      end(one);
      end(other);
      r.r1 = first;
      r.r2 = second;
    }
  }

  /** Tasks of one caller never run at once: a plain counter loses nothing. */
  @JCStressTest
  @Outcome(id = "4", expect = ACCEPTABLE, desc = "one at a time")
  @Outcome(expect = FORBIDDEN, desc = "two tasks ran at once")
  @State
  public static class OneAtATime {
    private int count;
    private volatile @Nullable Pending<?> one;
    private volatile @Nullable Pending<?> other;

    @Actor
    public void one() {
      one = Common.CALLER.callSoon(this::twice);
    }

    @Actor
    public void other() {
      other = Common.CALLER.callSoon(this::twice);
    }

    @Arbiter
    public void after(L_Result r) {
      end(one);
      end(other);
      r.r1 = count;
    }

    private int twice() {
      count++;
      Caller.checkpoint();
      count++;
      return count;
    }
  }

  /** A task that waits is woken once, by the result or by its cancellation. */
  @JCStressTest
  @Outcome(id = "1, result", expect = ACCEPTABLE, desc = "woken by the result")
  @Outcome(id = "0, cancelled", expect = ACCEPTABLE, desc = "cancelled before it began")
  @Outcome(id = "1, cancelled", expect = ACCEPTABLE, desc = "cancelled while it waited or after")
  @Outcome(expect = FORBIDDEN, desc = "run twice, or neither result nor cancelled")
  @State
  public static class WakeAndCancel {
    private final Pending<Integer> gate = new Pending<>();
    private final AtomicInteger runs = new AtomicInteger();
    private final Pending<Integer> task =
        Common.CALLER.callSoon(() -> {
          runs.incrementAndGet();
          return gate.await(PROTECTING);
        });

    @Actor
    public void wake() {
      boolean _ = gate.setResult(1);
    }

    @Actor
    public void cancel() {
      boolean _ = task.cancel("raced");
    }

    @Arbiter
    public void after(LL_Result r) {
      end(task);
      r.r1 = runs.get();
      r.r2 = task.cancelled() ? "cancelled" : "result";
    }
  }

  /** A call that meets the caller's stop has run or comes back cancelled; both end. */
  @JCStressTest
  @Outcome(id = "ran, STOPPED", expect = ACCEPTABLE, desc = "it was in time")
  @Outcome(id = "cancelled, STOPPED", expect = ACCEPTABLE, desc = "it came too late")
  @Outcome(id = "ran and cancelled, STOPPED", expect = ACCEPTABLE, desc = "stopped while it ran")
  @Outcome(expect = FORBIDDEN, desc = "lost, or the caller has not stopped")
  @State
  public static class CallAndStop {
    private final Caller caller =
        Caller.of(Modifier.NEW_THREAD, CallerOptions.named("stops").backend(Backend.VIRTUAL));
    private final AtomicInteger runs = new AtomicInteger();
    private volatile @Nullable Pending<?> call;

    @Actor
    public void call() {
      call = caller.callSoon(runs::incrementAndGet);
    }

    @Actor
    public void stop() {
      caller.stop();
    }

    @Arbiter
    public void after(LL_Result r) {
      Pending<?> ended = end(call);
      caller.stopped().waitSync();
      String ran = runs.get() == 1 ? "ran" : runs.get() + " runs";
      String cancelled = runs.get() == 1 ? "ran and cancelled" : "cancelled";
      r.r1 = ended.cancelled() ? cancelled : ran;
      r.r2 = caller.state().name();
    }
  }

  /** Calls of a queue run in order; closing it ends it, and no caller waits for it any more. */
  @JCStressTest
  @Outcome(id = "0, true", expect = ACCEPTABLE, desc = "closed before any ran")
  @Outcome(id = "1, true", expect = ACCEPTABLE, desc = "closed after the first")
  @Outcome(id = "12, true", expect = ACCEPTABLE, desc = "both ran")
  @Outcome(id = "2, true", expect = ACCEPTABLE, desc = "closed between: the second has a new queue")
  @Outcome(expect = FORBIDDEN, desc = "out of order, twice, or the queue has not ended")
  @State
  public static class QueueAndClose {
    private final Caller caller =
        Caller.of(Modifier.NEW_THREAD, CallerOptions.named("queues").backend(Backend.VIRTUAL));
    private int ran; // plain: only calls of the queue write to it

    @Actor
    public void call() {
      var _ = caller.queueCallFor(this, () -> ran = ran * 10 + 1);
      var _ = caller.queueCallFor(this, () -> ran = ran * 10 + 2);
    }

    @Actor
    public void close() {
      caller.queueClose(this);
    }

    @Arbiter
    public void after(LL_Result r) {
      caller.callSoon(() -> ran).waitSync();
      caller.stop();
      caller.stopped().waitSync();
      r.r1 = ran;
      r.r2 = caller.queueGet(this) == null;
    }
  }

  /** What is written before a call is seen in it, and what it writes by who waits for it. */
  @JCStressTest
  @Outcome(id = "7, 8", expect = ACCEPTABLE, desc = "published both ways")
  @Outcome(expect = FORBIDDEN, desc = "not published")
  @State
  public static class Publication {
    private int before;
    private int seen;
    private int inside;

    @Actor
    public void call(II_Result r) {
      before = 7;
      Pending<?> call =
          Common.CALLER.callSoon(() -> {
            seen = before;
            inside = 8;
          });
      end(call);
      r.r1 = seen;
      r.r2 = inside;
    }

    @Actor
    public void noise() {
      Common.CALLER.callDirect(() -> {});
    }
  }

  private static Pending<?> end(@Nullable Pending<?> pending) {
    if (pending == null) {
      throw new IllegalStateException("The actor did not leave its pending.");
    }
    pending.awaitDone(PROTECTING);
    return pending;
  }
}
