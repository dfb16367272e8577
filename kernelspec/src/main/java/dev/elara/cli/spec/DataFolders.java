package dev.elara.cli.spec;

import dev.elara.cli.CommandFailed;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Where Jupyter looks for data files, kernelspecs among them, on this machine.
 *
 * @see <a href="https://docs.jupyter.org/en/latest/use/jupyter-directories.html#data-files">Data
 *     files</a>
 */
public final class DataFolders {

  private final UnaryOperator<@Nullable String> environment;
  private final String system;

  /** {@code system} is the value of {@code os.name}. */
  DataFolders(UnaryOperator<@Nullable String> environment, String system) {
    this.environment = environment;
    this.system = system.toLowerCase(Locale.ROOT);
  }

  /** Those of this process's user and machine. */
  public static DataFolders ofProcess() {
    return new DataFolders(System::getenv, System.getProperty("os.name"));
  }

  /** The user's own. */
  Path user() {
    return variable("JUPYTER_DATA_DIR").map(Path::of).orElseGet(this::usualUserFolder);
  }

  private Path usualUserFolder() {
    Path home = variable("HOME").map(Path::of).orElse(Path.of(System.getProperty("user.home")));
    if (system.startsWith("mac")) {
      return home.resolve("Library/Jupyter");
    }
    if (system.startsWith("windows")) {
      return variable("APPDATA").map(Path::of).orElse(home).resolve("jupyter");
    }
    return variable("XDG_DATA_HOME")
        .map(Path::of)
        .orElse(home.resolve(".local/share"))
        .resolve("jupyter");
  }

  /** The one below a prefix, such as that of a Python environment. */
  static Path below(Path prefix) {
    return prefix.toAbsolutePath().normalize().resolve("share/jupyter");
  }

  /**
   * That of the active Python environment; asks {@code python} if no variable names it.
   *
   * @throws CommandFailed if there is no Python
   */
  Path pythonEnvironment() {
    return below(
        activePrefix()
            .or(DataFolders::askPython)
            .orElseThrow(() ->
                new CommandFailed(
                    "--sys-prefix: no Python environment is active and there is no python3 or"
                        + " python on the PATH. Activate one, or say --prefix FOLDER.")));
  }

  /** Every folder Jupyter would look into, the first found wins there. */
  public List<Path> all() {
    Set<Path> all = new LinkedHashSet<>();
    variable("JUPYTER_PATH").ifPresent(path -> addPath(all, path));
    all.add(user());
    activePrefix().ifPresent(prefix -> all.add(below(prefix)));
    if (!system.startsWith("windows")) {
      all.add(Path.of("/usr/local/share/jupyter"));
      all.add(Path.of("/usr/share/jupyter"));
    }
    return new ArrayList<>(all);
  }

  /** Those made by this program in all of them, in the order in which Jupyter looks. */
  public List<Installation> installations() {
    return all().stream().flatMap(folder -> Installation.in(folder).stream()).toList();
  }

  private static void addPath(Set<Path> folders, String path) {
    for (String folder : path.split(File.pathSeparator, -1)) {
      if (!folder.isEmpty()) {
        folders.add(Path.of(folder));
      }
    }
  }

  private Optional<Path> activePrefix() {
    return variable("VIRTUAL_ENV").or(() -> variable("CONDA_PREFIX")).map(Path::of);
  }

  private Optional<String> variable(String name) {
    return Optional.ofNullable(environment.apply(name)).filter(value -> !value.isBlank());
  }

  private static Optional<Path> askPython() {
    for (String python : List.of("python3", "python")) {
      try {
        Process process =
            new ProcessBuilder(python, "-c", "import sys; print(sys.prefix)")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String prefix =
            new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0) {
          return Optional.of(Path.of(prefix));
        }
      } catch (IOException _) {
        // No such program: the next one.
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        return Optional.empty();
      }
    }
    return Optional.empty();
  }
}
