package dev.elara.caller;

import static dev.elara.caller.Assertions.assertThat;
import static dev.elara.caller.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;

/** Rule 53. */
final class GroupCancellationRules extends InGroup {

  GroupCancellationRules(World world) {
    super(world);
  }

  static void list(Checks checks) {
    checks
        .in(GroupCancellationRules::new)
        .add(
            53,
            "a group cancelled from outside cancels its members and waits for them",
            GroupCancellationRules::aGroupCancelledFromOutsideCancelsItsMembersAndWaitsForThem)
        .add(
            53,
            "a cancelled group waits at most ten seconds for its members",
            GroupCancellationRules::aCancelledGroupWaitsAtMostTenSecondsForItsMembers)
        .add(
            53,
            "a group is cancelled by its timeout",
            GroupCancellationRules::aGroupIsCancelledByItsTimeout)
        .add(
            53,
            "an exception in the body cancels the members and comes out",
            GroupCancellationRules::anExceptionInTheBodyCancelsTheMembersAndComesOut)
        .add(
            53,
            "a body that goes on after its group was cancelled cannot leave members behind",
            GroupCancellationRules
                ::aBodyThatGoesOnAfterItsGroupWasCancelledCannotLeaveMembersBehind)
        .add(
            53,
            "a shield keeps outside cancellation away until the group is left",
            GroupCancellationRules::aShieldKeepsOutsideCancellationAwayUntilTheGroupIsLeft)
        .add(
            53,
            "a shielded group can still be cancelled itself",
            GroupCancellationRules::aShieldedGroupCanStillBeCancelledItself)
        .add(53, "re-entry is an error", GroupCancellationRules::reEntryIsAnError)
        .add(
            53,
            "members of nested groups belong to the inner and the outer",
            GroupCancellationRules::membersOfNestedGroupsBelongToTheInnerAndTheOuter)
        .add(
            53,
            "cancelling the outer group ends the inner one",
            GroupCancellationRules::cancellingTheOuterGroupEndsTheInnerOne)
        .add(
            53,
            "cancelling the inner group leaves the outer one alone",
            GroupCancellationRules::cancellingTheInnerGroupLeavesTheOuterOneAlone)
        .add(
            53,
            "a group that was left takes nothing in any more",
            GroupCancellationRules::aGroupThatWasLeftTakesNothingInAnyMore);
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
