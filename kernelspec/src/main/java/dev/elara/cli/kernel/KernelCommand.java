package dev.elara.cli.kernel;

import dev.elara.cli.Elara;
import dev.elara.cli.ExitCode;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code elara kernel}, for its help: clients come by {@code Main}'s short way. */
@Command(
    name = "kernel",
    description = {
      "Serves a kernel over ZeroMQ. Jupyter clients start it; it is of little use by hand.",
      "",
      "Ctrl-C interrupts the running cell; SIGTERM, a shutdown request or the death of the process"
          + " JPY_PARENT_PID ends it."
    })
public final class KernelCommand implements Callable<Integer> {

  @ParentCommand private @Nullable Elara elara;

  @Parameters(paramLabel = "CONNECTION_FILE", description = "what a client writes: ports and a key")
  private @Nullable Path connectionFile;

  @Override
  public Integer call() {
    if (connectionFile == null) {
      throw new IllegalStateException("picocli leaves no parameter out");
    }
    KernelProcess.serve(connectionFile, new ProcessLog(Elara.of(elara).terminal().err()));
    return ExitCode.OK;
  }
}
