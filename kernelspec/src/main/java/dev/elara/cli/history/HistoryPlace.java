package dev.elara.cli.history;

import dev.elara.kernel.History;
import dev.elara.kernel.InMemoryHistory;
import dev.elara.kernel.Log;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Where this user's history lies.
 *
 * <p>The variable {@value #VARIABLE} names another file; {@value #MEMORY} keeps the history in
 * memory only. Without it, the file is {@code elara/history.sqlite} in the user's folder for data.
 */
public final class HistoryPlace {

  /** The variable that names the file. */
  public static final String VARIABLE = "ELARA_HISTORY";

  /** Its value for a history that ends with the kernel. */
  public static final String MEMORY = "memory";

  private final UnaryOperator<@Nullable String> environment;
  private final String system;

  /** {@code system} is the value of {@code os.name}. */
  HistoryPlace(UnaryOperator<@Nullable String> environment, String system) {
    this.environment = environment;
    this.system = system.toLowerCase(Locale.ROOT);
  }

  /** The history of this process's user; nothing is opened before it is used. Never blocks. */
  public static History history(Log log) {
    var place = new HistoryPlace(System::getenv, System.getProperty("os.name"));
    Path folder = place.folder();
    return place
        .file()
        .<History>map(file -> new SqliteHistory(file, folder.resolve("native"), log))
        .orElseGet(InMemoryHistory::new);
  }

  /** The database; empty if the history is to stay in memory. */
  Optional<Path> file() {
    String named = variable(VARIABLE).orElse(null);
    if (named == null) {
      return Optional.of(folder().resolve("history.sqlite"));
    }
    return named.equals(MEMORY) ? Optional.empty() : Optional.of(Path.of(named).toAbsolutePath());
  }

  /** The folder for what Elara keeps for this user. */
  Path folder() {
    Path home = variable("HOME").map(Path::of).orElse(Path.of(System.getProperty("user.home")));
    if (system.startsWith("mac")) {
      return home.resolve("Library/Application Support/elara");
    }
    if (system.startsWith("windows")) {
      return variable("LOCALAPPDATA").map(Path::of).orElse(home).resolve("elara");
    }
    return variable("XDG_DATA_HOME")
        .map(Path::of)
        .orElse(home.resolve(".local/share"))
        .resolve("elara");
  }

  private Optional<String> variable(String name) {
    return Optional.ofNullable(environment.apply(name)).filter(value -> !value.isBlank());
  }
}
