package dev.elara.web.compiler;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The sequences of cells that java-shell compares with JShell, in {@code
 * java-shell/src/test/resources/differential}; its {@code Sequences} says how they are written.
 */
final class Cells {

  private static final Path FOLDER =
      Path.of("..", "..", "java-shell", "src", "test", "resources", "differential");

  private Cells() {}

  /** Cells for one session. */
  record Sequence(String name, List<String> cells) {}

  /** All of them, in the order of the files and in them. */
  static List<Sequence> all() throws IOException {
    var all = new ArrayList<Sequence>();
    try (var files = Files.list(FOLDER)) {
      for (Path file : files.sorted().toList()) {
        String text = Files.readString(file);
        String topic = file.getFileName().toString();
        if (topic.endsWith(".table")) {
          text.lines().forEach(line -> all.add(new Sequence(topic + ": " + line, row(line))));
        } else {
          for (String part : ("\n" + text).split("\n=== ", -1)) {
            if (!part.isBlank()) {
              all.add(sequence(topic, part));
            }
          }
        }
      }
    }
    return all;
  }

  private static List<String> row(String line) {
    return Arrays.stream(line.split(" ;; ", -1)).map(cell -> cell.replace("⏎", "\n")).toList();
  }

  private static Sequence sequence(String topic, String part) {
    String[] nameAndCells = part.split("\n", 2);
    var cells =
        Arrays.stream(nameAndCells[1].split("(?m)^---\n", -1))
            .map(cell -> cell.replaceFirst("(?s)# differs: .*", "").stripTrailing())
            .toList();
    return new Sequence(topic + ": " + nameAndCells[0].strip(), cells);
  }
}
