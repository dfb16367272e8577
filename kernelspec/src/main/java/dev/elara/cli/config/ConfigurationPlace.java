package dev.elara.cli.config;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Where the configuration file is. */
final class ConfigurationPlace {

  /** The variable that names another file. */
  static final String VARIABLE = "ELARA_CONFIG";

  private static final String NAME = "elara/elara.properties";

  private ConfigurationPlace() {}

  /** The file that the variable names, or the one in the user's folder for configuration. */
  static Path file(UnaryOperator<@Nullable String> environment) {
    return variable(environment, VARIABLE)
        .map(Path::toAbsolutePath)
        .orElseGet(() -> folder(environment, System.getProperty("os.name")).resolve(NAME));
  }

  /** The user's folder for configuration; {@code system} is the value of {@code os.name}. */
  static Path folder(UnaryOperator<@Nullable String> environment, String system) {
    Path home = variable(environment, "HOME").orElse(Path.of(System.getProperty("user.home")));
    String lowerCase = system.toLowerCase(Locale.ROOT);
    if (lowerCase.startsWith("mac")) {
      return home.resolve("Library/Application Support");
    }
    if (lowerCase.startsWith("windows")) {
      return variable(environment, "APPDATA").orElse(home);
    }
    return variable(environment, "XDG_CONFIG_HOME").orElse(home.resolve(".config"));
  }

  private static Optional<Path> variable(UnaryOperator<@Nullable String> environment, String name) {
    return Optional.ofNullable(environment.apply(name))
        .filter(value -> !value.isBlank())
        .map(Path::of);
  }
}
