package dev.elara.java.errors;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * An error of the page on errors.
 *
 * @param text its part of the page as written by hand: a heading, words, cells
 * @param cells the cells, the last of which goes wrong
 */
record ErrorCase(String text, List<String> cells) {

  /** Where the page and the records are. */
  static final Path FOLDER = Path.of("src", "test", "resources", "errors");

  private static final Pattern CELL = Pattern.compile("(?s)```java\n(.*?)\n```");

  /** What stands before the first case. */
  static String introduction() {
    String page = resource("errors.md");
    return page.substring(0, page.indexOf("\n## ") + 1);
  }

  /** The cases, in order. */
  static List<ErrorCase> all() {
    String page = resource("errors.md");
    List<ErrorCase> cases = new ArrayList<>();
    for (String part : page.substring(introduction().length()).split("(?m)^(?=## )", -1)) {
      List<String> cells = CELL.matcher(part).results().map(found -> found.group(1)).toList();
      cases.add(new ErrorCase(part.strip(), cells));
    }
    return cases;
  }

  /** The heading. */
  String title() {
    return text.lines().findFirst().orElseThrow().substring(3);
  }

  /** A file beside the page. */
  static String resource(String name) {
    try {
      return Files.readString(FOLDER.resolve(name));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
