package dev.elara.stress.races;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import dev.elara.caller.AwaitOptions;
import dev.elara.caller.Pending;
import dev.elara.caller.PendingCancelled;
import dev.elara.caller.PendingTimeout;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.LLL_Result;
import org.openjdk.jcstress.infra.results.LL_Result;

/** Rules 39 to 45: what becomes of a pending that several threads are at. */
public final class PendingRaces {

  private PendingRaces() {}

  /** How it ended, in a word. */
  private static String outcome(Pending<Integer> pending) {
    if (!pending.done()) {
      return "open";
    }
    Throwable exception = pending.exception();
    if (exception == null) {
      return "result" + pending.result();
    }
    return exception instanceof PendingCancelled ? "cancelled" : "failed";
  }

  /** Of two results the first wins, and only that one is told so. */
  @JCStressTest
  @Outcome(id = "true, false, result1", expect = ACCEPTABLE, desc = "the first came first")
  @Outcome(id = "false, true, result2", expect = ACCEPTABLE, desc = "the second came first")
  @Outcome(expect = FORBIDDEN, desc = "both won, or none, or the wrong one")
  @State
  public static class TwoResults {
    private final Pending<Integer> pending = new Pending<>();

    @Actor
    public void one(LLL_Result r) {
      r.r1 = pending.setResult(1);
    }

    @Actor
    public void other(LLL_Result r) {
      r.r2 = pending.setResult(2);
    }

    @Arbiter
    public void after(LLL_Result r) {
      r.r3 = outcome(pending);
    }
  }

  /** A result, a failure and a cancellation at once: one of them is what everybody sees. */
  @JCStressTest
  @Outcome(id = "true, false, result1", expect = ACCEPTABLE, desc = "the result came first")
  @Outcome(id = "false, true, failed", expect = ACCEPTABLE, desc = "the failure came first")
  @Outcome(id = "false, false, cancelled", expect = ACCEPTABLE, desc = "the cancellation did")
  @Outcome(expect = FORBIDDEN, desc = "two of them, or none")
  @State
  public static class ResultFailureCancel {
    private final Pending<Integer> pending = new Pending<>();

    @Actor
    public void result(LLL_Result r) {
      r.r1 = pending.setResult(1);
    }

    @Actor
    public void failure(LLL_Result r) {
      r.r2 = pending.setException(new IllegalStateException("raced"));
    }

    @Actor
    public void cancel() {
      boolean _ = pending.cancel("raced");
    }

    @Arbiter
    public void after(LLL_Result r) {
      r.r3 = outcome(pending);
    }
  }

  /** With a canceller, cancelling calls it once, and only if the result did not come first. */
  @JCStressTest
  @Outcome(id = "0, result1", expect = ACCEPTABLE, desc = "the result came first")
  @Outcome(id = "1, cancelled", expect = ACCEPTABLE, desc = "the canceller ended it")
  @Outcome(id = "1, result1", expect = FORBIDDEN, desc = "a result after the cancellation")
  @Outcome(expect = FORBIDDEN, desc = "not ended, or the canceller called twice")
  @State
  public static class CancellerAndResult {
    private final Pending<Integer> pending = new Pending<>();
    private final AtomicInteger called = new AtomicInteger();

    public CancellerAndResult() {
      pending.setCanceller(why -> {
        called.incrementAndGet();
        pending.setResult(2);
      });
    }

    @Actor
    public void result() {
      boolean _ = pending.setResult(1);
    }

    @Actor
    public void cancel() {
      boolean _ = pending.cancel("raced");
    }

    @Arbiter
    public void after(LL_Result r) {
      r.r1 = called.get();
      r.r2 = outcome(pending);
    }
  }

  /** Who waits sees the result, and all that was written before it was set. */
  @JCStressTest
  @Outcome(id = "1, 7", expect = ACCEPTABLE, desc = "the result and what was written before")
  @Outcome(expect = FORBIDDEN, desc = "not published")
  @State
  public static class WaitAndResult {
    private final Pending<Integer> pending = new Pending<>();
    private int before;

    @Actor
    public void result() {
      before = 7;
      boolean _ = pending.setResult(1);
    }

    @Actor
    public void waiter(II_Result r) {
      r.r1 = pending.waitSync();
      r.r2 = before;
    }
  }

  /** Whoever sees it done without waiting sees what was written before, too. */
  @JCStressTest
  @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "not done yet")
  @Outcome(id = "1, 7", expect = ACCEPTABLE, desc = "done, with what was written before")
  @Outcome(expect = FORBIDDEN, desc = "done, but not published")
  @State
  public static class LookAndResult {
    private final Pending<Integer> pending = new Pending<>();
    private int before;

    @Actor
    public void result() {
      before = 7;
      boolean _ = pending.setResult(1);
    }

    @Actor
    public void looker(II_Result r) {
      if (pending.done()) {
        r.r1 = pending.result();
        r.r2 = before;
      }
    }
  }

  /** A wait whose time is over cancels the pending, or hears of the result after all. */
  @JCStressTest
  @Outcome(id = "true, got, result1", expect = ACCEPTABLE, desc = "the result was in time")
  @Outcome(id = "true, late, result1", expect = ACCEPTABLE, desc = "time was over; the result won")
  @Outcome(id = "false, late, cancelled", expect = ACCEPTABLE, desc = "the wait cancelled it")
  @Outcome(expect = FORBIDDEN, desc = "the waiter and the pending disagree")
  @State
  public static class TimeoutAndResult {
    private static final AwaitOptions AT_ONCE = AwaitOptions.DEFAULT.timeout(Duration.ofNanos(1));
    private final Pending<Integer> pending = new Pending<>();

    @Actor
    public void result(LLL_Result r) {
      r.r1 = pending.setResult(1);
    }

    @Actor
    public void waiter(LLL_Result r) {
      try {
        r.r2 = pending.waitSync(AT_ONCE) == 1 ? "got" : "wrong";
      } catch (PendingTimeout late) {
        r.r2 = "late";
      }
    }

    @Arbiter
    public void after(LLL_Result r) {
      r.r3 = outcome(pending);
    }
  }

  /** Callbacks added while it is finished run once each, whoever comes first. */
  @JCStressTest
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "each was called once")
  @Outcome(expect = FORBIDDEN, desc = "a callback was lost or called twice")
  @State
  public static class CallbacksAndResult {
    private final Pending<Integer> pending = new Pending<>();
    private final AtomicInteger first = new AtomicInteger();
    private final AtomicInteger second = new AtomicInteger();

    @Actor
    public void one() {
      pending.addDoneCallback(done -> first.incrementAndGet());
    }

    @Actor
    public void other() {
      pending.addDoneCallback(done -> second.incrementAndGet());
    }

    @Actor
    public void result() {
      boolean _ = pending.setResult(1);
    }

    @Arbiter
    public void after(II_Result r) {
      r.r1 = first.get();
      r.r2 = second.get();
    }
  }

  /** A callback is either called or taken back. */
  @JCStressTest
  @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "called, and nothing to take back")
  @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "taken back in time")
  @Outcome(expect = FORBIDDEN, desc = "both or neither")
  @State
  public static class RemoveCallbackAndResult {
    private final Pending<Integer> pending = new Pending<>();
    private final AtomicInteger called = new AtomicInteger();
    private final Consumer<Pending<Integer>> callback = this::count;

    public RemoveCallbackAndResult() {
      pending.addDoneCallback(callback);
    }

    private void count(Pending<Integer> done) {
      called.incrementAndGet();
    }

    @Actor
    public void result() {
      boolean _ = pending.setResult(1);
    }

    @Actor
    public void remove(II_Result r) {
      r.r2 = pending.removeDoneCallback(callback);
    }

    @Arbiter
    public void after(II_Result r) {
      r.r1 = called.get();
    }
  }
}
