package dev.elara.cli.config;

import dev.elara.cli.Reason;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the user wants of each kernel: from a file of properties and from the variables {@code
 * ELARA_IMPORTS}, {@code ELARA_STARTUP} and {@code ELARA_PRACTICE}, each of which replaces what the
 * file says.
 *
 * <p>What is wrong is a problem in words and is left out; the rest counts.
 *
 * @param file where the file is, whether there is one or not
 * @param startup what runs first, imports before scripts
 * @param practice whether it practises while it has nothing to do
 * @param problems what is wrong, a line each: what was found where, and what to do
 */
public record Configuration(
    Path file, List<StartupCell> startup, boolean practice, List<String> problems) {

  private static final String IMPORTS = "imports";
  private static final String STARTUP = "startup";
  private static final String PRACTICE = "practice";
  private static final Set<String> SETTINGS = new TreeSet<>(Set.of(IMPORTS, STARTUP, PRACTICE));

  private static final Pattern IMPORT =
      Pattern.compile("((static|module) +)?[\\p{L}_$][\\p{L}\\p{N}_$.]*(\\.\\*)?");

  public Configuration {
    startup = List.copyOf(startup);
    problems = List.copyOf(problems);
  }

  /** Reads that of this process's user. Blocks for the files. */
  public static Configuration ofProcess() {
    return of(System::getenv);
  }

  /** Reads that of a process with this environment. Blocks for the files. */
  public static Configuration of(UnaryOperator<@Nullable String> environment) {
    return read(environment, ConfigurationPlace.file(environment));
  }

  /** The variables under which a kernel begins with nothing, whatever the file says. */
  public static Map<String, String> nothing() {
    return Map.of(variable(IMPORTS), "", variable(STARTUP), "");
  }

  private static String variable(String setting) {
    return "ELARA_" + setting.toUpperCase(Locale.ROOT);
  }

  /** Reads a file, if it is there, and variables. */
  static Configuration read(UnaryOperator<@Nullable String> environment, Path file) {
    var reader = new Reader(environment, file);
    reader.read();
    return new Configuration(file, reader.startup, reader.practice, reader.problems);
  }

  private static final class Reader {
    private final UnaryOperator<@Nullable String> environment;
    private final Path file;
    private final List<StartupCell> startup = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private List<String> lines = List.of();
    private boolean practice = true;

    Reader(UnaryOperator<@Nullable String> environment, Path file) {
      this.environment = environment;
      this.file = file;
    }

    void read() {
      Properties settings = settings();
      for (String name : settings.stringPropertyNames()) {
        if (!SETTINGS.contains(name)) {
          problems.add(
              "%s: there is no setting '%s'. There are: %s."
                  .formatted(place(name), name, String.join(", ", SETTINGS)));
        }
      }
      setting(settings, IMPORTS).ifPresent(this::imports);
      setting(settings, STARTUP).ifPresent(this::scripts);
      setting(settings, PRACTICE).ifPresent(this::practice);
    }

    private Properties settings() {
      var settings = new Properties();
      boolean named = environment.apply(ConfigurationPlace.VARIABLE) != null;
      if (!named && !Files.exists(file)) {
        return settings;
      }
      try {
        String text = Files.readString(file);
        lines = text.lines().toList();
        settings.load(new StringReader(text));
      } catch (IOException | IllegalArgumentException e) {
        problems.add(
            "%s: cannot be read as properties: %s"
                .formatted(file, e instanceof IOException io ? Reason.of(io) : e.getMessage()));
      }
      return settings;
    }

    /** What was set, and where, so that an error can name it. */
    private record Setting(String origin, Path base, List<String> values) {}

    private Optional<Setting> setting(Properties settings, String name) {
      String variable = variable(name);
      String value = environment.apply(variable);
      if (value != null) {
        return Optional.of(new Setting(variable, Path.of(""), values(value)));
      }
      String inFile = settings.getProperty(name);
      Path folder = file.toAbsolutePath().getParent();
      return inFile == null || folder == null
          ? Optional.empty()
          : Optional.of(new Setting(place(name) + ", " + name, folder, values(inFile)));
    }

    /** The file and the line that sets it, the last one if there are several. */
    private String place(String name) {
      Pattern setting = Pattern.compile("\\s*" + Pattern.quote(name) + "([\\s=:].*)?");
      for (int i = lines.size(); i > 0; i--) {
        if (setting.matcher(lines.get(i - 1)).matches()) {
          return file + ", line " + i;
        }
      }
      return file.toString(); // its name is written with escapes
    }

    private static List<String> values(String text) {
      return Pattern.compile("[,;\n]")
          .splitAsStream(text)
          .map(String::strip)
          .filter(value -> !value.isEmpty())
          .toList();
    }

    private void imports(Setting setting) {
      for (String value : setting.values()) {
        String name = value.replaceFirst("^import +", "");
        if (IMPORT.matcher(name).matches()) {
          startup.add(new StartupCell(setting.origin(), "import " + name + ";"));
        } else {
          problems.add(
              "%s: '%s' is no import. Write it as in Java, without 'import': java.time.*, static"
                      .formatted(setting.origin(), value)
                  + " java.lang.Math.max");
        }
      }
    }

    private void scripts(Setting setting) {
      for (String value : setting.values()) {
        Path script = setting.base().resolve(behindTilde(value)).toAbsolutePath().normalize();
        try {
          startup.add(new StartupCell(script.toString(), Files.readString(script)));
        } catch (IOException e) {
          problems.add(
              "%s: the startup script %s cannot be read: %s"
                  .formatted(setting.origin(), script, Reason.of(e)));
        }
      }
    }

    private void practice(Setting setting) {
      String value = String.join(",", setting.values());
      switch (value) {
        case "on" -> practice = true;
        case "off" -> practice = false;
        default ->
            problems.add(
                "%s: '%s' is neither 'on' nor 'off'; the kernel practises while it has nothing to do."
                    .formatted(setting.origin(), value));
      }
    }

    private String behindTilde(String path) {
      String home = environment.apply("HOME");
      return home != null && path.startsWith("~/") ? home + path.substring(1) : path;
    }
  }
}
