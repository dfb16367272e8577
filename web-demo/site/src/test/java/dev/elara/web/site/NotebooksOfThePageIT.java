package dev.elara.web.site;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.elara.page.ElaraPage;
import dev.elara.page.Notebooks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Notebooks of the page without a server: kept, taken along, shared. */
@ExtendWith(SiteBench.Given.class)
class NotebooksOfThePageIT {

  private final SiteBench bench;

  NotebooksOfThePageIT(SiteBench bench) {
    this.bench = bench;
  }

  @Test
  void aReloadKeepsTheNotebookAndWithoutANetworkItRunsToo() throws IOException {
    try (var page = bench.openCells("1 + 1")) {
      page.run(0, "\"kept \" + 42");
      assertThat(page.output(0)).hasText("kept 42");
      page.save();
      assertThat(page.page().locator("html")).hasAttribute("data-offline", "ready");
      page.page().context().setOffline(true);
      page.page().reload();
      page.waitUntilIdle();
      assertThat(page.page()).hasTitle("Cells.ipynb – Elara");
      assertThat(page.editor(0)).hasText("\"kept \" + 42");
      assertThat(page.output(0)).hasText("kept 42");
      page.run(0, "IntStream.rangeClosed(1, 4).sum()");
      assertThat(page.output(0)).hasText("10");
    }
  }

  @Test
  void aNotebookIsOpenedFromAFileAndSavedAsOne(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("brought.ipynb"), Notebooks.ofCode("6 * 7"));
    try (var page = bench.open("")) {
      page.waitUntilIdle();
      var chooser = page.page().waitForFileChooser(() -> button(page, "Open file…").click());
      chooser.setFiles(file);
      assertThat(page.page()).hasTitle("brought.ipynb – Elara");
      assertThat(page.editor(0)).hasText("6 * 7");
      page.run(0, "6 * 9");
      assertThat(page.output(0)).hasText("54");
      page.press("Escape");
      var download = page.page().waitForDownload(() -> page.command("Download Notebook"));
      assertThat(download.suggestedFilename()).isEqualTo("brought.ipynb");
      assertThat(Files.readString(download.path())).contains("6 * 9", "54");
      assertThat(names(page)).containsText(new String[] {"brought.ipynb", "Tour.ipynb"});
    }
  }

  private static Locator names(ElaraPage page) {
    return page.page().locator(".jp-DirListing-item");
  }

  private static Locator button(ElaraPage page, String name) {
    return page.page().getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
  }

  @Test
  void aLinkOpensAsACopyAndNeverReplacesANotebook() throws IOException {
    try (var page = bench.openCells("\"mine\"")) {
      page.press("Escape", "Shift+Enter");
      assertThat(page.output(0)).hasText("mine");
      button(page, "Share…").click();
      assertThat(page.dialog()).isVisible();
      String link = page.dialog().locator("textarea").inputValue();
      page.press("Enter");
      assertThat(page.dialog()).hasCount(0);
      assertThat(page.page().evaluate("navigator.clipboard.readText()")).isEqualTo(link);

      var other = bench.open(link.substring(link.indexOf('#')), page.page().context());
      assertThat(other.page()).hasTitle("Cells1.ipynb – Elara");
      assertThat(other.editor(0)).hasText("\"mine\"");
      assertThat(other.output(0)).hasCount(0);
      assertThat(names(other)).hasCount(2);
    }
  }

  @Test
  void axeFindsNothingSeriousInLightAndDarkAndANarrowScreenHasRoom() throws IOException {
    String notebook =
        SiteBench.shared("Looks.ipynb", Notebooks.ofCode("1 + 1", "int no = \"text\";"));
    for (var scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      try (var page = bench.open(notebook, SiteBench.options().setColorScheme(scheme))) {
        page.command("Run All Cells");
        assertThat(page.output(1)).containsText("incompatible types");
        page.assertAccessible("a notebook, " + scheme);
        button(page, "Share…").click();
        assertThat(page.dialog()).isVisible();
        page.assertAccessible("sharing, " + scheme);
        page.press("Escape");
        page.page().setViewportSize(360, 640);
        assertThat(page.page().locator("#elara-files")).isHidden();
        assertThat(page.state()).isInViewport();
        assertThat(page.page().evaluate("document.documentElement.scrollWidth <= innerWidth"))
            .isEqualTo(true);
        page.assertAccessible("a narrow screen, " + scheme);
      }
    }
  }

  @Test
  void everyCellOfTheTourWorks() {
    try (var page = bench.open("", SiteBench.options().setViewportSize(1100, 12_000))) {
      page.waitUntilIdle();
      page.command("Run All Cells");
      var last = page.page().locator(".jp-CodeCell").last();
      assertThat(last.locator(".jp-OutputArea-output")).hasText("Jupiter is still here");
      assertThat(page.page().locator(".jp-OutputArea-output [data-mime-type$=stderr]")).hasCount(0);
      assertThat(page.page().locator(".jp-RenderedText[data-mime-type$=error]")).hasCount(0);
      assertThat(page.page().locator(".jp-RenderedSVG img")).hasCount(2);
      assertThat(page.page().getByText("100 sleepers were awake after one nap")).isVisible();
    }
  }
}
