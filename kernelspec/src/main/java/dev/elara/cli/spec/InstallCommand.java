package dev.elara.cli.spec;

import dev.elara.cli.Elara;
import dev.elara.cli.Terminal;
import dev.elara.cli.cache.AotCache;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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

  @Mixin private Target target = new Target();

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

  @Option(
      names = "--no-aot",
      description = {
        "makes no ahead-of-time cache: installs in no time, but each start of the kernel is slower"
      })
  private boolean noCache;

  @Override
  public void run() {
    JavaHome home = java == null ? JavaHome.current() : JavaHome.of(java);
    home.startWith(jvmArguments);
    String shown = displayName == null ? KernelSpec.defaultDisplayName(home) : displayName;
    var spec = new KernelSpec(target.name(), shown, home, jvmArguments, environment, !noCache);
    var installation = target.installation();
    installation.install(spec, Libraries.ofProcess(), Elara.version());
    Terminal terminal = Elara.of(elara).terminal();
    if (!noCache) {
      train(installation, spec, terminal);
    }
    var out = terminal.out();
    out.println("Installed \"" + shown + "\" as kernelspec " + target.name());
    out.println("  in    " + installation.folder());
    out.println("  with  " + home.folder() + " (Java " + home.version() + ")");
  }

  private static void train(Installation installation, KernelSpec spec, Terminal terminal) {
    try {
      installation.train(
          spec,
          step ->
              terminal
                  .err()
                  .println(
                      switch (step) {
                        case TRAINING -> "Training a kernel, so that later ones start fast …";
                        case WRITING -> "Writing what it has learned …";
                      }));
    } catch (AotCache.NotTrained e) {
      terminal.err().println("elara: no ahead-of-time cache: " + e.getMessage());
      terminal.err().println("  The kernel works, but starts slower.");
    }
  }
}
