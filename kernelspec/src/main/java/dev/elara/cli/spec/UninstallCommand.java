package dev.elara.cli.spec;

import dev.elara.cli.Elara;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
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

  @ArgGroup private Place place = new Place();

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "the kernelspec's name (default: ${DEFAULT-VALUE})")
  private String name = KernelSpec.DEFAULT_NAME;

  @Override
  public void run() {
    var installation = Installation.of(place.dataFolder(DataFolders.ofProcess()), name);
    installation.uninstall();
    Elara.of(elara).terminal().out().println("Removed " + installation.folder());
  }
}
