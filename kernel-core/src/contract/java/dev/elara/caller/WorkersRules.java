package dev.elara.caller;

import static dev.elara.caller.Assertions.assertThat;

import dev.elara.caller.platform.Backend;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Rules 27 to 29, and the short form of rule 56. */
final class WorkersRules extends InWorld {

  WorkersRules(World world) {
    super(world);
  }

  static void list(Checks checks) {
    checks
        .in(WorkersRules::new)
        .add(
            27,
            "toThread runs in a child of its own and uses an idle one again",
            WorkersRules::toThreadRunsInAChildOfItsOwnAndUsesAnIdleOneAgain)
        .add(
            27,
            "there is no limit on how many run at once and the idle ones beyond the limit stop",
            WorkersRules::thereIsNoLimitOnHowManyRunAtOnceAndTheIdleOnesBeyondTheLimitStop)
        .add(
            29,
            "a worker idle for long enough is stopped",
            WorkersRules::aWorkerIdleForLongEnoughIsStopped)
        .add(
            29,
            "a worker used meanwhile is kept for its full time",
            WorkersRules::aWorkerUsedMeanwhileIsKeptForItsFullTime)
        .add(
            29,
            "an idle time of zero keeps workers for ever",
            WorkersRules::anIdleTimeOfZeroKeepsWorkersForEver)
        .add(
            28,
            "a pooled worker that was stopped is never handed out",
            WorkersRules::aPooledWorkerThatWasStoppedIsNeverHandedOut)
        .add(
            28,
            "a worker whose call was cancelled is used again",
            WorkersRules::aWorkerWhoseCallWasCancelledIsUsedAgain)
        .add(
            30,
            Where.BROWSER,
            "in the browser toThread runs in a child context of the same thread",
            WorkersRules::toThreadRunsInAChildContext)
        .add(
            56,
            "a blocking call lets the caller go on",
            WorkersRules::aBlockingCallLetsTheCallerGoOn);
  }

  void toThreadRunsInAChildOfItsOwnAndUsesAnIdleOneAgain() {
    Caller caller = world.caller();
    Caller worker = caller.toThread(Caller::current).waitSync();
    assertThat(worker).isNotSameAs(caller);
    assertThat(worker.parent()).isSameAs(caller);
    assertThat(caller.toThread(Caller::current).waitSync()).isSameAs(worker);
  }

  void thereIsNoLimitOnHowManyRunAtOnceAndTheIdleOnesBeyondTheLimitStop() throws Exception {
    Caller caller = world.caller();
    int count = 3 * Caller.MAX_IDLE_POOL_INSTANCES;
    Barrier all = new Barrier(count);
    List<Pending<Caller>> pendings = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      pendings.add(
          caller.toThread(() -> {
            all.await();
            return Caller.current();
          }));
    }
    Set<Caller> workers = new HashSet<>();
    for (Pending<Caller> pending : pendings) {
      workers.add(pending.waitSync());
    }
    world.settle();
    assertThat(workers).hasSize(count);
    assertThat(caller.children()).hasSize(Caller.MAX_IDLE_POOL_INSTANCES);
  }

  void aWorkerIdleForLongEnoughIsStopped() {
    Caller caller = world.caller();
    Caller worker = caller.toThread(Caller::current).waitSync();
    world.advance(Caller.IDLE_WORKER_SHUTDOWN_DURATION.minusSeconds(1));
    assertThat(worker.state()).isEqualTo(CallerState.RUNNING);
    world.advance(Duration.ofSeconds(1));
    assertThat(worker.state()).isEqualTo(CallerState.STOPPED);
    assertThat(caller.children()).isEmpty();
  }

  void aWorkerUsedMeanwhileIsKeptForItsFullTime() {
    Caller caller = world.caller();
    Caller worker = caller.toThread(Caller::current).waitSync();
    world.advance(Duration.ofSeconds(40));
    assertThat(caller.toThread(Caller::current).waitSync()).isSameAs(worker);
    world.advance(Duration.ofSeconds(40));
    assertThat(worker.state()).isEqualTo(CallerState.RUNNING);
    world.advance(Duration.ofSeconds(20));
    assertThat(worker.state()).isEqualTo(CallerState.STOPPED);
  }

  void anIdleTimeOfZeroKeepsWorkersForEver() {
    Caller caller = world.caller(CallerOptions.named("keeper").workerIdleTime(Duration.ZERO));
    Caller worker = caller.toThread(Caller::current).waitSync();
    world.advance(Duration.ofDays(10));
    assertThat(worker.state()).isEqualTo(CallerState.RUNNING);
  }

  void aPooledWorkerThatWasStoppedIsNeverHandedOut() {
    Caller caller = world.caller();
    Caller worker = caller.toThread(Caller::current).waitSync();
    worker.stop();
    world.settle();
    assertThat(caller.toThread(Caller::current).waitSync()).isNotSameAs(worker);
  }

  void aWorkerWhoseCallWasCancelledIsUsedAgain() {
    Caller caller = world.caller();
    Pending<Void> sleeper = caller.toThread(() -> Caller.sleep(Duration.ofHours(1)));
    world.settle();
    sleeper.cancel("enough");
    world.settle();
    assertThat(sleeper.done()).isTrue();
    caller.toThread(world.note("again")).waitSync();
    assertThat(caller.children()).hasSize(1);
  }

  void toThreadRunsInAChildContext() {
    ContextVar<String> name = new ContextVar<>("name");
    Caller caller = world.caller();
    name.set("Ada");
    Pending<String> inChild =
        caller.toThread(() -> {
          String inherited = String.valueOf(name.get());
          name.set("changed");
          return inherited + " " + (Caller.current().parent() == caller);
        });
    assertThat(inChild.waitSync()).isEqualTo("Ada true");
    assertThat(name.get()).isEqualTo("Ada");
    assertThat(caller.children()).hasSize(1);
    assertThat(caller.children().get(0).backend()).isEqualTo(Backend.GREEN);
  }

  void aBlockingCallLetsTheCallerGoOn() {
    Caller caller = world.caller();
    Event release = new Event();
    Pending<String> blocking =
        caller.callSoon(() ->
            Caller.blocking(() -> {
              release.await();
              return "read";
            }));
    assertThat(caller.callSoon(() -> "meanwhile").waitSync()).isEqualTo("meanwhile");
    release.set();
    assertThat(blocking.waitSync()).isEqualTo("read");
  }
}
