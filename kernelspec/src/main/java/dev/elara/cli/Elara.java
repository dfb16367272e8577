package dev.elara.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.elara.cli.demo.DemoCommand;
import dev.elara.cli.doctor.DoctorCommand;
import dev.elara.cli.kernel.KernelCommand;
import dev.elara.cli.run.RunCommand;
import dev.elara.cli.server.NotebookCommand;
import dev.elara.cli.spec.InstallCommand;
import dev.elara.cli.spec.StatusCommand;
import dev.elara.cli.spec.UninstallCommand;
import java.io.PrintWriter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.IVersionProvider;

/** {@code elara}: the command that has all others below it. */
@Command(
    name = "elara",
    mixinStandardHelpOptions = true,
    versionProvider = Elara.Version.class,
    description = "A Java kernel for Jupyter.",
    subcommands = {
      RunCommand.class,
      NotebookCommand.class,
      DemoCommand.class,
      InstallCommand.class,
      UninstallCommand.class,
      StatusCommand.class,
      DoctorCommand.class,
      KernelCommand.class,
    },
    footer = {
      "",
      "Examples:",
      "  elara run examples/tour.ipynb    runs a notebook here, no Python needed",
      "  elara install                    makes the kernel known to Jupyter",
      "  elara run --help                 what running a notebook offers",
    })
public final class Elara {

  private final Terminal terminal;

  private Elara(Terminal terminal) {
    this.terminal = terminal;
  }

  /** The command line, ready to parse arguments. */
  static CommandLine commandLine(Terminal terminal) {
    var commandLine = new CommandLine(new Elara(terminal));
    commandLine.setOut(new PrintWriter(terminal.out(), true, UTF_8));
    commandLine.setErr(new PrintWriter(terminal.err(), true, UTF_8));
    commandLine.setColorScheme(
        CommandLine.Help.defaultColorScheme(terminal.coloured() ? Ansi.ON : Ansi.OFF));
    for (CommandLine command : commandLine.getSubcommands().values()) {
      command.getCommandSpec().mixinStandardHelpOptions(true);
    }
    commandLine.setExecutionExceptionHandler((e, _, _) -> explain(e, terminal));
    return commandLine;
  }

  private static int explain(Exception e, Terminal terminal) throws Exception {
    if (e instanceof CommandFailed failed) {
      terminal.err().println("elara: " + failed.getMessage());
      return failed.exitCode();
    }
    throw e;
  }

  /** The parent of a subcommand, which picocli has set by the time it runs. */
  public static Elara of(@Nullable Elara parent) {
    if (parent == null) {
      throw new IllegalStateException("A subcommand runs without its parent.");
    }
    return parent;
  }

  /** Where to write. */
  public Terminal terminal() {
    return terminal;
  }

  /** Elara's version. */
  public static String version() {
    return Optional.ofNullable(Elara.class.getPackage().getImplementationVersion())
        .orElse("(not packaged)");
  }

  /** What {@code --version} prints. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {
        "elara " + version(),
        "Java %s (%s)"
            .formatted(System.getProperty("java.version"), System.getProperty("java.home"))
      };
    }
  }
}
