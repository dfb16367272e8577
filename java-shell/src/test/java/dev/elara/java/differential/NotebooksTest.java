package dev.elara.java.differential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
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

  private static final Path OURS = Path.of("src", "test", "resources", "notebooks");
  private static final Path OTHERS = Path.of("..", "..", "shared", "notebooks", "java-guide");

  /** How often a cell whose answers differ is asked again, because chance may have a part in it. */
  private static final int TRIES = 40;

  @TestFactory
  Stream<DynamicTest> everyCellOfANotebookAnswersAsJShellDoes() throws IOException {
    var tests = new ArrayList<DynamicTest>();
    for (var folder : List.of(OURS, OTHERS)) {
      if (Files.isDirectory(folder)) {
        try (var files = Files.list(folder)) {
          for (var file : files.filter(f -> f.toString().endsWith(".ipynb")).sorted().toList()) {
            var notebook = Notebook.read(file);
            tests.add(dynamicTest(notebook.name(), () -> compare(notebook)));
          }
        }
      }
    }
    assertThat(tests).isNotEmpty();
    return tests.stream();
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
