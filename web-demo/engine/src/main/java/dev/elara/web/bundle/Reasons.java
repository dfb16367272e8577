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
 * Why a page lacks something, in the user's words: a committed list of patterns of classes, members
 * and native methods, the first that matches counts. A pattern after an exclamation mark names what
 * is lacking whatever of its code could run, one after a plus what is not. Immutable.
 */
final class Reasons {

  private static final String OTHERWISE = "it needs native code that a page has not";

  private enum Rule {
    LACKING,
    THERE,
    EXPLAINED
  }

  private record Reason(Pattern of, Rule rule, String words) {}

  private final List<Reason> all = new ArrayList<>();

  private Reasons() {}

  /** Those of a file: in each line a pattern, an equals sign and words. */
  static Reasons read(Path file) throws IOException {
    var reasons = new Reasons();
    for (String line : Files.readAllLines(file)) {
      if (!line.isBlank() && !line.startsWith("#")) {
        int equals = line.indexOf(" = ");
        Rule rule =
            switch (line.charAt(0)) {
              case '!' -> Rule.LACKING;
              case '+' -> Rule.THERE;
              default -> Rule.EXPLAINED;
            };
        String pattern = line.substring(rule == Rule.EXPLAINED ? 0 : 1, equals);
        reasons.all.add(new Reason(pattern(pattern), rule, line.substring(equals + 3)));
      }
    }
    return reasons;
  }

  private static Pattern pattern(String text) {
    return Pattern.compile(
        Stream.of(text.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*")));
  }

  /** Why there is no such class or member, if the list says that it is lacking. */
  Optional<String> of(String name) {
    return rule(name).filter(each -> each.rule() == Rule.LACKING).map(Reason::words);
  }

  /** Whether the list says that a class or member is there. */
  boolean keeps(String name) {
    return rule(name).filter(each -> each.rule() == Rule.THERE).isPresent();
  }

  private Optional<Reason> rule(String name) {
    return all.stream()
        .filter(each -> each.rule() != Rule.EXPLAINED && each.of().matcher(name).matches())
        .findFirst();
  }

  /** Why something of a class cannot be run that comes down to a native method. */
  String of(String owner, String cause) {
    return all.stream()
        .filter(each ->
            each.rule() != Rule.THERE
                && (each.of().matcher(cause).matches() || each.of().matcher(owner).matches()))
        .map(Reason::words)
        .findFirst()
        .orElse(OTHERWISE);
  }
}
