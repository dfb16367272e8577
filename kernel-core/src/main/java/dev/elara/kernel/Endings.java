package dev.elara.kernel;

import dev.elara.caller.Caller;
import dev.elara.caller.PendingTimeout;
import dev.elara.message.Content;
import dev.elara.message.Header;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What happens when a kernel, or one subshell, ends. Methods run on Control and may wait. */
final class Endings {

  private final Workshop workshop;
  private final Subshells subshells;
  private final History history;

  Endings(Workshop workshop, Subshells subshells, History history) {
    this.workshop = workshop;
    this.subshells = subshells;
    this.history = history;
  }

  /** Ends the kernel but for its Control caller, on which this runs. */
  void end(boolean restart, @Nullable Exchange asked) {
    subshells.all().forEach(subshell -> subshell.arrivals().interrupt(Header.NONE));
    workshop
        .interrupts()
        .interrupt(Interruption.byShutdown(), workshop.settings().shutdownGrace(), one -> true);
    workshop.interrupts().quiet().await();
    quietly("comms", workshop.comms()::closeAll);
    subshells.all().forEach(subshell -> stop(subshell, Interruption.byShutdown()));
    awaitStopped(subshells.main().caller());
    quietly("history", history::flush);
    quietly("history", history::close);
    Map<String, @Nullable Object> goodbye = Content.ok("restart", restart);
    Header parent = Header.NONE;
    if (asked != null) {
      asked.answer(goodbye);
      parent = asked.parent();
    }
    workshop.outbound().publish("shutdown_reply", parent, goodbye);
    workshop.output().stop(true);
  }

  /** Ends a subshell that no request finds any more: its cells are cancelled and answered. */
  void delete(Subshell subshell) {
    subshell.arrivals().interrupt(Header.NONE);
    workshop
        .interrupts()
        .interrupt(
            Interruption.byDeletionOfSubshell(),
            workshop.settings().interruptGrace(),
            running -> running.subshell() == subshell);
    stop(subshell, Interruption.byDeletionOfSubshell());
  }

  private void stop(Subshell subshell, Interruption why) {
    Caller caller = subshell.caller();
    caller.stop(true);
    subshell.failQueued(why);
    quietly("shell", subshell.shell()::close);
  }

  /** Lets tasks that were cancelled end and be answered; those of the subshells belong to it. */
  private void awaitStopped(Caller caller) {
    try {
      caller.stopped().await(workshop.settings().shutdownGrace());
    } catch (PendingTimeout late) {
      workshop.log().warn("A task on " + caller.name() + " did not end in time; left behind.");
    }
  }

  private void quietly(String what, Runnable step) {
    try {
      step.run();
    } catch (RuntimeException thrown) {
      workshop.log().warn("The " + what + " did not end cleanly.", thrown);
    }
  }
}
