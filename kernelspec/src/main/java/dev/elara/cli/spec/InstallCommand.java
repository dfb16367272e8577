package dev.elara.cli.spec;

import dev.elara.cli.Elara;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code elara install}: writes a kernelspec and copies the kernel beside it. */
@Command(
    name = "install",
    description = {
      "Makes the kernel known to Jupyter.",
      "",
      "Writes a kernelspec with a copy of the kernel of its own: what it was installed from may move"
          + " away. Installing again replaces it."
    },
    footer = {
      "",
      "Examples:",
      "  elara install",
      "  elara install --sys-prefix",
      "  elara install --name java-big --display-name 'Java, 8 GB' --jvm-arg=-Xmx8g"
    })
public final class InstallCommand implements Runnable {

  @ParentCommand private @Nullable Elara elara;

  @ArgGroup private Place place = new Place();

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "what clients ask for (default: ${DEFAULT-VALUE})")
  private String name = KernelSpec.DEFAULT_NAME;

  @Option(
      names = "--display-name",
      paramLabel = "TEXT",
      description = "what users pick (default: Java N (Elara))")
  private @Nullable String displayName;

  @Option(
      names = "--java",
      paramLabel = "HOME",
      description = "the JDK that runs the kernel, 25 or newer (default: the one that runs this)")
  private @Nullable Path java;

  @Option(
      names = "--jvm-arg",
      paramLabel = "ARG",
      description = "an option for that JVM, such as --jvm-arg=-Xmx4g; may be repeated")
  private List<String> jvmArguments = List.of();

  @Option(
      names = "--env",
      paramLabel = "NAME=VALUE",
      description = "a variable of the kernel's environment; may be repeated")
  private Map<String, String> environment = new LinkedHashMap<>();

  @Override
  public void run() {
    JavaHome home = java == null ? JavaHome.current() : JavaHome.of(java);
    String shown = displayName == null ? KernelSpec.defaultDisplayName(home) : displayName;
    var spec = new KernelSpec(name, shown, home, jvmArguments, environment);
    var installation = Installation.of(place.dataFolder(DataFolders.ofProcess()), name);
    installation.install(spec, Libraries.ofProcess(), Elara.version());
    var out = Elara.of(elara).terminal().out();
    out.println("Installed \"" + shown + "\" as kernelspec " + name);
    out.println("  in    " + installation.folder());
    out.println("  with  " + home.folder() + " (Java " + home.version() + ")");
  }
}
