package dev.elara.caller;

import static dev.elara.caller.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Rules 50 to 52. */
final class PendingGroupRules extends InGroup {

  PendingGroupRules(World world) {
    super(world);
  }

  static void list(Checks checks) {
    checks
        .in(PendingGroupRules::new)
        .add(
            50,
            "leaving a group waits for every pending created inside on any caller and any worker",
            PendingGroupRules
                ::leavingAGroupWaitsForEveryPendingCreatedInsideOnAnyCallerAndAnyWorker)
        .add(
            50,
            "a group does not wait for what did not opt in",
            PendingGroupRules::aGroupDoesNotWaitForWhatDidNotOptIn)
        .add(
            50,
            "adding and removing by hand works",
            PendingGroupRules::addingAndRemovingByHandWorks)
        .add(
            37,
            "adding the pending the body runs in is an error not a hang",
            PendingGroupRules::addingThePendingTheBodyRunsInIsAnErrorNotAHang)
        .add(
            51,
            "an exception in a member cancels the group and all its members and its body",
            PendingGroupRules::anExceptionInAMemberCancelsTheGroupAndAllItsMembersAndItsBody)
        .add(
            51,
            "leaving throws one exception that carries all failures the first as cause the others suppressed",
            PendingGroupRules
                ::leavingThrowsOneExceptionThatCarriesAllFailuresTheFirstAsCauseTheOthersSuppressed)
        .add(
            51,
            "after a group the task that ran it goes on untroubled",
            PendingGroupRules::afterAGroupTheTaskThatRanItGoesOnUntroubled)
        .add(
            52,
            "one mode ignores cancelled members and leaves quietly",
            PendingGroupRules::oneModeIgnoresCancelledMembersAndLeavesQuietly)
        .add(
            52,
            "one mode ignores cancelled members and throws PendingCancelled on leaving",
            PendingGroupRules::oneModeIgnoresCancelledMembersAndThrowsPendingCancelledOnLeaving)
        .add(
            52,
            "one mode cancels the group when a member is cancelled and throws",
            PendingGroupRules::oneModeCancelsTheGroupWhenAMemberIsCancelledAndThrows)
        .add(
            52,
            "one mode cancels the group when a member is cancelled and leaves quietly",
            PendingGroupRules::oneModeCancelsTheGroupWhenAMemberIsCancelledAndLeavesQuietly);
  }

  private static PendingGroup in(GroupMode mode) {
    return new PendingGroup(GroupOptions.DEFAULT.mode(mode));
  }

  void leavingAGroupWaitsForEveryPendingCreatedInsideOnAnyCallerAndAnyWorker() {
    Pending<String> third = new Pending<>();
    Pending<String> task =
        start(
            group,
            () -> {
              caller.callSoon(() -> gate.await());
              other.callSoon(() -> caller.toThread(() -> second.await()));
              caller.toThread(() -> third.await());
            });
    assertThat(group.pendings()).hasSize(3);
    for (Pending<String> pending : List.of(gate, third, second)) {
      assertThat(task.done()).isFalse();
      pending.setResult("open");
      world.settle();
    }
    assertThat(task.result()).isEqualTo("left");
  }

  void aGroupDoesNotWaitForWhatDidNotOptIn() {
    CallRequest<String> request = CallRequest.of(() -> gate.await());
    Pending<String> task =
        start(group, () -> caller.scheduleCall(request.trackers(Tracking.MANAGERS)));
    assertThat(task.result()).isEqualTo("left");
    assertThat(gate.cancelled()).isFalse();
  }

  void addingAndRemovingByHandWorks() {
    Pending<String> task =
        start(
            group,
            () -> {
              group.add(gate);
              group.add(second);
            });
    assertThat(task.done()).isFalse();
    gate.setResult("open");
    world.settle();
    assertThat(task.done()).isFalse();
    group.remove(second);
    world.settle();
    assertThat(task.result()).isEqualTo("left");
    assertThat(second.cancelled()).isFalse();
  }

  void addingThePendingTheBodyRunsInIsAnErrorNotAHang() {
    Pending<String> task =
        start(
            group,
            () -> {
              Pending<?> own = Caller.currentPending();
              if (own != null) {
                group.add(own);
              }
            });
    assertThat(task.exception())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("would deadlock");
  }

  void anExceptionInAMemberCancelsTheGroupAndAllItsMembersAndItsBody() {
    Pending<String> task =
        start(
            group,
            () -> {
              caller.callSoon(() -> gate.await());
              group.add(second);
              new Pending<String>().await();
              world.add("never");
            });
    IOException broken = new IOException("broken");
    second.setException(broken);
    world.settle();
    assertThat(gate.cancelled()).isTrue();
    assertThat(group.cancelled()).isTrue();
    assertThat(world.notes()).isEmpty();
    assertThat(task.exception()).isInstanceOf(PendingGroupFailure.class).hasCause(broken);
    assertThat(task.cancelled()).isFalse();
  }

  void leavingThrowsOneExceptionThatCarriesAllFailuresTheFirstAsCauseTheOthersSuppressed() {
    IOException broken = new IOException("broken");
    IllegalStateException cleanup = new IllegalStateException("cleanup");
    Pending<String> task =
        start(
            group,
            () -> {
              group.add(gate);
              caller.callSoon(() -> {
                try {
                  second.await();
                } finally {
                  fail(cleanup);
                }
              });
            });
    gate.setException(broken);
    world.settle();
    assertThat(task.exception()).isInstanceOf(PendingGroupFailure.class).hasCause(broken);
    assertThat(task.exception().getSuppressed()).containsExactly(cleanup);
  }

  private static void fail(RuntimeException failure) {
    throw failure;
  }

  void afterAGroupTheTaskThatRanItGoesOnUntroubled() {
    Pending<String> task =
        caller.callSoon(() -> {
          try {
            group.run(() -> group.add(gate));
          } catch (PendingGroupFailure failure) {
            Caller.checkpoint();
            Caller.sleep(Duration.ofMillis(1));
            return "went on";
          }
          return "no failure";
        });
    world.settle();
    gate.setException(new IOException("broken"));
    world.advance(Duration.ofMillis(1));
    assertThat(task.result()).isEqualTo("went on");
  }

  void oneModeIgnoresCancelledMembersAndLeavesQuietly() {
    Pending<String> task = startWithTwo(in(GroupMode.IGNORE_QUIETLY));
    gate.cancel("not needed");
    world.settle();
    assertThat(task.done()).isFalse();
    second.setResult("open");
    world.settle();
    assertThat(task.result()).isEqualTo("left");
  }

  void oneModeIgnoresCancelledMembersAndThrowsPendingCancelledOnLeaving() {
    Pending<String> task = startWithTwo(in(GroupMode.IGNORE_AND_THROW));
    gate.cancel("not needed");
    world.settle();
    assertThat(task.done()).isFalse();
    second.setResult("open");
    world.settle();
    assertThat(task.exception())
        .isInstanceOf(PendingCancelled.class)
        .hasMessageContaining("A member of the group was cancelled");
  }

  void oneModeCancelsTheGroupWhenAMemberIsCancelledAndThrows() {
    Pending<String> task = startWithTwo(in(GroupMode.CANCEL_AND_THROW));
    gate.cancel("not needed");
    world.settle();
    assertThat(second.cancelled()).isTrue();
    assertThat(task.exception()).isInstanceOf(PendingCancelled.class);
  }

  void oneModeCancelsTheGroupWhenAMemberIsCancelledAndLeavesQuietly() {
    Pending<String> task = startWithTwo(in(GroupMode.CANCEL_QUIETLY));
    gate.cancel("not needed");
    world.settle();
    assertThat(second.cancelled()).isTrue();
    assertThat(task.result()).isEqualTo("left");
  }

  private Pending<String> startWithTwo(PendingGroup group) {
    return start(
        group,
        () -> {
          group.add(gate);
          group.add(second);
        });
  }
}
