package dev.elara.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What cells show, from a line of text to 20 MB of it. */
@ExtendWith(Workbench.Given.class)
class OutputsIT {

  private final Workbench workbench;

  OutputsIT(Workbench workbench) {
    this.workbench = workbench;
  }

  @Test
  void imagesHtmlFormulasMarkdownAndTablesAreDrawn() throws IOException {
    try (var notebook =
        workbench.open(
            "rich.ipynb",
            "var picture = new java.awt.image.BufferedImage(60, 40, 1); picture",
            "display(\"<b id='bold'>bold</b>\", \"text/html\");",
            "display(\"$\\\\frac{1}{2}$\", \"text/latex\");",
            "display(\"# Title\\n\\nwith `code`\", \"text/markdown\");",
            "display(\"<table><tr><td>Elara</td></tr></table>\", \"text/html\");")) {
      notebook.command("Run All Cells");
      assertThat(notebook.output(0).locator("img")).isVisible();
      assertThat(notebook.output(1).locator("#bold")).hasText("bold");
      assertThat(notebook.output(2).locator("mjx-container")).isVisible();
      assertThat(notebook.output(3).locator("h1")).containsText("Title");
      assertThat(notebook.output(3).locator("code")).hasText("code");
      assertThat(notebook.output(4).locator("table")).containsText("Elara");
    }
  }

  @Test
  void aMarkdownCellIsWrittenAndDrawn() throws IOException {
    try (var notebook = workbench.open("markdown.ipynb")) {
      notebook.press("Escape", "m");
      notebook.write(0, "## Moons\n\n$e^{i\\pi}$ and *more*");
      notebook.press("ControlOrMeta+Enter");
      assertThat(notebook.cell(0).locator("h2")).containsText("Moons");
      assertThat(notebook.cell(0).locator("mjx-container")).isVisible();
      assertThat(notebook.cell(0).locator("em")).hasText("more");
    }
  }

  @Test
  void anErrorNamesCellAndLineInColour() throws IOException {
    try (var notebook =
        workbench.open("error.ipynb", "int zero = 0;\n1 / zero", "int wrong = \"text\";")) {
      notebook.press("Shift+Enter");
      var error = notebook.output(0);
      assertThat(error).containsText("ArithmeticException");
      assertThat(error).containsText("line 2");
      assertThat(error.locator("[class*=ansi-]").first()).isVisible();
      notebook.select(1);
      notebook.press("Shift+Enter");
      assertThat(notebook.output(1)).containsText("incompatible types");
      assertThat(notebook.output(1)).containsText("^");
    }
  }

  @Test
  void twentyThousandLinesArriveInOrderAndThePageStaysUsable() throws IOException {
    try (var notebook =
        workbench.open(
            "lines.ipynb",
            "for (int i = 1; i <= 20_000; i++) System.out.println(\"line \" + i);",
            "\"after\"")) {
      notebook.press("Shift+Enter", "Shift+Enter");
      assertThat(notebook.output(1)).hasText("after");
      assertThat(notebook.output(0)).containsText("line 20000");
      var lines = notebook.output(0).locator("pre").allInnerTexts();
      var text = String.join("\n", lines).strip().lines().toList();
      assertThat(text).hasSize(20_000).endsWith("line 20000").startsWith("line 1", "line 2");
    }
  }

  @Test
  void twentyMegabytesOfOutputAreShownAndSaved() throws IOException {
    try (var notebook =
        workbench.open(
            "large.ipynb",
            "System.out.print((\"x\".repeat(199) + \"\\n\").repeat(100_000)); \"done\"",
            "1 + 1")) {
      notebook.press("Shift+Enter", "Shift+Enter");
      assertThat(notebook.output(1)).hasText("2");
      assertThat(notebook.output(0).last()).hasText("done");
      assertThat(notebook.output(0).first()).containsText("million characters are not shown");
      notebook.press("ControlOrMeta+S");
      notebook.page().waitForCondition(() -> size("large.ipynb") > 20_000_000);
    }
  }

  private long size(String name) {
    return workbench.server().folder().resolve(name).toFile().length();
  }
}
