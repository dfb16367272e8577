package dev.elara.kernel;

import dev.elara.caller.Caller;
import dev.elara.caller.Pending;
import dev.elara.shell.Outcome;
import dev.elara.shell.StreamName;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * User code that is running, as the kernel holds it: it can be asked to stop, and be left behind if
 * it does not.
 *
 * @param exchange the request that it serves
 * @param subshell where it runs
 * @param meant whether the last interrupt by a user was meant for it
 * @param end ends the request with an outcome, unless it has ended
 */
record Running(
    Exchange exchange,
    CellExecution execution,
    Subshell subshell,
    Caller caller,
    Pending<?> pending,
    BooleanSupplier meant,
    Consumer<Outcome> end) {

  /** Asks it to stop. Never blocks. */
  boolean interrupt(Interruption why) {
    boolean first = execution.interrupt(why);
    if (first) {
      pending.cancel(why.reason());
    }
    return first;
  }

  /** Gives up on it: says where it is stuck, answers its request and lets its caller go on. */
  void leaveBehind() {
    Interruption why = execution.interruption();
    if (why == null || exchange.claimed()) {
      return;
    }
    Outcome.Failure outcome = why.leftBehind();
    List<String> stack = subshell.shell().stack(execution);
    StringBuilder report = new StringBuilder(outcome.message()).append('\n');
    if (!stack.isEmpty()) {
      report.append("It is here:\n");
      stack.forEach(frame -> report.append(frame).append('\n'));
    }
    execution.write(StreamName.STDERR, report.toString());
    end.accept(outcome);
    caller.abandon(pending, new IllegalStateException(outcome.message()));
  }
}
