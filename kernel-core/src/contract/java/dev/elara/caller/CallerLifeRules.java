package dev.elara.caller;

import static dev.elara.caller.Assertions.assertThat;
import static dev.elara.caller.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;

/** Rules 12 to 17. */
final class CallerLifeRules extends InWorld {

  CallerLifeRules(World world) {
    super(world);
  }

  static void list(Checks checks) {
    checks
        .in(CallerLifeRules::new)
        .add(
            12,
            "the states follow each other and only forward",
            CallerLifeRules::theStatesFollowEachOtherAndOnlyForward)
        .add(
            12,
            "the events of a life cannot be cancelled",
            CallerLifeRules::theEventsOfALifeCannotBeCancelled)
        .add(
            13,
            "work scheduled before the start runs after it",
            CallerLifeRules::workScheduledBeforeTheStartRunsAfterIt)
        .add(
            13,
            "a caller stopped before it started fails who waits for its start",
            CallerLifeRules::aCallerStoppedBeforeItStartedFailsWhoWaitsForItsStart)
        .add(
            14,
            "stopping a protected caller does nothing unless forced",
            CallerLifeRules::stoppingAProtectedCallerDoesNothingUnlessForced)
        .add(
            14,
            "entering protects and leaving the outermost scope stops",
            CallerLifeRules::enteringProtectsAndLeavingTheOutermostScopeStops)
        .add(
            15,
            "stopping cancels every task and lets it clean up",
            CallerLifeRules::stoppingCancelsEveryTaskAndLetsItCleanUp)
        .add(15, "stopping rejects what is queued", CallerLifeRules::stoppingRejectsWhatIsQueued)
        .add(15, "stopping closes all queues", CallerLifeRules::stoppingClosesAllQueues)
        .add(
            16,
            "what is scheduled on a stopping caller comes back cancelled",
            CallerLifeRules::whatIsScheduledOnAStoppingCallerComesBackCancelled)
        .add(
            17,
            "a caller that stops while one of its own tasks asked for it does not deadlock",
            CallerLifeRules::aCallerThatStopsWhileOneOfItsOwnTasksAskedForItDoesNotDeadlock)
        .add(
            14,
            "the scope of a thread is left on that thread only",
            CallerLifeRules::theScopeOfAThreadIsLeftOnThatThreadOnly);
  }

  void theStatesFollowEachOtherAndOnlyForward() {
    List<CallerState> order = List.of(CallerState.values());
    for (int from = 0; from < order.size(); from++) {
      for (int to = 0; to < order.size(); to++) {
        boolean next = to == from + 1;
        boolean early = order.get(to) == CallerState.STOPPING && from < to;
        assertThat(order.get(from).canBecome(order.get(to))).isEqualTo(next || early);
      }
    }
  }

  void theEventsOfALifeCannotBeCancelled() {
    Caller caller = Caller.of(Modifier.MANUAL);
    assertThat(caller.started().cancel("no")).isFalse();
    assertThat(caller.stopping().cancel("no")).isFalse();
    assertThat(caller.stopped().cancel("no")).isFalse();
    caller.stop();
    assertThat(caller.stopping().done()).isTrue();
    assertThat(caller.stopped().done()).isTrue();
    assertThat(caller.stopped().cancelled()).isFalse();
  }

  void workScheduledBeforeTheStartRunsAfterIt() throws Exception {
    Caller caller = Caller.of(Modifier.MANUAL, CallerOptions.named("late"));
    Pending<String> early = caller.callSoon(() -> Caller.current().state().toString());
    assertThat(early.done()).isFalse();
    assertThat(caller.<String>run(early::await)).isEqualTo("running");
  }

  void aCallerStoppedBeforeItStartedFailsWhoWaitsForItsStart() {
    Caller caller = Caller.of(Modifier.MANUAL, CallerOptions.named("never"));
    caller.stop();
    assertThatThrownBy(caller.started()::waitSync).hasMessageContaining("before it started");
  }

  void stoppingAProtectedCallerDoesNothingUnlessForced() {
    Caller caller = world.caller(CallerOptions.named("safe").asProtected());
    caller.started().waitSync();
    caller.stop();
    assertThat(caller.state()).isEqualTo(CallerState.RUNNING);
    caller.stop(true);
    caller.stopped().waitSync();
    assertThat(caller.state()).isEqualTo(CallerState.STOPPED);
  }

  void enteringProtectsAndLeavingTheOutermostScopeStops() {
    Caller caller = Caller.of(Modifier.MANUAL, CallerOptions.named("scoped"));
    Scope outer = caller.enter();
    Scope inner = caller.enter();
    assertThat(caller.isProtected()).isTrue();
    inner.close();
    assertThat(caller.state()).isEqualTo(CallerState.RUNNING);
    outer.close();
    assertThat(caller.state()).isEqualTo(CallerState.STOPPED);
    assertThat(Caller.currentOrNull()).isNull();
  }

  void stoppingCancelsEveryTaskAndLetsItCleanUp() {
    Caller caller = world.caller();
    Pending<Void> task =
        caller.callSoon(() -> {
          try {
            Caller.sleep(Duration.ofHours(1));
          } finally {
            Caller.sleep(Duration.ofMillis(1));
            world.add("cleaned up");
          }
        });
    Pending<Void> later = caller.callLater(Duration.ofHours(1), world.note("never"));
    world.settle();
    caller.stop();
    assertThat(later.done()).isTrue();
    assertThat(caller.stopped().done()).isFalse();
    world.advance(Duration.ofHours(2));
    assertThat(world.notes()).containsExactly("cleaned up");
    assertThat(task.cancelled()).isTrue();
    assertThat(caller.stopped().done()).isTrue();
  }

  void stoppingRejectsWhatIsQueued() {
    Caller caller = Caller.of(Modifier.MANUAL);
    Pending<Void> queued = caller.callSoon(world.note("never"));
    caller.stop();
    assertThatThrownBy(queued::waitSync)
        .isInstanceOf(PendingCancelled.class)
        .hasMessage("the caller has been closed");
    assertThat(world.notes()).isEmpty();
  }

  void stoppingClosesAllQueues() {
    Caller caller = world.caller();
    Pending<?> queue = caller.queueCall(() -> Caller.sleep(Duration.ofHours(1)));
    world.settle();
    caller.stop();
    caller.stopped().waitSync();
    assertThat(queue.cancelled()).isTrue();
    assertThat(queue.done()).isTrue();
  }

  void whatIsScheduledOnAStoppingCallerComesBackCancelled() {
    Caller caller = world.caller();
    Pending<List<Pending<?>>> during =
        caller.callSoon(() -> {
          caller.stop();
          return everything(caller);
        });
    world.settle();
    assertThat(caller.stopped().done()).isTrue();
    assertThat(during.cancelled()).isTrue();
    assertThat(everything(caller)).allMatch(Pending::done).allMatch(Pending::cancelled);
    assertThat(world.notes()).isEmpty();
  }

  private List<Pending<?>> everything(Caller caller) {
    Action never = world.note("never");
    caller.callDirect(never);
    List<Pending<?>> all =
        List.of(
            caller.callSoon(never),
            caller.callLater(Duration.ofMillis(1), never),
            caller.toThread(never),
            caller.queueCall(never));
    if (!all.stream().allMatch(Pending::cancelled)) {
      world.add("not cancelled");
    }
    return all;
  }

  void aCallerThatStopsWhileOneOfItsOwnTasksAskedForItDoesNotDeadlock() {
    Caller caller = world.caller();
    Pending<Void> asked =
        caller.callSoon(() -> {
          caller.stop();
          caller.stopped().await(AwaitOptions.DEFAULT.timeout(Duration.ofSeconds(1)));
        });
    world.settle();
    assertThat(asked.cancelled()).isTrue();
    assertThat(caller.stopped().done()).isTrue();
  }

  void theScopeOfAThreadIsLeftOnThatThreadOnly() {
    Caller caller = Caller.of(Modifier.MANUAL, CallerOptions.named("mine"));
    Scope scope = caller.enter();
    Pending<Void> elsewhere = caller.toThread(scope::close);
    assertThatThrownBy(elsewhere::await).hasMessageContaining("another thread");
    assertThat(caller.isRunning()).isTrue();
    scope.close();
    assertThat(caller.stopped().done()).isTrue();
  }
}
