package dev.elara.java.differential;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the sequences of {@code java-shell/src/test/resources/differential}.
 *
 * <p>In a file, {@code === name} starts a sequence and {@code ---} on a line of its own the next
 * cell. {@code # differs: answer | reason} on a cell's last line says that our answer to this cell
 * is another one than JShell's, and why that is better.
 *
 * <p>A {@code .table} has a sequence in each line, its cells separated by {@code ;;}, with {@code
 * ⏎} for a line end inside a cell.
 */
public final class Sequences {

  private static final Path FOLDER =
      Path.of("java-shell", "src", "test", "resources", "differential");
  private static final String START = "=== ";
  private static final String DIFFERS = "# differs: ";

  private Sequences() {}

  /** All of them, in the order of the files and in them. */
  public static List<Sequence> all(Path repository) {
    Path folder = repository.resolve(FOLDER);
    try (var files = Files.list(folder)) {
      var sequences = new ArrayList<Sequence>();
      for (var file : files.filter(f -> f.toString().endsWith(".txt")).sorted().toList()) {
        sequences.addAll(read(file));
      }
      for (var file : tables(folder)) {
        Files.readAllLines(file).forEach(line -> sequences.add(row(topic(file), line)));
      }
      return sequences;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Sequence> read(Path file) throws IOException {
    var topic = topic(file);
    var sequences = new ArrayList<Sequence>();
    for (var part : ("\n" + Files.readString(file)).split("\n" + START, -1)) {
      if (!part.isBlank()) {
        sequences.add(sequence(topic, part));
      }
    }
    return sequences;
  }

  private static List<Path> tables(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files.filter(f -> f.toString().endsWith(".table")).sorted().toList();
    }
  }

  private static Sequence row(String topic, String line) {
    var cells = Arrays.stream(line.split(" ;; ", -1)).map(cell -> cell.replace("⏎", "\n")).toList();
    return new Sequence(topic, line, cells, Map.of());
  }

  private static String topic(Path file) {
    var name = file.getFileName().toString();
    return name.substring(0, name.lastIndexOf('.'));
  }

  private static Sequence sequence(String topic, String text) {
    var nameAndCells = text.split("\n", 2);
    var cells = new ArrayList<String>();
    var differences = new LinkedHashMap<Integer, Sequence.Difference>();
    for (var cell : nameAndCells[1].split("(?m)^---\n", -1)) {
      cells.add(withoutNote(cell, cells.size(), differences));
    }
    return new Sequence(topic, nameAndCells[0].strip(), List.copyOf(cells), differences);
  }

  private static String withoutNote(
      String cell, int index, Map<Integer, Sequence.Difference> differences) {
    int at = cell.indexOf(DIFFERS);
    if (at < 0) {
      return cell.stripTrailing();
    }
    var note = cell.substring(at + DIFFERS.length()).strip();
    int bar = note.lastIndexOf(" | ");
    if (bar < 0) {
      throw new IllegalArgumentException(
          "'" + note + "' has no reason; write '# differs: answer | reason'.");
    }
    differences.put(
        index, new Sequence.Difference(note.substring(0, bar), note.substring(bar + 3)));
    return cell.substring(0, at).stripTrailing();
  }
}
