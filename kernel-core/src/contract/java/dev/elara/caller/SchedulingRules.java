package dev.elara.caller;

import static dev.elara.caller.Assertions.assertThat;
import static dev.elara.caller.Assertions.assertThatThrownBy;

import dev.elara.caller.platform.Parker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Rules 19 to 25. */
final class SchedulingRules extends InWorld {

  SchedulingRules(World world) {
    super(world);
  }

  static void list(Checks checks) {
    checks
        .in(SchedulingRules::new)
        .add(
            19,
            "tasks run in the order of scheduling",
            SchedulingRules::tasksRunInTheOrderOfScheduling)
        .add(
            19,
            "the pending carries exactly what the function threw errors too",
            SchedulingRules::thePendingCarriesExactlyWhatTheFunctionThrewErrorsToo)
        .add(
            20,
            "callLater waits at least the delay without holding the caller",
            SchedulingRules::callLaterWaitsAtLeastTheDelayWithoutHoldingTheCaller)
        .add(
            20,
            "a call cancelled before it is due never runs",
            SchedulingRules::aCallCancelledBeforeItIsDueNeverRuns)
        .add(20, "a negative delay is an error", SchedulingRules::aNegativeDelayIsAnError)
        .add(
            21,
            "direct calls run in order and what they throw is reported and the scheduler goes on",
            SchedulingRules::directCallsRunInOrderAndWhatTheyThrowIsReportedAndTheSchedulerGoesOn)
        .add(
            22, "a scheduled call takes everything", SchedulingRules::aScheduledCallTakesEverything)
        .add(
            23,
            "the context is copied at scheduling and a change does not leak out",
            SchedulingRules::theContextIsCopiedAtSchedulingAndAChangeDoesNotLeakOut)
        .add(
            23,
            "a value bound for a call ends with it",
            SchedulingRules::aValueBoundForACallEndsWithIt)
        .add(
            24,
            Where.BROWSER,
            "in the browser a call on a backend that there is not is an error that names it",
            SchedulingRules::aBackendThatThereIsNotIsAnErrorThatNamesIt)
        .add(
            24,
            Where.JVM,
            "another backend is a strand of the other kind one at a time with the others",
            SchedulingRules::anotherBackendIsAStrandOfTheOtherKindOneAtATimeWithTheOthers)
        .add(
            25,
            "a task that yields lets every task run that was ready before",
            SchedulingRules::aTaskThatYieldsLetsEveryTaskRunThatWasReadyBefore)
        .add(
            25,
            "a tight loop of waits still serves direct calls",
            SchedulingRules::aTightLoopOfWaitsStillServesDirectCalls)
        .add(
            26,
            "from many threads nothing is lost and nothing runs twice and each one's order is kept",
            SchedulingRules::fromManyThreadsNothingIsLostAndEachOnesOrderIsKept)
        .add(
            19,
            "a task that never waits costs no strand switch",
            SchedulingRules::aTaskThatNeverWaitsCostsNoStrandSwitch)
        .add(
            44,
            "an abandoned task loses its caller which goes on without it",
            SchedulingRules::anAbandonedTaskLosesItsCallerWhichGoesOnWithoutIt);
  }

  private static final ContextVar<String> NAME = new ContextVar<>("name");

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

  void aCallCancelledBeforeItIsDueNeverRuns() {
    Pending<Void> pending = world.caller().callLater(Duration.ofMillis(500), world.note("never"));
    assertThat(pending.cancel("cell interrupted")).isTrue();
    assertThat(pending.done()).isTrue();
    world.advance(Duration.ofSeconds(1));
    assertThat(world.notes()).isEmpty();
  }

  void aNegativeDelayIsAnError() {
    Caller caller = world.caller();
    assertThatThrownBy(() -> caller.callLater(Duration.ofMillis(-1), world.note("never")))
        .isInstanceOf(IllegalArgumentException.class);
  }

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

  void aScheduledCallTakesEverything() {
    Caller caller = world.caller();
    Context context = Context.EMPTY.with(NAME, "Ada");
    CallRequest<String> request =
        CallRequest.<String>of(() -> NAME.get() + world.runningBackend())
            .delay(Duration.ofMillis(5))
            .context(context)
            .backend(world.backend())
            .metadata(Map.of("cell", 3));
    Pending<String> pending = caller.scheduleCall(request);
    world.advance(Duration.ofMillis(5));
    assertThat(pending.result()).isEqualTo("Ada" + world.backend());
    assertThat(pending.metadata())
        .containsEntry("cell", 3)
        .containsEntry("caller", caller)
        .containsKey("func");
  }

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

  void aValueBoundForACallEndsWithIt() throws Exception {
    NAME.set("Ada");
    assertThat(NAME.<String>where("Grace", NAME::get)).isEqualTo("Grace");
    assertThat(NAME.get()).isEqualTo("Ada");
  }

  void aBackendThatThereIsNotIsAnErrorThatNamesIt() {
    Caller caller = world.caller();
    assertThatThrownBy(() -> caller.callUsingBackend(world.otherBackend(), () -> 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(world.otherBackend().name());
    assertThatThrownBy(() -> caller.get(CallerOptions.DEFAULT.backend(world.otherBackend())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(world.otherBackend().name());
    assertThat(caller.children()).isEmpty();
  }

  void anotherBackendIsAStrandOfTheOtherKindOneAtATimeWithTheOthers() {
    Caller caller = world.caller();
    Pending<Boolean> virtual =
        caller.callUsingBackend(
            world.otherBackend(),
            () -> {
              world.add("in");
              world.add("out");
              return world.runningBackend() == world.otherBackend()
                  && Caller.current().equals(caller);
            });
    caller.callSoon(world.note("other"));
    assertThat(virtual.waitSync()).isTrue();
    world.settle();
    assertThat(world.notes()).containsExactly("in", "out", "other");
  }

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

  void aTightLoopOfWaitsStillServesDirectCalls() {
    Caller caller = world.caller();
    Pending<Boolean> served = new Pending<>();
    Event looping = new Event();
    Pending<Void> loop =
        caller.callSoon(() -> {
          while (!served.done()) {
            looping.set();
            caller.callSoon(() -> 1).await();
          }
        });
    looping.await();
    caller.callDirect(() -> served.setResult(true));
    loop.waitSync();
    assertThat(served.result()).isTrue();
  }

  void fromManyThreadsNothingIsLostAndEachOnesOrderIsKept() {
    int each = 200;
    Caller caller = world.caller();
    List<List<Integer>> seen = new ArrayList<>();
    List<Pending<Void>> threads = new ArrayList<>();
    for (int t = 0; t < 16; t++) {
      List<Integer> mine = new ArrayList<>(); // only the caller's tasks write to it
      seen.add(mine);
      threads.add(world.thread(() -> schedule(caller, each, mine)));
    }
    threads.forEach(Pending::waitSync);
    caller.callSoon(() -> 0).waitSync();
    List<Integer> expected = IntStream.range(0, each).boxed().toList();
    assertThat(seen).allMatch(expected::equals);
  }

  private static void schedule(Caller caller, int count, List<Integer> seen) {
    for (int i = 0; i < count; i++) {
      int value = i;
      caller.callSoon(() -> seen.add(value));
    }
  }

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

  void anAbandonedTaskLosesItsCallerWhichGoesOnWithoutIt() {
    Caller caller = world.caller();
    Event entered = new Event();
    Parker release = world.unknownParker();
    Pending<Void> stuck =
        caller.callSoon(() -> {
          entered.set();
          release.park();
          world.add("late");
          Caller.sleep(Duration.ZERO);
          world.add("never");
        });
    Pending<Integer> next = caller.callSoon(() -> 7);
    entered.await();
    assertThat(caller.abandon(stuck, new IllegalStateException("stuck"))).isTrue();
    assertThat(next.waitSync()).isEqualTo(7);
    assertThatThrownBy(stuck::waitSync).hasMessage("stuck");
    release.unpark();
    world.settle();
    assertThat(world.notes()).containsExactly("late");
    assertThat(caller.abandon(stuck, new IllegalStateException("again"))).isFalse();
    assertThat(caller.callSoon(() -> 8).waitSync()).isEqualTo(8);
    caller.stop();
    caller.stopped().waitSync();
  }
}
