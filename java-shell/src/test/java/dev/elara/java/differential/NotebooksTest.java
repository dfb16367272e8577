package dev.elara.java.differential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Notebooks of the kind one learns Java with give, cell by cell, what JShell gives: those of our
 * own and, where they lie beside the repository, those other people wrote.
 */
class NotebooksTest {

  /** How often a cell whose answers differ is asked again, because chance may have a part in it. */
  private static final int TRIES = 40;

  @TestFactory
  Stream<DynamicTest> everyCellOfANotebookAnswersAsJShellDoes() throws IOException {
    var notebooks = Notebook.all(Path.of(".."));
    assertThat(notebooks).isNotEmpty();
    return notebooks.stream().map(each -> dynamicTest(each.name(), () -> compare(each)));
  }

  private static void compare(Notebook notebook) {
    List<String> expected = new ArrayList<>();
    List<String> actual = new ArrayList<>();
    try (var oracle = new JShellOracle();
        var elara = new ElaraShell()) {
      for (var cell : notebook.cells()) {
        var jshell = oracle.run(cell).normal();
        var ours = elara.run(cell).normal();
        for (int again = 0; again < TRIES && !ours.equals(jshell); again++) {
          jshell = oracle.run(cell).normal();
        }
        expected.add(cell + "\n" + jshell);
        actual.add(cell + "\n" + ours);
      }
    }
    assertThat(String.join("\n\n", actual)).isEqualTo(String.join("\n\n", expected));
  }
}
