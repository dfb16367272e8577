package dev.elara.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Notebooks as files: found, made, saved, named, taken along. */
@ExtendWith(Workbench.Given.class)
class FilesIT {

  private final Workbench workbench;

  FilesIT(Workbench workbench) {
    this.workbench = workbench;
  }

  @Test
  void aNotebookIsOpenedFromTheListByKeyboard() throws IOException {
    workbench.write("listed/here.ipynb", Notebooks.ofCode("6 * 7"));
    try (var page = workbench.visit("", Workbench.options())) {
      openByKeyboard(page, "listed");
      openByKeyboard(page, "here.ipynb");
      page.waitUntilIdle();
      assertThat(page.page()).hasTitle("here.ipynb – Elara");
      assertThat(page.page()).hasURL(Pattern.compile(".*/notebooks/listed/here\\.ipynb"));
      page.press("Shift+Enter");
      assertThat(page.output(0)).hasText("42");
    }
  }

  @Test
  void aNewNotebookRunsIsSavedByItselfAndRenamed() throws IOException {
    try (var page = workbench.visit("", Workbench.options())) {
      page.page().getByRole(AriaRole.BUTTON, named("New notebook")).focus();
      page.press("Enter");
      page.waitUntilIdle();
      page.run(0, "\"saved \" + \"by itself\"");
      assertThat(page.output(0)).hasText("saved by itself");
      page.page().waitForCondition(() -> text("Untitled.ipynb").contains("saved by itself"));
      // While it gets its name JupyterLab asks once more for checkpoints under the old one.
      page.expectComplaints(
          complaint -> complaint.contains("'Untitled.ipynb'") || complaint.contains("404"));
      page.press("Escape");
      page.command("Rename Notebook");
      assertThat(page.dialog()).isVisible();
      page.press("ControlOrMeta+A");
      page.type("named.ipynb");
      page.press("Enter");
      assertThat(page.page()).hasTitle("named.ipynb – Elara");
      assertThat(workbench.server().folder().resolve("named.ipynb")).exists();
      assertThat(workbench.server().folder().resolve("Untitled.ipynb")).doesNotExist();
    }
  }

  @Test
  void savingByKeyWritesTheFileAndDownloadGivesIt() throws IOException {
    try (var page = workbench.open("kept.ipynb", "1")) {
      page.write(0, "1000 + 1");
      page.save();
      assertThat(text("kept.ipynb")).contains("1000 + 1");
      page.press("Escape");
      var download = page.page().waitForDownload(() -> page.command("Download Notebook"));
      assertThat(download.suggestedFilename()).isEqualTo("kept.ipynb");
      assertThat(Files.readString(download.path())).contains("1000 + 1");
    }
  }

  @Test
  void whatIsWrittenDuringASaveIsSavedAfterItAndNobodyIsAsked() throws IOException {
    try (var page = workbench.open("during.ipynb", "")) {
      List<Route> saves = holdFirstSave(page);
      page.write(0, "\"first\"");
      page.press("ControlOrMeta+S");
      page.page().waitForCondition(() -> saves.size() == 1);
      page.press("ControlOrMeta+A");
      page.type("\"second\"");
      page.press("ControlOrMeta+S", "ControlOrMeta+S");
      saves.getFirst().resume();
      assertThat(page.unsaved()).isHidden();
      assertThat(text("during.ipynb")).contains("second");
      assertThat(page.dialog()).hasCount(0);
    }
  }

  @Test
  void whatIsWrittenDuringASaveIsMarkedAsUnsavedAndSavedByItself() throws IOException {
    try (var page = workbench.open("marked.ipynb", "")) {
      List<Route> saves = holdFirstSave(page);
      page.write(0, "\"first\"");
      page.page().waitForCondition(() -> saves.size() == 1);
      page.press("ControlOrMeta+A");
      page.type("\"second\"");
      saves.getFirst().resume();
      assertThat(page.unsaved()).isHidden();
      assertThat(text("marked.ipynb")).contains("second");
    }
  }

  /** The first save of a notebook gets no further than to this list. */
  private static List<Route> holdFirstSave(ElaraPage page) {
    List<Route> saves = new ArrayList<>();
    page.page()
        .route(
            address -> address.contains("/api/contents/"),
            route -> {
              if (route.request().method().equals("PUT") && saves.isEmpty()) {
                saves.add(route);
              } else {
                route.resume();
              }
            });
    return saves;
  }

  private static void openByKeyboard(ElaraPage page, String name) {
    var item =
        page.page()
            .locator(".jp-DirListing-item")
            .filter(new Locator.FilterOptions().setHasText(name));
    assertThat(item).isVisible();
    List<String> names = page.page().locator(".jp-DirListing-itemText").allTextContents();
    int index = names.indexOf(name);
    page.page().locator(".jp-DirListing-itemText").first().focus();
    // The first press selects the first one.
    page.press(Collections.nCopies(index + 1, "ArrowDown").toArray(String[]::new));
    assertThat(item).hasClass(Pattern.compile(".*jp-mod-selected.*"));
    page.press("Enter");
  }

  private static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name);
  }

  private String text(String name) {
    try {
      return Files.readString(workbench.server().folder().resolve(name));
    } catch (IOException beingReplaced) {
      return "";
    }
  }
}
