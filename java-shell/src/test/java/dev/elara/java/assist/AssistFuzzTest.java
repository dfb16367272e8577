package dev.elara.java.assist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Wherever the cursor stands in a cell of a notebook, or of what an accident made of that cell, the
 * answer is not an exception, lies in the cell, and leaves the session as it was.
 *
 * <p>By default some places are tried: {@code -Delara.fuzz.stride=1} tries every one, {@code
 * -Delara.fuzz.broken=n} makes so many broken variants of each cell, {@code -Delara.fuzz.seed=n}
 * others. A failure names the cell, the place and what was asked.
 */
class AssistFuzzTest {

  private static final Path OURS = Path.of("src", "test", "resources", "notebooks");
  private static final Path OTHERS = Path.of("..", "..", "shared", "notebooks", "java-guide");
  private static final int STRIDE = Integer.getInteger("elara.fuzz.stride", 151);
  private static final int BROKEN = Integer.getInteger("elara.fuzz.broken", 1);
  private static final long SEED = Long.getLong("elara.fuzz.seed", 1);
  private static final String PIECES = "(){}[]<>;,.\"'@|&=+-*/?:!#\\\n é😀ab1\t";

  @TestFactory
  Stream<DynamicTest> everyPlaceOfEveryCellHasAnAnswerThatChangesNothing() throws IOException {
    var tests = new ArrayList<DynamicTest>();
    for (var folder : List.of(OURS, OTHERS)) {
      if (Files.isDirectory(folder)) {
        try (var files = Files.list(folder)) {
          for (var file : files.filter(f -> f.toString().endsWith(".ipynb")).sorted().toList()) {
            tests.add(dynamicTest(file.getFileName().toString(), () -> check(cells(file))));
          }
        }
      }
    }
    assertThat(tests).isNotEmpty();
    return tests.stream();
  }

  private static void check(List<String> cells) {
    var session = new Session(Sources.NONE);
    var random = new Random(SEED);
    for (var cell : cells) {
      check(session, cell, random.nextInt(STRIDE));
      for (int variant = 0; variant < BROKEN; variant++) {
        var broken = broken(cell, random);
        check(session, broken, random.nextInt(STRIDE));
      }
      session.tryDefine(cell);
    }
  }

  private static void check(Session session, String cell, int first) {
    var before = session.state();
    for (int cursor = first; cursor <= cell.length(); cursor += STRIDE) {
      var at = cell.substring(0, cursor) + "|" + cell.substring(cursor);
      try {
        var completions = session.completeUnguarded(cell, cursor);
        assertThat(completions.start()).as(at).isBetween(0, completions.end());
        assertThat(completions.end()).as(at).isBetween(cursor, cell.length());
        session.inspectUnguarded(cell, cursor);
      } catch (RuntimeException | AssertionError | StackOverflowError e) {
        throw new AssertionError("At the bar in:\n" + at, e);
      }
    }
    session.isComplete(cell);
    assertThat(session.state()).as(cell).isEqualTo(before);
  }

  /** The cell with something left out, doubled, moved or put in. */
  private static String broken(String cell, Random random) {
    if (cell.isEmpty()) {
      return "{";
    }
    var text = new StringBuilder(cell);
    for (int times = 1 + random.nextInt(3); times > 0 && !text.isEmpty(); times--) {
      int at = random.nextInt(text.length());
      int end = Math.min(text.length(), at + 1 + random.nextInt(12));
      var piece = text.substring(at, end);
      switch (random.nextInt(5)) {
        case 0 -> text.delete(at, end);
        case 1 -> text.insert(at, piece);
        case 2 -> text.insert(random.nextInt(text.length()), piece).deleteCharAt(0);
        case 3 -> text.insert(at, PIECES.charAt(random.nextInt(PIECES.length())));
        default -> text.setLength(end);
      }
    }
    return text.toString();
  }

  private static List<String> cells(Path file) throws IOException {
    var cells = new ArrayList<String>();
    for (var cell : new ObjectMapper().readTree(file.toFile()).path("cells")) {
      if (cell.path("cell_type").asText().equals("code")) {
        cells.add(source(cell.path("source")));
      }
    }
    return cells;
  }

  /** One text or a list of lines. */
  private static String source(JsonNode source) {
    var text = new StringBuilder(source.isTextual() ? source.asText() : "");
    source.forEach(line -> text.append(line.asText()));
    return text.toString();
  }
}
