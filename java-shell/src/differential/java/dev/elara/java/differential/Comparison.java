package dev.elara.java.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * The answers to a sequence, in lines.
 *
 * @param expected what they should be: JShell's, or the difference written down
 * @param actual what ours are
 */
public record Comparison(String expected, String actual) {

  /** Asks both, cell by cell; blocks until they have answered. */
  public static Comparison of(
      Sequence sequence, JShellOracle oracle, Function<String, Answer> ours) {
    List<String> expected = new ArrayList<>();
    List<String> actual = new ArrayList<>();
    for (int at = 0; at < sequence.cells().size(); at++) {
      var cell = "Cell " + (at + 1) + " of\n" + sequence.cells().get(at) + "\n";
      var jshell = oracle.run(sequence.cells().get(at)).normal().toString();
      var answer = ours.apply(sequence.cells().get(at)).normal().toString();
      var difference = sequence.differences().get(at);
      boolean stale = difference != null && jshell.equals(difference.ours());
      expected.add(
          cell
              + (difference == null ? jshell : difference.ours())
              + (stale ? " (no longer another answer than JShell's: drop its note)" : ""));
      actual.add(cell + answer);
    }
    return new Comparison(String.join("\n\n", expected), String.join("\n\n", actual));
  }

  /** Whether ours are what they should be. */
  public boolean isEqual() {
    return actual.equals(expected);
  }
}
