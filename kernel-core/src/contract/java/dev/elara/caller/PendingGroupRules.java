package dev.elara.caller;

import static dev.elara.caller.Assertions.assertThat;
import static dev.elara.caller.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Rules 50 to 53. */
final class PendingGroupRules extends InWorld {

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
            PendingGroupRules::oneModeCancelsTheGroupWhenAMemberIsCancelledAndLeavesQuietly)
        .add(
            53,
            "a group cancelled from outside cancels its members and waits for them",
            PendingGroupRules::aGroupCancelledFromOutsideCancelsItsMembersAndWaitsForThem)
        .add(
            53,
            "a cancelled group waits at most ten seconds for its members",
            PendingGroupRules::aCancelledGroupWaitsAtMostTenSecondsForItsMembers)
        .add(
            53,
            "a group is cancelled by its timeout",
            PendingGroupRules::aGroupIsCancelledByItsTimeout)
        .add(
            53,
            "an exception in the body cancels the members and comes out",
            PendingGroupRules::anExceptionInTheBodyCancelsTheMembersAndComesOut)
        .add(
            53,
            "a body that goes on after its group was cancelled cannot leave members behind",
            PendingGroupRules::aBodyThatGoesOnAfterItsGroupWasCancelledCannotLeaveMembersBehind)
        .add(
            53,
            "a shield keeps outside cancellation away until the group is left",
            PendingGroupRules::aShieldKeepsOutsideCancellationAwayUntilTheGroupIsLeft)
        .add(
            53,
            "a shielded group can still be cancelled itself",
            PendingGroupRules::aShieldedGroupCanStillBeCancelledItself)
        .add(53, "re-entry is an error", PendingGroupRules::reEntryIsAnError)
        .add(
            53,
            "members of nested groups belong to the inner and the outer",
            PendingGroupRules::membersOfNestedGroupsBelongToTheInnerAndTheOuter)
        .add(
            53,
            "cancelling the outer group ends the inner one",
            PendingGroupRules::cancellingTheOuterGroupEndsTheInnerOne)
        .add(
            53,
            "cancelling the inner group leaves the outer one alone",
            PendingGroupRules::cancellingTheInnerGroupLeavesTheOuterOneAlone)
        .add(
            53,
            "a group that was left takes nothing in any more",
            PendingGroupRules::aGroupThatWasLeftTakesNothingInAnyMore);
  }

  private final Caller caller = world.caller();
  private final Caller other = world.caller("other");
  private final Pending<String> gate = new Pending<>();
  private final Pending<String> second = new Pending<>();
  private final PendingGroup group = new PendingGroup();

  /** Runs a body in a group in a task, up to where it waits. */
  private Pending<String> start(PendingGroup group, Action body) {
    Pending<String> task =
        caller.callSoon(() -> {
          group.run(body);
          return "left";
        });
    world.settle();
    return task;
  }

  private static PendingGroup in(GroupMode mode) {
    return new PendingGroup(GroupOptions.DEFAULT.mode(mode));
  }

  /** A member that waits for {@code pending} without cancelling it. */
  private Pending<String> member(Pending<String> pending) {
    return caller.callSoon(() -> pending.await(AwaitOptions.DEFAULT.protecting()));
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

  void aGroupCancelledFromOutsideCancelsItsMembersAndWaitsForThem() {
    Pending<String> task =
        start(
            group,
            () ->
                caller.callSoon(() -> {
                  try {
                    gate.await();
                  } finally {
                    Caller.sleep(Duration.ofSeconds(3));
                    world.add("cleaned up");
                  }
                }));
    task.cancel("cell interrupted");
    world.settle();
    assertThat(gate.cancelled()).isTrue();
    assertThat(task.done()).isFalse();
    world.advance(Duration.ofSeconds(3));
    assertThat(world.notes()).containsExactly("cleaned up");
    assertThat(task.cancelled()).isTrue();
    assertThat(task.done()).isTrue();
  }

  void aCancelledGroupWaitsAtMostTenSecondsForItsMembers() {
    Pending<String> task =
        start(
            group,
            () ->
                caller.callSoon(() -> {
                  try {
                    gate.await();
                  } finally {
                    second.await();
                  }
                }));
    task.cancel("cell interrupted");
    world.advance(Duration.ofMillis(9_999));
    assertThat(task.done()).isFalse();
    world.advance(Duration.ofMillis(1));
    assertThat(task.done()).isTrue();
    assertThat(world.reported()).hasSize(1);
    assertThat(world.reported().get(0)).contains("Left behind");
  }

  void aGroupIsCancelledByItsTimeout() {
    GroupOptions options =
        GroupOptions.DEFAULT.mode(GroupMode.CANCEL_AND_THROW).timeout(Duration.ofMillis(5));
    Pending<String> task = start(new PendingGroup(options), () -> member(gate).await());
    world.advance(Duration.ofMillis(4));
    assertThat(task.done()).isFalse();
    world.advance(Duration.ofMillis(1));
    assertThat(task.exception())
        .isInstanceOf(PendingCancelled.class)
        .hasMessageContaining("not done after 5 ms");
    assertThat(task.cancelled()).isFalse();
  }

  void anExceptionInTheBodyCancelsTheMembersAndComesOut() {
    IllegalStateException broken = new IllegalStateException("broken body");
    Pending<String> task =
        start(
            group,
            () -> {
              group.add(gate);
              throw broken;
            });
    assertThat(gate.cancelled()).isTrue();
    assertThat(task.exception()).isSameAs(broken);
  }

  void aBodyThatGoesOnAfterItsGroupWasCancelledCannotLeaveMembersBehind() {
    Pending<String> task =
        start(
            group,
            () -> {
              group.cancel("enough");
              member(gate);
            });
    assertThat(task.result()).isEqualTo("left");
    assertThat(group.pendings()).isEmpty();
    assertThat(world.reports()).isEmpty();
  }

  void aShieldKeepsOutsideCancellationAwayUntilTheGroupIsLeft() {
    PendingGroup shielded = new PendingGroup(GroupOptions.DEFAULT.shielded());
    Pending<String> task =
        caller.callSoon(() -> {
          shielded.run(() -> world.add(member(gate).await()));
          world.add("left");
          Caller.checkpoint();
          world.add("never");
          return "";
        });
    world.settle();
    task.cancel("cell interrupted");
    world.settle();
    assertThat(shielded.cancelled()).isFalse();
    gate.setResult("in peace");
    world.settle();
    assertThat(world.notes()).containsExactly("in peace", "left");
    assertThat(task.exception()).isInstanceOf(PendingCancelled.class);
  }

  void aShieldedGroupCanStillBeCancelledItself() {
    PendingGroup shielded = new PendingGroup(GroupOptions.DEFAULT.shielded());
    Pending<String> task = start(shielded, () -> member(gate).await());
    shielded.cancel("enough");
    world.settle();
    assertThat(task.result()).isEqualTo("left");
  }

  void reEntryIsAnError() {
    Pending<String> within = start(group, () -> group.run(() -> world.add("never")));
    assertThat(within.exception())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("can be entered once");
    Pending<String> again = start(group, () -> world.add("never"));
    assertThat(again.exception()).hasMessageContaining("can be entered once");
    assertThat(world.notes()).isEmpty();
  }

  void membersOfNestedGroupsBelongToTheInnerAndTheOuter() {
    PendingGroup inner = new PendingGroup();
    Pending<String> task = start(group, () -> inner.run(() -> member(gate)));
    assertThat(inner.pendings()).hasSize(1);
    assertThat(group.pendings()).isEqualTo(inner.pendings());
    IOException broken = new IOException("broken");
    gate.setException(broken);
    world.settle();
    assertThat(inner.cancelled()).isTrue();
    assertThat(group.cancelled()).isTrue();
    assertThat(task.exception()).isInstanceOf(PendingGroupFailure.class).hasCause(broken);
    assertThat(task.exception().getSuppressed()).isEmpty();
  }

  void cancellingTheOuterGroupEndsTheInnerOne() {
    PendingGroup inner = new PendingGroup();
    Pending<String> task =
        start(
            group,
            () -> {
              inner.run(() -> member(gate));
              world.add("never");
            });
    group.cancel("enough");
    world.settle();
    assertThat(inner.pendings()).isEmpty();
    assertThat(world.notes()).isEmpty();
    assertThat(task.result()).isEqualTo("left");
  }

  void cancellingTheInnerGroupLeavesTheOuterOneAlone() {
    PendingGroup inner = new PendingGroup();
    Pending<String> task =
        start(
            group,
            () -> {
              inner.run(() -> member(gate));
              world.add(second.await());
            });
    inner.cancel("enough");
    world.settle();
    second.setResult("went on");
    world.settle();
    assertThat(world.notes()).containsExactly("went on");
    assertThat(group.cancelled()).isFalse();
    assertThat(task.result()).isEqualTo("left");
  }

  void aGroupThatWasLeftTakesNothingInAnyMore() {
    Pending<String> task = start(group, () -> {});
    assertThat(task.result()).isEqualTo("left");
    assertThatThrownBy(() -> group.add(gate))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("was left");
  }
}
