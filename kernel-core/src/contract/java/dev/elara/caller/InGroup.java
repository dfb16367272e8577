package dev.elara.caller;

/** Checks that have two callers, two pendings and a group. */
class InGroup extends InWorld {

  final Caller caller = world.caller();
  final Caller other = world.caller("other");
  final Pending<String> gate = new Pending<>();
  final Pending<String> second = new Pending<>();
  final PendingGroup group = new PendingGroup();

  InGroup(World world) {
    super(world);
  }

  /** Runs a body in a group in a task, up to where it waits. */
  final Pending<String> start(PendingGroup group, Action body) {
    Pending<String> task =
        caller.callSoon(() -> {
          group.run(body);
          return "left";
        });
    world.settle();
    return task;
  }

  /** A member that waits for {@code pending} without cancelling it. */
  final Pending<String> member(Pending<String> pending) {
    return caller.callSoon(() -> pending.await(AwaitOptions.DEFAULT.protecting()));
  }
}
