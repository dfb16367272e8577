package dev.elara.caller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Rules 12 to 17. */
class CallerLifeTest {

  private final World world = new World();

  @AfterEach
  void leave() {
    world.close();
  }

  @Test
  void theStatesFollowEachOtherAndOnlyForward() {
    List<CallerState> order = List.of(CallerState.values());
    for (int from = 0; from < order.size(); from++) {
      for (int to = 0; to < order.size(); to++) {
        boolean next = to == from + 1;
        boolean early = order.get(to) == CallerState.STOPPING && from < to;
        assertThat(order.get(from).canBecome(order.get(to)))
            .as("%s to %s", order.get(from), order.get(to))
            .isEqualTo(next || early);
      }
    }
  }

  @Test
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

  @Test
  void workScheduledBeforeTheStartRunsAfterIt() throws Exception {
    Caller caller = Caller.of(Modifier.MANUAL, CallerOptions.named("late"));
    Pending<String> early = caller.callSoon(() -> Caller.current().state().toString());
    assertThat(early.done()).isFalse();
    assertThat(caller.<String>run(early::await)).isEqualTo("running");
  }

  @Test
  void aCallerStoppedBeforeItStartedFailsWhoWaitsForItsStart() {
    Caller caller = Caller.of(Modifier.MANUAL, CallerOptions.named("never"));
    caller.stop();
    assertThatThrownBy(caller.started()::waitSync).hasMessageContaining("before it started");
  }

  @Test
  void stoppingAProtectedCallerDoesNothingUnlessForced() {
    Caller caller = world.caller(CallerOptions.named("safe").asProtected());
    caller.started().waitSync();
    caller.stop();
    assertThat(caller.state()).isEqualTo(CallerState.RUNNING);
    caller.stop(true);
    caller.stopped().waitSync();
    assertThat(caller.state()).isEqualTo(CallerState.STOPPED);
  }

  @Test
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

  @Test
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

  @Test
  void stoppingRejectsWhatIsQueued() {
    Caller caller = Caller.of(Modifier.MANUAL);
    Pending<Void> queued = caller.callSoon(world.note("never"));
    caller.stop();
    assertThatThrownBy(queued::waitSync)
        .isInstanceOf(PendingCancelled.class)
        .hasMessage("the caller has been closed");
    assertThat(world.notes()).isEmpty();
  }

  @Test
  void stoppingClosesAllQueues() {
    Caller caller = world.caller();
    Pending<?> queue = caller.queueCall(() -> Caller.sleep(Duration.ofHours(1)));
    world.settle();
    caller.stop();
    caller.stopped().waitSync();
    assertThat(queue.cancelled()).isTrue();
    assertThat(queue.done()).isTrue();
  }

  @Test
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

  @Test
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

  @Test
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
