package dev.elara.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Cells are written, run, stopped and helped with, all by keyboard. */
@ExtendWith(Workbench.Given.class)
class CellsIT {

  private final Workbench workbench;

  CellsIT(Workbench workbench) {
    this.workbench = workbench;
  }

  @Test
  void aCellRunsAndTheNextOneIsMade() throws IOException {
    try (var notebook = workbench.open("run.ipynb")) {
      notebook.run(0, "int kept = 41;");
      assertThat(notebook.prompt(0)).hasText("[1]:");
      notebook.run(1, "kept + 1");
      assertThat(notebook.output(1)).hasText("42");
      notebook.select(1);
      notebook.press("ControlOrMeta+Enter");
      assertThat(notebook.prompt(1)).hasText("[3]:");
      assertThat(notebook.active()).hasAttribute("data-windowed-list-index", "1");
      notebook.press("Alt+Enter");
      assertThat(notebook.cells()).hasCount(4);
      assertThat(notebook.active()).hasAttribute("data-windowed-list-index", "2");
    }
  }

  @Test
  void allCellsRunInOrderAndAnErrorStopsThem() throws IOException {
    try (var notebook =
        workbench.open("all.ipynb", "int a = 1;", "a + 1", "int b = 1 / (a - 1);", "\"never\"")) {
      notebook.command("Run All Cells");
      assertThat(notebook.output(1)).hasText("2");
      assertThat(notebook.output(2)).containsText("ArithmeticException");
      assertThat(notebook.prompt(3)).hasText("[ ]:");
      notebook.waitUntilIdle();
    }
  }

  @Test
  void theRunningCellIsNamedWithItsSecondsAndStopsWhenTold() throws IOException {
    try (var notebook =
        workbench.open(
            "stop.ipynb",
            "int kept = 7;",
            "System.out.println(\"loo\" + \"ping\"); while (true) Thread.onSpinWait();")) {
      notebook.press("Shift+Enter", "Shift+Enter");
      assertThat(notebook.output(1)).hasText("looping");
      assertThat(notebook.state()).hasText("Running cell 2");
      assertThat(notebook.page().locator(".elara-status"))
          .hasText(Pattern.compile("Running cell 2 [1-9][0-9]* s"));
      assertThat(notebook.prompt(1)).hasText("[*]:");
      notebook.select(1);
      notebook.press("i", "i");
      assertThat(notebook.output(1).last()).containsText("KernelInterrupt");
      notebook.run(2, "kept");
      assertThat(notebook.output(2)).hasText("7");
    }
  }

  @Test
  void aRestartForgetsVariablesAndKeepsOutputs() throws IOException {
    try (var notebook = workbench.open("restart.ipynb", "int kept = 7; kept", "kept")) {
      notebook.press("Shift+Enter");
      assertThat(notebook.output(0)).hasText("7");
      notebook.expectComplaints(ElaraPage::isAboutTheConnection);
      notebook.press("0", "0");
      assertThat(notebook.dialog()).containsText("Restart");
      notebook.press("Enter");
      assertThat(notebook.dialog()).hasCount(0);
      notebook.waitUntilIdle();
      assertThat(notebook.output(0)).hasText("7");
      notebook.select(1);
      notebook.press("Shift+Enter");
      assertThat(notebook.output(1)).containsText("kept");
      notebook.command("Restart Kernel and Run All Cells");
      assertThat(notebook.dialog()).isVisible();
      notebook.press("Enter");
      assertThat(notebook.output(1)).hasText("7");
    }
  }

  @Test
  void tabCompletesWithTheKindAndTheChosenOneIsPutIn() throws IOException {
    try (var notebook = workbench.open("complete.ipynb")) {
      notebook.write(0, "\"text\".repl");
      notebook.press("Tab");
      assertThat(notebook.completer()).containsText("replaceAll");
      assertThat(notebook.completer()).containsText("method");
      notebook.press("ArrowDown", "Enter");
      assertThat(notebook.completer()).hasCount(0);
      assertThat(notebook.editor(0)).hasText(Pattern.compile("\"text\"\\.replace.+"));
      notebook.write(0, "Collections.unmodifiableSortedM");
      notebook.press("Tab");
      assertThat(notebook.completer()).containsText("unmodifiableSortedMap");
      notebook.press("Tab");
      assertThat(notebook.editor(0)).hasText(Pattern.compile(".*unmodifiableSortedMap.*"));
    }
  }

  @Test
  void shiftTabTellsWhatANameIsAndEscapeClosesIt() throws IOException {
    try (var notebook = workbench.open("inspect.ipynb")) {
      notebook.write(0, "\"text\".strip");
      notebook.press("Shift+Tab");
      var tooltip = notebook.page().locator(".jp-Tooltip");
      assertThat(tooltip).containsText("strip()");
      notebook.press("Escape");
      assertThat(tooltip).hasCount(0);
      assertThat(notebook.editor(0)).isFocused();
    }
  }

  @Test
  void aCellAsksForInputAndGetsIt() throws IOException {
    try (var notebook =
        workbench.open("input.ipynb", "String name = IO.readln(\"Who? \");\n\"Hello \" + name")) {
      notebook.press("Shift+Enter");
      var input = notebook.cell(0).locator(".jp-Stdin-input");
      assertThat(notebook.cell(0).locator(".jp-Stdin-prompt")).hasText("Who? ");
      assertThat(input).isFocused();
      notebook.type("Galileo");
      notebook.press("Enter");
      assertThat(notebook.output(0).last()).hasText("Hello Galileo");
    }
  }

  @Test
  void undoBringsBackTextAndCells() throws IOException {
    try (var notebook = workbench.open("undo.ipynb", "first", "second")) {
      notebook.press("d", "d");
      assertThat(notebook.cells()).hasCount(1);
      notebook.press("z");
      assertThat(notebook.cells()).hasCount(2);
      assertThat(notebook.editor(0)).hasText("first");
      notebook.write(0, "changed");
      notebook.press("ControlOrMeta+Z");
      assertThat(notebook.editor(0)).not().hasText("changed");
    }
  }

  @Test
  void findShowsHitsAndGoesFromOneToTheNext() throws IOException {
    try (var notebook = workbench.open("find.ipynb", "int moon = 1;", "moon + moon")) {
      notebook.press("ControlOrMeta+F");
      var search = notebook.page().locator(".elara-search");
      assertThat(search.locator("textarea").first()).isFocused();
      notebook.type("moon");
      assertThat(search).containsText("1/3");
      notebook.press("Enter");
      assertThat(search).containsText("2/3");
      notebook.press("Escape");
      assertThat(search).hasCount(0);
    }
  }

  @Test
  void jupyterLabsShortcutsWorkOnCells() throws IOException {
    try (var notebook = workbench.open("keys.ipynb", "1", "2")) {
      notebook.press("b");
      assertThat(notebook.cells()).hasCount(3);
      notebook.press("a", "a");
      assertThat(notebook.cells()).hasCount(5);
      notebook.press("m");
      assertThat(notebook.active()).hasClass(Pattern.compile(".*jp-MarkdownCell.*"));
      notebook.press("y");
      assertThat(notebook.active()).hasClass(Pattern.compile(".*jp-CodeCell.*"));
      notebook.select(0);
      notebook.press("c", "v");
      assertThat(notebook.editor(1)).hasText("1");
      notebook.press("x");
      assertThat(notebook.cells()).hasCount(5);
      notebook.select(0);
      notebook.press("Shift+ArrowDown", "Shift+M");
      assertThat(notebook.cells()).hasCount(4);
      notebook.press("Shift+L");
      assertThat(notebook.page().locator(".cm-lineNumbers").first()).isVisible();
      notebook.press("Enter");
      assertThat(notebook.editor(0)).isFocused();
      notebook.press("Escape");
      assertThat(notebook.editor(0)).not().isFocused();
    }
  }

  @Test
  void thePaletteFindsACommandAndGivesTheFocusBack() throws IOException {
    try (var notebook = workbench.open("palette.ipynb", "1 + 1")) {
      notebook.command("insert cell below");
      assertThat(notebook.cells()).hasCount(2);
      notebook.press("ControlOrMeta+Shift+C");
      assertThat(notebook.page().getByRole(AriaRole.DIALOG)).isVisible();
      notebook.press("Escape");
      notebook.select(0);
      notebook.press("Shift+Enter");
      assertThat(notebook.output(0)).hasText("2");
    }
  }
}
