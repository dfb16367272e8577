package dev.elara.web.bundle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Why a page lacks something, in the user's words: a committed list of patterns of classes and
 * native methods, the first that matches counts. A pattern after an exclamation mark names classes
 * that are lacking whatever of their code could run. Immutable.
 */
final class Reasons {

  private static final String OTHERWISE = "it needs native code that a page has not";

  private record Reason(Pattern of, boolean isWhole, String words) {}

  private final List<Reason> all = new ArrayList<>();

  private Reasons() {}

  /** Those of a file: in each line a pattern, an equals sign and words. */
  static Reasons read(Path file) throws IOException {
    var reasons = new Reasons();
    for (String line : Files.readAllLines(file)) {
      if (!line.isBlank() && !line.startsWith("#")) {
        int equals = line.indexOf(" = ");
        boolean isWhole = line.startsWith("!");
        String pattern = line.substring(isWhole ? 1 : 0, equals);
        reasons.all.add(new Reason(pattern(pattern), isWhole, line.substring(equals + 3)));
      }
    }
    return reasons;
  }

  private static Pattern pattern(String text) {
    return Pattern.compile(
        Stream.of(text.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*")));
  }

  /** Why there is no such class, if a pattern of whole classes matches. */
  Optional<String> ofClass(String name) {
    return all.stream()
        .filter(each -> each.isWhole() && each.of().matcher(name).matches())
        .map(Reason::words)
        .findFirst();
  }

  /** Why something of a class cannot be run that comes down to a native method. */
  String of(String owner, String cause) {
    return all.stream()
        .filter(each -> each.of().matcher(cause).matches() || each.of().matcher(owner).matches())
        .map(Reason::words)
        .findFirst()
        .orElse(OTHERWISE);
  }
}
