package dev.elara.kernel;

import dev.elara.caller.CallRequest;
import dev.elara.caller.Caller;
import dev.elara.caller.Tracking;
import dev.elara.comm.CommManager;
import dev.elara.display.Display;
import dev.elara.display.Renderers;
import dev.elara.shell.Execution;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What everything that runs user code shares.
 *
 * @param output the caller that sends what was written when nobody else does
 */
record Workshop(
    Outbound outbound,
    Stdin stdin,
    Interrupts interrupts,
    CommManager comms,
    Renderers renderers,
    Settings settings,
    Log log,
    Caller control,
    Caller output) {

  /** An execution bound to {@code exchange}. */
  CellExecution execution(
      Exchange exchange, @Nullable String subshellId, CellExecution.Source source) {
    Streams streams =
        new Streams(outbound, exchange.parent(), timer(), settings.streamLimitBytes());
    return new CellExecution(exchange, outbound, stdin, streams, subshellId, source);
  }

  /** Makes the rest of the calling task, and what it starts, belong to {@code execution}. */
  void bind(Execution execution) {
    Execution.CURRENT.set(execution);
    CommManager.CURRENT.set(comms);
    Display.RENDERERS.set(renderers);
  }

  private Streams.Timer timer() {
    return new Streams.Timer() {
      @Override
      public void after(long millis, Runnable call) {
        // no tracker's business: a group in a cell must neither wait for this nor cancel it
        dev.elara.caller.Work<Boolean> flush =
            () -> {
              call.run();
              return true;
            };
        output.scheduleCall(
            CallRequest.of(flush).delay(Duration.ofMillis(millis)).trackers(Tracking.NONE));
      }

      @Override
      public long nanos() {
        return System.nanoTime();
      }
    };
  }
}
