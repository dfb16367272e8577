package dev.elara.web.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.elara.java.differential.Answer;
import dev.elara.java.differential.JShellOracle;
import dev.elara.java.differential.Notebook;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The notebooks that java-shell compares with JShell, run in a page. */
class NotebooksInPageIT {

  /** How often a cell whose answers differ is asked again, because chance may have a part in it. */
  private static final int TRIES = 40;

  private static KernelPage page;

  @BeforeAll
  static void open() throws IOException {
    page = new KernelPage();
  }

  @AfterAll
  static void close() {
    page.close();
  }

  @TestFactory
  Stream<DynamicTest> everyCellOfANotebookAnswersAsJShellDoesOrSaysWhatThePageLacks()
      throws IOException {
    var notebooks = Notebook.all(CellsInPageIT.REPOSITORY);
    assertThat(notebooks).isNotEmpty();
    return notebooks.stream().map(each -> dynamicTest(each.name(), () -> compare(each)));
  }

  private static void compare(Notebook notebook) {
    List<String> expected = new ArrayList<>();
    List<String> actual = new ArrayList<>();
    try (var oracle = new JShellOracle();
        var shell = new PageShell(page)) {
      int number = 0;
      for (var cell : notebook.cells()) {
        var title = notebook.name() + ": cell " + ++number;
        var jshell = oracle.run(cell).normal();
        var ours = shell.run(cell).normal();
        for (int again = 0; again < TRIES && !ours.equals(jshell); again++) {
          jshell = oracle.run(cell).normal();
        }
        if (hasAnOrderOfItsOwn(notebook) && sorted(ours).equals(sorted(jshell))) {
          ours = jshell;
        }
        boolean lacking = Lacking.names().contains(title);
        assertThat(lacking && ours.equals(jshell))
            .as("%s works: drop it from the list of what a page lacks.", title)
            .isFalse();
        if (!lacking) {
          expected.add(title + "\n" + cell + "\n" + jshell);
          actual.add(title + "\n" + cell + "\n" + ours);
        }
      }
    }
    assertThat(String.join("\n\n", actual)).isEqualTo(String.join("\n\n", expected));
  }

  /**
   * In which {@code Set.of} and {@code Map.of} have their elements is different in each process.
   */
  private static boolean hasAnOrderOfItsOwn(Notebook notebook) {
    return notebook.cells().stream()
        .anyMatch(cell -> cell.contains("Set.of(") || cell.contains("Map.of("));
  }

  private static String sorted(Answer answer) {
    return answer
        .toString()
        .chars()
        .sorted()
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
