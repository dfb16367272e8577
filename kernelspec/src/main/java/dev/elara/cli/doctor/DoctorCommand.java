package dev.elara.cli.doctor;

import dev.elara.cli.Elara;
import dev.elara.cli.ExitCode;
import dev.elara.cli.Terminal;
import dev.elara.cli.spec.DataFolders;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code elara doctor}: whether everything works, and what to do if not. */
@Command(
    name = "doctor",
    description = {
      "Examines the JDK, ports, the configuration, each kernelspec with its cache and a kernel"
          + " started from it, and the Jupyter clients; says what to do about what is wrong.",
      "",
      "Exits with 0 if kernels work, warnings or not, and with 2 if something failed."
    })
public final class DoctorCommand implements Callable<Integer> {

  @ParentCommand private @Nullable Elara elara;

  private int failures;

  @Override
  public Integer call() {
    Terminal terminal = Elara.of(elara).terminal();
    new Examination(DataFolders.ofProcess(), finding -> show(finding, terminal)).make();
    terminal
        .out()
        .println(failures == 0 ? "Kernels work." : failures + " of these failed; see the arrows.");
    return failures == 0 ? ExitCode.OK : ExitCode.UNUSABLE;
  }

  private void show(Finding finding, Terminal terminal) {
    String label = "%-7s".formatted(finding.level().shown());
    String shown =
        switch (finding.level()) {
          case OK -> label;
          case WARNING -> label;
          case FAILURE -> {
            failures++;
            yield terminal.alarming(label);
          }
        };
    var out = terminal.out();
    out.println(
        shown + "  " + finding.subject() + ": " + finding.detail().replace("\n", "\n           "));
    if (!finding.advice().isEmpty()) {
      out.println("         → " + finding.advice());
    }
  }
}
