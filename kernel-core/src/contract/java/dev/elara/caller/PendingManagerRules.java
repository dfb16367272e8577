package dev.elara.caller;

import static dev.elara.caller.Assertions.assertThat;

import java.util.List;

/** Rule 49, and the second half of 34. */
final class PendingManagerRules extends InWorld {

  PendingManagerRules(World world) {
    super(world);
  }

  static void list(Checks checks) {
    checks
        .in(PendingManagerRules::new)
        .add(
            49,
            "a manager collects the pendings created in contexts where it is active",
            PendingManagerRules::aManagerCollectsThePendingsCreatedInContextsWhereItIsActive)
        .add(
            49,
            "what an inner task or worker schedules is collected too",
            PendingManagerRules::whatAnInnerTaskOrWorkerSchedulesIsCollectedToo)
        .add(
            49,
            "one manager of a kind is active in a context and nested ones replace the outer",
            PendingManagerRules::oneManagerOfAKindIsActiveInAContextAndNestedOnesReplaceTheOuter)
        .add(
            49,
            "pendings leave a manager when done",
            PendingManagerRules::pendingsLeaveAManagerWhenDone)
        .add(
            49,
            "a manager takes in and lets go by hand and cancels what it has",
            PendingManagerRules::aManagerTakesInAndLetsGoByHandAndCancelsWhatItHas)
        .add(
            49,
            "a call that does not opt in is not tracked",
            PendingManagerRules::aCallThatDoesNotOptInIsNotTracked)
        .add(
            34,
            "queue tasks are registered with pending managers and not with pending groups",
            PendingManagerRules::queueTasksAreRegisteredWithPendingManagersAndNotWithPendingGroups);
  }

  private final Caller caller = world.caller();
  private final PendingManager manager = new PendingManager("mine");
  private final Pending<String> gate = new Pending<>();

  void aManagerCollectsThePendingsCreatedInContextsWhereItIsActive() throws Exception {
    Pending<String> before = caller.callSoon(() -> gate.await());
    Pending<String> inside = manager.run(() -> caller.callSoon(() -> gate.await()));
    Pending<String> after = caller.callSoon(() -> gate.await());
    assertThat(manager.pendings()).doesNotContain(before, after);
    assertThat(manager.pendings()).isEqualTo(List.of(inside));
  }

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

  void oneManagerOfAKindIsActiveInAContextAndNestedOnesReplaceTheOuter() throws Exception {
    PendingManager nested = new PendingManager("mine");
    PendingManager other = new PendingManager("other");
    Pending<String> pending =
        other.run(() -> manager.run(() -> nested.run(() -> caller.callSoon(() -> gate.await()))));
    assertThat(manager.pendings()).isEmpty();
    assertThat(nested.pendings()).isEqualTo(List.of(pending));
    assertThat(other.pendings()).isEqualTo(List.of(pending));
    assertThat(nested.run(() -> PendingManager.active("mine"))).isSameAs(nested);
    assertThat(PendingManager.active("mine")).isNull();
  }

  void pendingsLeaveAManagerWhenDone() throws Exception {
    manager.run(() -> caller.callSoon(() -> gate.await()));
    world.settle();
    assertThat(manager.pendings()).hasSize(1);
    gate.setResult("open");
    world.settle();
    assertThat(manager.pendings()).isEmpty();
  }

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

  void aCallThatDoesNotOptInIsNotTracked() throws Exception {
    CallRequest<String> request = CallRequest.of(() -> gate.await());
    manager.run(() -> caller.scheduleCall(request.trackers(Tracking.NONE)));
    assertThat(manager.pendings()).isEmpty();
  }

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
    assertThat(manager.pendings()).isEqualTo(List.of(queue));
    assertThat(queue.done()).isFalse();
  }
}
