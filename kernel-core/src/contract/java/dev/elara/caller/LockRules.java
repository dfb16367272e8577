package dev.elara.caller;

import static dev.elara.caller.Assertions.assertThat;
import static dev.elara.caller.Assertions.assertThatThrownBy;

import java.time.Duration;

/** Rules 54 and 55 for locks and their conditions. */
final class LockRules extends InWorld {

  LockRules(World world) {
    super(world);
  }

  static void list(Checks checks) {
    checks
        .in(LockRules::new)
        .add(
            54,
            "a task that waits for a lock hands its caller on",
            LockRules::aTaskThatWaitsForALockHandsItsCallerOn)
        .add(
            55,
            "a lock goes to those who wait in the order they came whatever their caller",
            LockRules::aLockGoesToThoseWhoWaitInTheOrderTheyCameWhateverTheirCaller)
        .add(
            54,
            "a task may lock again and owns the lock until it unlocked as often",
            LockRules::aTaskMayLockAgainAndOwnsTheLockUntilItUnlockedAsOften)
        .add(
            54,
            "a lock belongs to the task so another task of its caller cannot take or unlock it",
            LockRules::aLockBelongsToTheTaskSoAnotherTaskOfItsCallerCannotTakeOrUnlockIt)
        .add(
            55,
            "a waiter that is cancelled never owns the lock and the next one gets it",
            LockRules::aWaiterThatIsCancelledNeverOwnsTheLockAndTheNextOneGetsIt)
        .add(
            55,
            "a waiter whose time is over never owns the lock",
            LockRules::aWaiterWhoseTimeIsOverNeverOwnsTheLock)
        .add(
            55,
            "a cancellation after the lock was handed over is seen at the next wait",
            LockRules::aCancellationAfterTheLockWasHandedOverIsSeenAtTheNextWait)
        .add(
            54,
            "a plain thread blocks until it owns the lock",
            LockRules::aPlainThreadBlocksUntilItOwnsTheLock)
        .add(
            54,
            "a condition unlocks wholly while it waits and returns with the lock taken",
            LockRules::aConditionUnlocksWhollyWhileItWaitsAndReturnsWithTheLockTaken)
        .add(
            55,
            "a signal goes to the one who waits longest and signalAll to all in order",
            LockRules::aSignalGoesToTheOneWhoWaitsLongestAndSignalAllToAllInOrder)
        .add(
            55,
            "a signal is not lost on a waiter that was cancelled which has the lock when it cleans up",
            LockRules::aSignalIsNotLostOnAWaiterThatWasCancelledWhichHasTheLockWhenItCleansUp)
        .add(
            55,
            "a condition that is not signalled in time says so with the lock taken",
            LockRules::aConditionThatIsNotSignalledInTimeSaysSoWithTheLockTaken)
        .add(
            54,
            "a condition is for the owner of its lock alone",
            LockRules::aConditionIsForTheOwnerOfItsLockAlone);
  }

  private final Caller caller = world.caller("one");
  private final Caller other = world.caller("two");
  private final Lock lock = new Lock();
  private final Condition changed = lock.newCondition();
  private final Event go = new Event();

  /** A task that owns the lock until {@link #go}. */
  private Pending<Void> holder() {
    Pending<Void> task = caller.callSoon(() -> inLock(go::await));
    world.settle();
    return task;
  }

  private void inLock(Runnable body) {
    lock.lock();
    try {
      body.run();
    } finally {
      lock.unlock();
    }
  }

  private Pending<Void> waiter(Caller where, String name) {
    Pending<Void> task = where.callSoon(() -> inLock(() -> world.add(name)));
    world.settle();
    return task;
  }

  void aTaskThatWaitsForALockHandsItsCallerOn() {
    holder();
    Pending<Void> waiter = waiter(caller, "waiter");
    assertThat(caller.callSoon(() -> "served").waitSync()).isEqualTo("served");
    assertThat(waiter.done()).isFalse();
    go.set();
    waiter.waitSync();
    assertThat(lock.isLocked()).isFalse();
  }

  void aLockGoesToThoseWhoWaitInTheOrderTheyCameWhateverTheirCaller() {
    holder();
    waiter(other, "1");
    waiter(caller, "2");
    waiter(other, "3");
    assertThat(lock.waiting()).isEqualTo(3);
    go.set();
    world.settle();
    assertThat(world.notes()).containsExactly("1", "2", "3");
  }

  void aTaskMayLockAgainAndOwnsTheLockUntilItUnlockedAsOften() {
    Pending<String> task =
        caller.callSoon(() -> {
          lock.lock();
          inLock(() -> assertThat(lock.tryLock(Duration.ZERO)).isTrue());
          lock.unlock();
          boolean stillOwned = lock.isOwned();
          lock.unlock();
          return stillOwned + " " + lock.isOwned();
        });
    assertThat(task.waitSync()).isEqualTo("true false");
  }

  void aLockBelongsToTheTaskSoAnotherTaskOfItsCallerCannotTakeOrUnlockIt() {
    holder();
    assertThat(caller.callSoon(() -> lock.tryLock()).waitSync()).isFalse();
    assertThatThrownBy(caller.callSoon(() -> lock.unlock())::waitSync)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("owns");
    assertThat(lock.isLocked()).isTrue();
  }

  void aWaiterThatIsCancelledNeverOwnsTheLockAndTheNextOneGetsIt() {
    holder();
    Pending<Void> first = waiter(caller, "first");
    waiter(other, "second");
    first.cancel("not needed");
    world.settle();
    assertThat(first.cancelled() && first.done()).isTrue();
    assertThat(lock.waiting()).isEqualTo(1);
    go.set();
    world.settle();
    assertThat(world.notes()).containsExactly("second");
    assertThat(lock.isLocked()).isFalse();
  }

  void aWaiterWhoseTimeIsOverNeverOwnsTheLock() {
    holder();
    Pending<Boolean> late = other.callSoon(() -> lock.tryLock(Duration.ofSeconds(1)));
    world.advance(Duration.ofMillis(999));
    assertThat(late.done()).isFalse();
    world.advance(Duration.ofMillis(1));
    assertThat(late.waitSync()).isFalse();
    go.set();
    world.settle();
    assertThat(lock.isLocked()).isFalse();
  }

  void aCancellationAfterTheLockWasHandedOverIsSeenAtTheNextWait() {
    Event freed = new Event();
    Pending<Void> holder =
        caller.callSoon(() -> {
          lock.lock();
          go.await();
          lock.unlock(); // hands it to the waiter, which cannot run before this task waits
          freed.await();
        });
    world.settle();
    Pending<Void> waiter =
        caller.callSoon(() ->
            inLock(() -> {
              world.add("owned " + lock.isOwned());
              Caller.checkpoint();
              world.add("never");
            }));
    world.settle();
    caller.callSoon(() -> {
      go.set();
      Caller.checkpoint();
      waiter.cancel("too late");
      freed.set();
    });
    world.settle();
    assertThat(holder.done()).isTrue();
    assertThat(waiter.cancelled() && waiter.done()).isTrue();
    assertThat(world.notes()).containsExactly("owned true");
    assertThat(lock.isLocked()).isFalse();
  }

  void aPlainThreadBlocksUntilItOwnsTheLock() {
    Pending<Void> holder = holder();
    Pending<Void> thread = world.thread(() -> inLock(() -> world.add("thread")));
    world.until(() -> lock.waiting() == 1);
    assertThat(world.notes()).isEmpty();
    go.set();
    thread.waitSync();
    holder.waitSync();
    assertThat(world.notes()).containsExactly("thread");
  }

  private Pending<Void> conditionWaiter(Caller where, String name) {
    Pending<Void> task =
        where.callSoon(() ->
            inLock(() -> {
              inLock(changed::await);
              world.add(name + " " + lock.isOwned());
            }));
    world.settle();
    return task;
  }

  void aConditionUnlocksWhollyWhileItWaitsAndReturnsWithTheLockTaken() {
    conditionWaiter(caller, "waiter");
    assertThat(lock.isLocked()).isFalse();
    other.callSoon(() -> inLock(changed::signal));
    world.settle();
    assertThat(world.notes()).containsExactly("waiter true");
    assertThat(lock.isLocked()).isFalse();
  }

  void aSignalGoesToTheOneWhoWaitsLongestAndSignalAllToAllInOrder() {
    conditionWaiter(caller, "1");
    conditionWaiter(other, "2");
    conditionWaiter(caller, "3");
    other.callSoon(() -> inLock(changed::signal));
    world.settle();
    assertThat(world.notes()).containsExactly("1 true");
    caller.callSoon(() -> inLock(changed::signalAll));
    world.settle();
    assertThat(world.notes()).containsExactlyInAnyOrder("1 true", "2 true", "3 true");
  }

  void aSignalIsNotLostOnAWaiterThatWasCancelledWhichHasTheLockWhenItCleansUp() {
    Pending<Void> first =
        caller.callSoon(() ->
            inLock(() -> {
              try {
                changed.await();
              } finally {
                world.add("cleanup " + lock.isOwned());
              }
            }));
    world.settle();
    conditionWaiter(other, "second");
    first.cancel("not needed");
    world.settle();
    assertThat(first.cancelled() && first.done()).isTrue();
    caller.callSoon(() -> inLock(changed::signal));
    world.settle();
    assertThat(world.notes()).containsExactly("cleanup true", "second true");
  }

  void aConditionThatIsNotSignalledInTimeSaysSoWithTheLockTaken() {
    Pending<String> task =
        caller.callSoon(() -> {
          lock.lock();
          boolean signalled = changed.await(Duration.ofSeconds(1));
          boolean owned = lock.isOwned();
          lock.unlock();
          return signalled + " " + owned;
        });
    world.advance(Duration.ofSeconds(1));
    assertThat(task.waitSync()).isEqualTo("false true");
    assertThat(changed.waiting()).isZero();
  }

  void aConditionIsForTheOwnerOfItsLockAlone() {
    assertThatThrownBy(changed::await).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(changed::signal).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(changed::signalAll).isInstanceOf(IllegalStateException.class);
    assertThat(changed.waiting()).isZero();
  }
}
