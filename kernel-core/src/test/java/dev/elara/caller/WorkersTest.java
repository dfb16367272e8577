package dev.elara.caller;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Rules 27 to 29, and the short form of rule 56. */
class WorkersTest {

  private final World world = new World();

  @AfterEach
  void leave() {
    world.close();
  }

  @Test
  void toThreadRunsInAChildOfItsOwnAndUsesAnIdleOneAgain() {
    Caller caller = world.caller();
    Caller worker = caller.toThread(Caller::current).waitSync();
    assertThat(worker).isNotSameAs(caller);
    assertThat(worker.parent()).isSameAs(caller);
    assertThat(caller.toThread(Caller::current).waitSync()).isSameAs(worker);
  }

  @Test
  void thereIsNoLimitOnHowManyRunAtOnceAndTheIdleOnesBeyondTheLimitStop() throws Exception {
    Caller caller = world.caller();
    int count = 3 * Caller.MAX_IDLE_POOL_INSTANCES;
    CountDownLatch all = new CountDownLatch(count);
    List<Pending<Caller>> pendings = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      pendings.add(
          caller.toThread(() -> {
            all.countDown();
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

  @Test
  void aWorkerIdleForLongEnoughIsStopped() {
    Caller caller = world.caller();
    Caller worker = caller.toThread(Caller::current).waitSync();
    world.advance(Caller.IDLE_WORKER_SHUTDOWN_DURATION.minusSeconds(1));
    assertThat(worker.state()).isEqualTo(CallerState.RUNNING);
    world.advance(Duration.ofSeconds(1));
    assertThat(worker.state()).isEqualTo(CallerState.STOPPED);
    assertThat(caller.children()).isEmpty();
  }

  @Test
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

  @Test
  void anIdleTimeOfZeroKeepsWorkersForEver() {
    Caller caller = world.caller(CallerOptions.named("keeper").workerIdleTime(Duration.ZERO));
    Caller worker = caller.toThread(Caller::current).waitSync();
    world.advance(Duration.ofDays(10));
    assertThat(worker.state()).isEqualTo(CallerState.RUNNING);
  }

  @Test
  void aPooledWorkerThatWasStoppedIsNeverHandedOut() {
    Caller caller = world.caller();
    Caller worker = caller.toThread(Caller::current).waitSync();
    worker.stop();
    world.settle();
    assertThat(caller.toThread(Caller::current).waitSync()).isNotSameAs(worker);
  }

  @Test
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

  @Test
  void aBlockingCallLetsTheCallerGoOn() {
    Caller caller = world.caller();
    CountDownLatch release = new CountDownLatch(1);
    Pending<String> blocking =
        caller.callSoon(() ->
            Caller.blocking(() -> {
              release.await();
              return "read";
            }));
    assertThat(caller.callSoon(() -> "meanwhile").waitSync()).isEqualTo("meanwhile");
    release.countDown();
    assertThat(blocking.waitSync()).isEqualTo("read");
  }
}
