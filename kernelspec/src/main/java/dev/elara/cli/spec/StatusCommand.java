package dev.elara.cli.spec;

import dev.elara.cli.Elara;
import dev.elara.cli.ExitCode;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code elara status}: what is installed where, with which JDK, and whether it is intact. */
@Command(
    name = "status",
    description = {
      "Lists the kernelspecs that `elara install` made and says whether they are intact.",
      "",
      "Exits with 2 if one is damaged."
    })
public final class StatusCommand implements Callable<Integer> {

  @ParentCommand private @Nullable Elara elara;

  @Override
  public Integer call() {
    PrintStream out = Elara.of(elara).terminal().out();
    JavaHome java = JavaHome.current();
    out.println("Elara " + Elara.version() + ", Java " + java.version() + " in " + java.folder());
    List<Installation> installations = DataFolders.ofProcess().installations();
    if (installations.isEmpty()) {
      out.println("No kernelspec is installed. `elara install` makes one.");
    }
    boolean intact = true;
    for (Installation installation : installations) {
      intact &= print(installation, out);
    }
    return intact ? ExitCode.OK : ExitCode.UNUSABLE;
  }

  private static boolean print(Installation installation, PrintStream out) {
    List<String> damages = installation.damages();
    out.println();
    out.println(installation.name() + "  \"" + installation.displayName() + "\"");
    out.println("  in       " + installation.folder());
    out.println("  with     " + installation.launcher().map(Path::toString).orElse("?"));
    out.println("  version  " + installation.version());
    if (damages.isEmpty()) {
      out.println("  intact");
    } else {
      damages.forEach(damage -> out.println("  damaged: " + damage));
      out.println("  Install it again with `elara install`.");
    }
    return damages.isEmpty();
  }
}
