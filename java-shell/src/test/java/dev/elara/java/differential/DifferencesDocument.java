package dev.elara.java.differential;

import java.util.List;

/** The document that tells where a cell does something else than in JShell, and why. */
final class DifferencesDocument {

  private static final String HEAD =
      """
      # Differences from JShell

      Cells do what JDK 25's JShell does with the same snippets: `java-shell`'s differential test runs
      COUNT sequences of cells in both and compares what is printed, the value shown and how each cell
      ends. Where Elara does something else on purpose, it is listed here. The test writes this page
      (`-Delara.write.documents=true`) and fails if it is out of date.

      In all cells alike: a value is shown as its text, not as a Java literal (`abc`, not `"abc"`;
      `[1, 2]`, not `int[2] { 1, 2 }`), null shows nothing, and only the last expression of a cell
      shows its value, unless a semicolon ends it.

      Random cells are compared too (`GeneratedCellsTest`). They may differ where
      """;

  private DifferencesDocument() {}

  static String of(List<Sequence> sequences) {
    var text = new StringBuilder(HEAD.replace("COUNT", String.valueOf(sequences.size())));
    for (var difference : RandomDifference.values()) {
      text.append("\n- ").append(difference.reason());
    }
    text.append(".\n");
    for (var sequence : sequences) {
      sequence
          .differences()
          .forEach((cell, difference) -> {
            text.append("\n## ").append(sequence.name()).append("\n\n");
            text.append(sequence.topic()).append(", cell ").append(cell + 1).append(":\n\n");
            text.append("```java\n");
            text.append(String.join("\n// next cell\n", sequence.cells().subList(0, cell + 1)));
            text.append("\n```\n\nElara: ").append(difference.ours()).append(".\n\n");
            text.append("Why: ").append(difference.reason()).append(".\n");
          });
    }
    return text.toString();
  }
}
