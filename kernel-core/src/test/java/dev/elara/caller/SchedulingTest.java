package dev.elara.caller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elara.caller.platform.Backend;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Rules 19 to 25. */
class SchedulingTest {

  private static final ContextVar<String> NAME = new ContextVar<>("name");

  private final World world = new World();

  @AfterEach
  void leave() {
    NAME.set(null);
    world.close();
  }

  @Test
  void tasksRunInTheOrderOfScheduling() {
    Caller caller = world.caller();
    for (int i = 0; i < 100; i++) {
      caller.callSoon(world.note("" + i));
    }
    world.settle();
    for (int i = 0; i < 100; i++) {
      assertThat(world.notes().get(i)).isEqualTo("" + i);
    }
  }

  @Test
  void thePendingCarriesExactlyWhatTheFunctionThrewErrorsToo() {
    Error error = new StackOverflowError("deep");
    Exception checked = new java.io.IOException("disk");
    Caller caller = world.caller();
    Pending<Void> first = caller.callSoon(() -> raise(error));
    Pending<Void> second = caller.callSoon(() -> raise(checked));
    assertThatThrownBy(first::waitSync).isSameAs(error);
    assertThatThrownBy(second::waitSync).isSameAs(checked);
    assertThat(second.exception()).isSameAs(checked);
  }

  private static void raise(Throwable thrown) throws Exception {
    if (thrown instanceof Error error) {
      throw error;
    }
    throw (Exception) thrown;
  }

  @Test
  void callLaterWaitsAtLeastTheDelayWithoutHoldingTheCaller() {
    Caller caller = world.caller();
    Pending<Void> later = caller.callLater(Duration.ofMillis(10), world.note("later"));
    caller.callSoon(world.note("soon"));
    world.advance(Duration.ofMillis(9));
    assertThat(world.notes()).containsExactly("soon");
    assertThat(later.done()).isFalse();
    world.advance(Duration.ofMillis(1));
    assertThat(world.notes()).containsExactly("soon", "later");
  }

  @Test
  void aCallCancelledBeforeItIsDueNeverRuns() {
    Pending<Void> pending = world.caller().callLater(Duration.ofMillis(500), world.note("never"));
    assertThat(pending.cancel("cell interrupted")).isTrue();
    assertThat(pending.done()).isTrue();
    world.advance(Duration.ofSeconds(1));
    assertThat(world.notes()).isEmpty();
  }

  @Test
  void aNegativeDelayIsAnError() {
    Caller caller = world.caller();
    assertThatThrownBy(() -> caller.callLater(Duration.ofMillis(-1), world.note("never")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void directCallsRunInOrderAndWhatTheyThrowIsReportedAndTheSchedulerGoesOn() {
    Caller caller = world.caller();
    RuntimeException failure = new IllegalStateException("direct");
    caller.callDirect(world.note("1"));
    caller.callDirect(() -> {
      throw failure;
    });
    caller.callDirect(world.note("2"));
    world.settle();
    assertThat(world.notes()).containsExactly("1", "2");
    assertThat(world.reports()).containsExactly(failure);
  }

  @Test
  void aScheduledCallTakesEverything() {
    Caller caller = world.caller();
    Context context = Context.EMPTY.with(NAME, "Ada");
    CallRequest<String> request =
        CallRequest.<String>of(() -> NAME.get() + Thread.currentThread().isVirtual())
            .delay(Duration.ofMillis(5))
            .context(context)
            .backend(Backend.VIRTUAL)
            .metadata(Map.of("cell", 3));
    Pending<String> pending = caller.scheduleCall(request);
    world.advance(Duration.ofMillis(5));
    assertThat(pending.result()).isEqualTo("Adatrue");
    assertThat(pending.metadata())
        .containsEntry("cell", 3)
        .containsEntry("caller", caller)
        .containsKey("func");
  }

  @Test
  void theContextIsCopiedAtSchedulingAndAChangeDoesNotLeakOut() {
    Caller caller = world.caller();
    NAME.set("Ada");
    Pending<String> first =
        caller.callSoon(() -> {
          String seen = NAME.get();
          NAME.set("changed");
          Caller.sleep(Duration.ofMillis(1));
          return seen + " " + NAME.get();
        });
    NAME.set("Grace");
    Pending<String> second =
        caller.callSoon(() -> {
          Caller.sleep(Duration.ofMillis(1));
          return NAME.get();
        });
    world.advance(Duration.ofMillis(1));
    assertThat(first.result()).isEqualTo("Ada changed");
    assertThat(second.result()).isEqualTo("Grace");
    assertThat(NAME.get()).isEqualTo("Grace");
  }

  @Test
  void aValueBoundForACallEndsWithIt() throws Exception {
    NAME.set("Ada");
    assertThat(NAME.<String>where("Grace", NAME::get)).isEqualTo("Grace");
    assertThat(NAME.get()).isEqualTo("Ada");
  }

  @Test
  void anotherBackendIsAStrandOfTheOtherKindOneAtATimeWithTheOthers() {
    Caller caller = world.caller();
    Pending<Boolean> virtual =
        caller.callUsingBackend(
            Backend.VIRTUAL,
            () -> {
              world.add("in");
              Thread.onSpinWait();
              world.add("out");
              return Thread.currentThread().isVirtual() && Caller.current().equals(caller);
            });
    caller.callSoon(world.note("other"));
    assertThat(virtual.waitSync()).isTrue();
    world.settle();
    assertThat(world.notes()).containsExactly("in", "out", "other");
  }

  @Test
  void aTaskThatYieldsLetsEveryTaskRunThatWasReadyBefore() {
    Caller caller = world.caller();
    caller.callSoon(() -> {
      caller.callSoon(world.note("a"));
      caller.callSoon(world.note("b"));
      world.add("before");
      Caller.checkpoint();
      world.add("after");
    });
    world.settle();
    assertThat(world.notes()).containsExactly("before", "a", "b", "after");
  }

  @Test
  void aTightLoopOfWaitsStillServesDirectCalls() {
    Caller caller = world.caller();
    Pending<Boolean> served = new Pending<>();
    CountDownLatch looping = new CountDownLatch(1);
    Pending<Void> loop =
        caller.callSoon(() -> {
          while (!served.done()) {
            looping.countDown();
            caller.callSoon(() -> 1).await();
          }
        });
    await(looping);
    caller.callDirect(() -> served.setResult(true));
    loop.waitSync();
    assertThat(served.result()).isTrue();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aTaskThatNeverWaitsCostsNoStrandSwitch() {
    Caller caller = world.caller();
    caller.started().waitSync();
    for (int i = 0; i < 1000; i++) {
      caller.callSoon(world.note(""));
    }
    world.settle();
    assertThat(world.notes()).hasSize(1000);
    assertThat(world.started()).isEqualTo(1);
  }

  @Test
  void anAbandonedTaskLosesItsCallerWhichGoesOnWithoutIt() {
    Caller caller = world.caller();
    CountDownLatch entered = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    Pending<Void> stuck =
        caller.callSoon(() -> {
          entered.countDown();
          await(release);
          world.add("late");
          Caller.sleep(Duration.ZERO);
          world.add("never");
        });
    Pending<Integer> next = caller.callSoon(() -> 7);
    await(entered);
    assertThat(caller.abandon(stuck, new IllegalStateException("stuck"))).isTrue();
    assertThat(next.waitSync()).isEqualTo(7);
    assertThatThrownBy(stuck::waitSync).hasMessage("stuck");
    release.countDown();
    world.settle();
    assertThat(world.notes()).containsExactly("late");
    assertThat(caller.abandon(stuck, new IllegalStateException("again"))).isFalse();
    assertThat(caller.callSoon(() -> 8).waitSync()).isEqualTo(8);
    caller.stop();
    caller.stopped().waitSync();
  }
}
