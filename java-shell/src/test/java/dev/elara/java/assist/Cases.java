package dev.elara.java.assist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Cells with a bar for the cursor and what is expected of them, read from files of them. */
final class Cases {

  static final Path FOLDER = Path.of("src", "test", "resources", "assist");

  private static final String CHECKS = "=>+-:~!*";

  private Cases() {}

  /** A cell, and the lines below it. */
  record Case(String code, List<Line> expected) {}

  /** A check and what it compares with. */
  record Line(char kind, String rest) {}

  /** The files of a folder of cases. */
  static List<Path> files(String folder) throws IOException {
    try (var files = Files.list(FOLDER.resolve(folder))) {
      return files.sorted().toList();
    }
  }

  /** The cases of a file: pieces set apart by empty lines; lines that start with # are titles. */
  static List<Case> read(Path file) throws IOException {
    var cases = new ArrayList<Case>();
    for (var piece : Files.readString(file).split("\n\n+", -1)) {
      var code = new ArrayList<String>();
      var expected = new ArrayList<Line>();
      for (var line : piece.lines().toList()) {
        if (line.length() > 1 && CHECKS.indexOf(line.charAt(0)) >= 0 && line.charAt(1) == ' ') {
          expected.add(new Line(line.charAt(0), line.substring(2)));
        } else if (!line.startsWith("# ")) {
          code.add(line);
        }
      }
      if (expected.isEmpty() || code.isEmpty()) {
        throw new IllegalArgumentException("A cell or its checks are missing:\n" + piece);
      }
      cases.add(new Case(String.join("\n", code), expected));
    }
    return cases;
  }

  /** Where the bar is: one that is not part of an operator. */
  static int bar(String code) {
    for (int at = 0; at < code.length(); at++) {
      if (code.charAt(at) == '|') {
        if (at + 1 == code.length() || code.charAt(at + 1) != '|') {
          if (at == 0
              || code.charAt(at - 1) != ' '
              || at + 1 == code.length()
              || code.charAt(at + 1) != ' '
              || code.indexOf('|', at + 1) < 0) {
            return at;
          }
        } else {
          at++;
        }
      }
    }
    throw new IllegalArgumentException("No bar: " + code);
  }

  /** The cell itself. */
  static String withoutBar(String codeWithBar) {
    int bar = bar(codeWithBar);
    return codeWithBar.substring(0, bar) + codeWithBar.substring(bar + 1);
  }

  /** A text in one line. */
  static String line(String text) {
    return text.replace("\n", "\\n");
  }
}
