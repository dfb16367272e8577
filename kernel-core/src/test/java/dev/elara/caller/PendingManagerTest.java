package dev.elara.caller;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Rule 49, and the second half of 34. */
class PendingManagerTest {

  private final World world = new World();
  private final Caller caller = world.caller();
  private final PendingManager manager = new PendingManager("mine");
  private final Pending<String> gate = new Pending<>();

  @AfterEach
  void leave() {
    world.close();
  }

  @Test
  void aManagerCollectsThePendingsCreatedInContextsWhereItIsActive() throws Exception {
    Pending<String> before = caller.callSoon(() -> gate.await());
    Pending<String> inside = manager.run(() -> caller.callSoon(() -> gate.await()));
    Pending<String> after = caller.callSoon(() -> gate.await());
    assertThat(manager.pendings()).doesNotContain(before, after);
    assertThat(manager.pendings()).isEqualTo(java.util.List.of(inside));
  }

  @Test
  void whatAnInnerTaskOrWorkerSchedulesIsCollectedToo() throws Exception {
    Pending<Void> outer =
        manager.run(() ->
            caller.callSoon(() -> {
              caller.toThread(() -> gate.await());
            }));
    world.settle();
    assertThat(outer.done()).isTrue();
    assertThat(manager.pendings()).hasSize(1);
  }

  @Test
  void oneManagerOfAKindIsActiveInAContextAndNestedOnesReplaceTheOuter() throws Exception {
    PendingManager nested = new PendingManager("mine");
    PendingManager other = new PendingManager("other");
    Pending<String> pending =
        other.run(() -> manager.run(() -> nested.run(() -> caller.callSoon(() -> gate.await()))));
    assertThat(manager.pendings()).isEmpty();
    assertThat(nested.pendings()).isEqualTo(java.util.List.of(pending));
    assertThat(other.pendings()).isEqualTo(java.util.List.of(pending));
    assertThat(nested.run(() -> PendingManager.active("mine"))).isSameAs(nested);
    assertThat(PendingManager.active("mine")).isNull();
  }

  @Test
  void pendingsLeaveAManagerWhenDone() throws Exception {
    manager.run(() -> caller.callSoon(() -> gate.await()));
    world.settle();
    assertThat(manager.pendings()).hasSize(1);
    gate.setResult("open");
    world.settle();
    assertThat(manager.pendings()).isEmpty();
  }

  @Test
  void aManagerTakesInAndLetsGoByHandAndCancelsWhatItHas() {
    Pending<String> kept = new Pending<>();
    manager.add(gate);
    manager.add(kept);
    manager.remove(kept);
    manager.cancel("over");
    assertThat(gate.cancelled()).isTrue();
    assertThat(kept.cancelled()).isFalse();
    assertThat(manager.pendings()).isEmpty();
  }

  @Test
  void aCallThatDoesNotOptInIsNotTracked() throws Exception {
    CallRequest<String> request = CallRequest.of(() -> gate.await());
    manager.run(() -> caller.scheduleCall(request.trackers(Tracking.NONE)));
    assertThat(manager.pendings()).isEmpty();
  }

  @Test
  void queueTasksAreRegisteredWithPendingManagersAndNotWithPendingGroups() throws Exception {
    Action queued = world.note("ran");
    PendingGroup group = new PendingGroup();
    Pending<Void> queue =
        manager.run(() ->
            group.run(() -> {
              Pending<Void> made = caller.queueCall(queued);
              assertThat(group.pendings()).isEmpty();
              return made;
            }));
    assertThat(manager.pendings()).isEqualTo(java.util.List.of(queue));
    assertThat(queue.done()).isFalse();
  }
}
