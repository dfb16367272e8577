package dev.elara.caller;

import static dev.elara.caller.Assertions.assertThat;
import static dev.elara.caller.Assertions.assertThatThrownBy;

import java.time.Duration;

/** Rules 54 and 55 for events, semaphores and barriers. */
final class PrimitivesRules extends InWorld {

  PrimitivesRules(World world) {
    super(world);
  }

  static void list(Checks checks) {
    checks
        .in(PrimitivesRules::new)
        .add(
            54,
            "who waits for an event hands its caller on and passes when it is set",
            PrimitivesRules::whoWaitsForAnEventHandsItsCallerOnAndPassesWhenItIsSet)
        .add(
            54,
            "who waited for an event passes even if it is cleared at once and who comes later waits",
            PrimitivesRules::whoWaitedForAnEventPassesEvenIfItIsClearedAtOnceAndWhoComesLaterWaits)
        .add(
            54,
            "who waits for an event for a limited time is told whether it was set",
            PrimitivesRules::whoWaitsForAnEventForALimitedTimeIsToldWhetherItWasSet)
        .add(
            55,
            "a task that is cancelled leaves the event",
            PrimitivesRules::aTaskThatIsCancelledLeavesTheEvent)
        .add(
            54,
            "a plain thread blocks until the event is set by a task",
            PrimitivesRules::aPlainThreadBlocksUntilTheEventIsSetByATask)
        .add(
            55,
            "permits go to those who wait in the order they came and nobody passes them",
            PrimitivesRules::permitsGoToThoseWhoWaitInTheOrderTheyCameAndNobodyPassesThem)
        .add(
            54,
            "permits that nobody waits for are kept",
            PrimitivesRules::permitsThatNobodyWaitsForAreKept)
        .add(
            55,
            "a waiter that is cancelled or times out takes no permit",
            PrimitivesRules::aWaiterThatIsCancelledOrTimesOutTakesNoPermit)
        .add(
            55,
            "a permit and a cancellation in one moment go to the one that came first",
            PrimitivesRules::aPermitAndACancellationInOneMomentGoToTheOneThatCameFirst)
        .add(
            55,
            "a task that was cancelled before takes no permit even if there is one",
            PrimitivesRules::aTaskThatWasCancelledBeforeTakesNoPermitEvenIfThereIsOne)
        .add(
            54,
            "all wait at a barrier until the last one has come and it serves the next meeting",
            PrimitivesRules::allWaitAtABarrierUntilTheLastOneHasComeAndItServesTheNextMeeting)
        .add(
            55,
            "who is cancelled or times out at a barrier has not come",
            PrimitivesRules::whoIsCancelledOrTimesOutAtABarrierHasNotCome)
        .add(
            54,
            "what makes no sense is refused with a word on what to use",
            PrimitivesRules::whatMakesNoSenseIsRefusedWithAWordOnWhatToUse)
        .add(
            54,
            "primitives show their state and how many wait",
            PrimitivesRules::primitivesShowTheirStateAndHowManyWait);
  }

  private static final Duration SECOND = Duration.ofSeconds(1);

  private final Caller caller = world.caller("one");
  private final Caller other = world.caller("two");
  private final Event event = new Event();
  private final Semaphore semaphore = new Semaphore(0);
  private final Barrier barrier = new Barrier(3);

  private Pending<Void> waiter(Caller where, Action wait, String name) {
    Pending<Void> task =
        where.callSoon(() -> {
          wait.run();
          world.add(name);
        });
    world.settle();
    return task;
  }

  void whoWaitsForAnEventHandsItsCallerOnAndPassesWhenItIsSet() {
    waiter(caller, event::await, "1");
    waiter(caller, event::await, "2");
    assertThat(caller.callSoon(() -> "served").waitSync()).isEqualTo("served");
    assertThat(world.notes()).isEmpty();
    event.set();
    world.settle();
    assertThat(world.notes()).containsExactly("1", "2");
    waiter(other, event::await, "3");
    assertThat(world.notes()).containsExactly("1", "2", "3");
  }

  void whoWaitedForAnEventPassesEvenIfItIsClearedAtOnceAndWhoComesLaterWaits() {
    waiter(caller, event::await, "early");
    event.set();
    event.clear();
    world.settle();
    waiter(caller, event::await, "late");
    assertThat(world.notes()).containsExactly("early");
    assertThat(event.waiting()).isEqualTo(1);
  }

  void whoWaitsForAnEventForALimitedTimeIsToldWhetherItWasSet() {
    Pending<Boolean> late = caller.callSoon(() -> event.await(SECOND));
    Pending<Boolean> inTime = other.callSoon(() -> event.await(SECOND.multipliedBy(2)));
    world.advance(SECOND);
    event.set();
    assertThat(late.waitSync()).isFalse();
    assertThat(inTime.waitSync()).isTrue();
  }

  void aTaskThatIsCancelledLeavesTheEvent() {
    Pending<Void> waiter = waiter(caller, event::await, "never");
    waiter.cancel("stop");
    world.settle();
    assertThat(waiter.cancelled() && waiter.done()).isTrue();
    assertThat(event.waiting()).isZero();
    event.set();
    world.settle();
    assertThat(world.notes()).isEmpty();
  }

  void aPlainThreadBlocksUntilTheEventIsSetByATask() {
    caller.callSoon(() -> {
      world.until(() -> event.waiting() == 1);
      event.set();
    });
    assertThat(Caller.currentOrNull()).isNull();
    event.await();
    assertThat(event.isSet()).isTrue();
  }

  void permitsGoToThoseWhoWaitInTheOrderTheyCameAndNobodyPassesThem() {
    waiter(caller, semaphore::acquire, "1");
    waiter(other, semaphore::acquire, "2");
    waiter(caller, semaphore::acquire, "3");
    semaphore.release();
    assertThat(semaphore.tryAcquire()).isFalse();
    world.settle();
    assertThat(world.notes()).containsExactly("1");
    semaphore.release();
    world.settle();
    assertThat(world.notes()).containsExactly("1", "2");
    assertThat(semaphore.waiting()).isEqualTo(1);
  }

  void permitsThatNobodyWaitsForAreKept() {
    semaphore.release();
    semaphore.release();
    assertThat(semaphore.available()).isEqualTo(2);
    assertThat(semaphore.tryAcquire()).isTrue();
    semaphore.acquire();
    assertThat(semaphore.tryAcquire()).isFalse();
  }

  void aWaiterThatIsCancelledOrTimesOutTakesNoPermit() {
    Pending<Void> cancelled = waiter(caller, semaphore::acquire, "cancelled");
    Pending<Boolean> late = other.callSoon(() -> semaphore.tryAcquire(SECOND));
    world.settle();
    waiter(other, semaphore::acquire, "third");
    cancelled.cancel("stop");
    world.advance(SECOND);
    assertThat(late.waitSync()).isFalse();
    semaphore.release();
    world.settle();
    assertThat(world.notes()).containsExactly("third");
    semaphore.release();
    assertThat(semaphore.available()).isEqualTo(1);
  }

  void aPermitAndACancellationInOneMomentGoToTheOneThatCameFirst() {
    Pending<Void> permitFirst = waiter(caller, semaphore::acquire, "has a permit");
    caller.callSoon(() -> {
      semaphore.release();
      permitFirst.cancel("too late");
    });
    world.settle();
    assertThat(world.notes()).containsExactly("has a permit");
    Pending<Void> cancelFirst = waiter(caller, semaphore::acquire, "has none");
    caller.callSoon(() -> {
      cancelFirst.cancel("in time");
      Caller.checkpoint();
      semaphore.release();
    });
    world.settle();
    assertThat(world.notes()).containsExactly("has a permit");
    assertThat(semaphore.available()).isEqualTo(1);
  }

  void aTaskThatWasCancelledBeforeTakesNoPermitEvenIfThereIsOne() {
    semaphore.release();
    Pending<Void> task =
        caller.callSoon(() -> {
          Pending<?> me = Caller.currentPending();
          if (me != null) {
            me.cancel("stop");
          }
          semaphore.acquire();
        });
    world.settle();
    assertThat(task.cancelled()).isTrue();
    assertThat(semaphore.available()).isEqualTo(1);
  }

  void allWaitAtABarrierUntilTheLastOneHasComeAndItServesTheNextMeeting() {
    for (int meeting = 1; meeting <= 2; meeting++) {
      waiter(caller, barrier::await, "1");
      waiter(other, barrier::await, "2");
      assertThat(world.notes()).hasSize(3 * (meeting - 1));
      waiter(caller, barrier::await, "3");
      assertThat(world.notes()).hasSize(3 * meeting);
      assertThat(barrier.waiting()).isZero();
    }
  }

  void whoIsCancelledOrTimesOutAtABarrierHasNotCome() {
    Pending<Void> cancelled = waiter(caller, barrier::await, "cancelled");
    Pending<Boolean> late = caller.callSoon(() -> barrier.await(SECOND));
    world.settle();
    cancelled.cancel("stop");
    world.advance(SECOND);
    assertThat(late.waitSync()).isFalse();
    waiter(caller, barrier::await, "1");
    waiter(other, barrier::await, "2");
    assertThat(world.notes()).isEmpty();
    barrier.await();
    world.settle();
    assertThat(world.notes()).containsExactlyInAnyOrder("1", "2");
  }

  void whatMakesNoSenseIsRefusedWithAWordOnWhatToUse() {
    assertThatThrownBy(() -> new Semaphore(-1)).hasMessageContaining("zero or more");
    assertThatThrownBy(() -> new Barrier(0)).hasMessageContaining("one or more");
    assertThatThrownBy(() -> event.await(Duration.ofMillis(-1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("zero or more");
  }

  void primitivesShowTheirStateAndHowManyWait() {
    waiter(caller, event::await, "");
    waiter(caller, semaphore::acquire, "");
    waiter(caller, barrier::await, "");
    assertThat(event).hasToString("Event[not set, waiting=1]");
    assertThat(semaphore).hasToString("Semaphore[available=0, waiting=1]");
    assertThat(barrier).hasToString("Barrier[parties=3, waiting=1]");
    assertThat(new Lock().newCondition())
        .hasToString("Condition[waiting=0, of Lock[free, waiting=0]]");
    assertThat(Channel.bounded(1)).hasToString("Channel[open, size=0, capacity=1, waiting=0]");
  }
}
