package dev.elara.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** How the page looks: light, dark, narrow, to a screen reader, and in the README. */
@ExtendWith(Workbench.Given.class)
class LooksIT {

  private static final Path PICTURE = Path.of("..", "docs", "images", "notebook.png");
  private final Workbench workbench;

  LooksIT(Workbench workbench) {
    this.workbench = workbench;
  }

  @Test
  void axeFindsNothingSeriousInTheListANotebookThePaletteAndFind() throws IOException {
    for (var scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      workbench.write(
          "axe.ipynb",
          Notebooks.ofCode(
              "1 + 1",
              "int wrong = \"text\";",
              "// all colours\n@Deprecated class A { boolean b = true; Object c = null; char d = 'x'; }",
              ""));
      try (var page = workbench.visit("", Workbench.options().setColorScheme(scheme))) {
        assertThat(page.page().locator(".jp-DirListing-item").first()).isVisible();
        page.assertAccessible("the list, " + scheme);
      }
      try (var page =
          workbench.visit("notebooks/axe.ipynb", Workbench.options().setColorScheme(scheme))) {
        page.command("Run All Cells");
        assertThat(page.output(1)).containsText("incompatible types");
        page.assertAccessible("a notebook, " + scheme);
        page.press("ControlOrMeta+Shift+C");
        assertThat(page.page().locator(".elara-palette")).isVisible();
        page.assertAccessible("the palette, " + scheme);
        page.press("Escape", "ControlOrMeta+F");
        assertThat(page.page().locator(".elara-search")).isVisible();
        page.assertAccessible("find, " + scheme);
      }
    }
  }

  @Test
  void thePageFollowsTheSystemFromLightToDark() throws IOException {
    try (var page = workbench.open("dark.ipynb", "1 + 1")) {
      assertThat(background(page)).isEqualTo("rgb(255, 255, 255)");
      page.page().emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
      assertThat(page.page().locator("html")).hasAttribute("data-theme", "dark");
      assertThat(background(page)).isNotEqualTo("rgb(255, 255, 255)");
    }
  }

  private static Object background(ElaraPage page) {
    return page.page().evaluate("getComputedStyle(document.body).backgroundColor");
  }

  @Test
  void onANarrowScreenTheNotebookHasAllTheRoomAndNothingIsCutOff() throws IOException {
    workbench.write("narrow.ipynb", Notebooks.ofCode("int a = 1; a"));
    try (var page =
        workbench.visit("notebooks/narrow.ipynb", Workbench.options().setViewportSize(360, 640))) {
      assertThat(page.page().locator("#elara-files")).isHidden();
      page.press("Shift+Enter");
      assertThat(page.output(0)).hasText("1");
      assertThat(page.page().evaluate("document.documentElement.scrollWidth <= innerWidth"))
          .isEqualTo(true);
      assertThat(width(page.cell(0))).isGreaterThan(300);
      assertThat(page.state()).isInViewport();
      page.assertAccessible("a narrow screen");
    }
  }

  private static double width(Locator locator) {
    return locator.boundingBox().width;
  }

  @Test
  void aNotebookLooksAsInTheReadme() throws IOException {
    Files.copy(
        Path.of("..", "examples", "tour.ipynb"), workbench.server().folder().resolve("tour.ipynb"));
    try (var page =
        workbench.visit(
            "notebooks/tour.ipynb",
            Workbench.options()
                .setViewportSize(1100, 860)
                .setReducedMotion(ReducedMotion.REDUCE))) {
      page.press("Shift+Enter", "Shift+Enter", "Shift+Enter", "Shift+Enter", "Shift+Enter");
      assertThat(page.output(2).last()).hasText("42");
      page.press("Shift+Enter");
      assertThat(page.prompt(5)).hasText("[3]:");
      page.waitUntilIdle();
      if (Boolean.getBoolean("elara.write.documents")) {
        page.page().screenshot(new Page.ScreenshotOptions().setPath(PICTURE));
      }
      assertThat(PICTURE).isNotEmptyFile();
    }
  }
}
