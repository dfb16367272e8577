package dev.elara.cli.spec;

import dev.elara.cli.Elara;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** {@code elara uninstall}: removes a kernelspec that {@code elara install} made. */
@Command(
    name = "uninstall",
    description = "Removes a kernelspec that `elara install` made, with its copy of the kernel.",
    footer = {
      "",
      "Examples:",
      "  elara uninstall",
      "  elara uninstall --sys-prefix --name java-big"
    })
public final class UninstallCommand implements Runnable {

  @ParentCommand private @Nullable Elara elara;

  @Mixin private Target target = new Target();

  @Override
  public void run() {
    var installation = target.installation();
    installation.uninstall();
    Elara.of(elara).terminal().out().println("Removed " + installation.folder());
  }
}
