package dev.elara.web.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What does not work in a page: {@code src/test/resources/lacking.txt}, in each line a name and,
 * after the last equals sign, the API or feature the browser lacks.
 */
final class Lacking {

  private static final Path LIST = Path.of("src", "test", "resources", "lacking.txt");
  private static final Set<String> NAMES = read();

  private Lacking() {}

  /** Of whom it is written that they do not work. */
  static Set<String> names() {
    return NAMES;
  }

  private static Set<String> read() {
    try (var lines = Files.lines(LIST)) {
      return lines
          .filter(line -> !line.startsWith("#"))
          .map(Lacking::named)
          .collect(Collectors.toUnmodifiableSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String named(String line) {
    int sign = line.lastIndexOf(" = ");
    if (sign < 0) {
      throw new IllegalArgumentException("'" + line + "' has no reason; write 'name = reason'.");
    }
    return line.substring(0, sign);
  }
}
