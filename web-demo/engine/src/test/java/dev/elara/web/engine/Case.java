package dev.elara.web.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A program that must do in the engine what it does on the JVM. They are in {@code
 * resources/engine}: declarations, a line of dashes, statements that write to {@code out}; between
 * them a line of equals signs.
 *
 * @param name of its class
 * @param title its first line
 */
record Case(String name, String title, String source) {

  private static final String IMPORTS =
      "import java.math.*; import java.time.*; import java.util.*; import java.util.concurrent.*;"
          + " import java.util.concurrent.atomic.*; import java.util.function.*;"
          + " import java.util.stream.*;\n";

  /** Those of a file. */
  static List<Case> of(String file) {
    List<Case> cases = new ArrayList<>();
    for (String program : text(file).split("\n====\n", -1)) {
      if (!program.isBlank()) {
        String[] parts = program.split("\n----\n", -1);
        String title = program.strip().lines().findFirst().orElse("");
        String name =
            Character.toUpperCase(file.charAt(0)) + file.substring(1) + "_" + cases.size();
        cases.add(of(name, title, parts.length == 1 ? "" : parts[0], parts[parts.length - 1]));
      }
    }
    return cases;
  }

  /** One of declarations and statements. */
  static Case of(String name, String title, String declarations, String statements) {
    return new Case(
        name,
        title,
        IMPORTS
            + "@SuppressWarnings(\"all\") public class "
            + name
            + " {\n"
            + declarations
            + "\npublic static String run() throws Throwable {\nvar out = new StringBuilder();\n"
            + statements
            + "\nreturn out.toString();\n}\n}\n");
  }

  /** What of an outcome must be equal: of an exception not where it was thrown. */
  static String comparable(String outcome) {
    return outcome.startsWith("threw ") ? outcome.lines().findFirst().orElse("") : outcome;
  }

  private static String text(String file) {
    try (InputStream in = Case.class.getResourceAsStream("/engine/" + file + ".txt")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
