package dev.elara.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Notebooks that came from elsewhere, are large, or are changed by others too. */
@ExtendWith(Workbench.Given.class)
class UnusualNotebooksIT {

  /** One black pixel. */
  private static final String PNG =
      "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==";

  private final Workbench workbench;

  UnusualNotebooksIT(Workbench workbench) {
    this.workbench = workbench;
  }

  @Test
  void picturesBesideANotebookAndAttachedToItAreShownAndKept() throws IOException {
    var folder = Files.createDirectories(workbench.server().folder().resolve("pictures ü"));
    Files.write(folder.resolve("a b.png"), Base64.getDecoder().decode(PNG));
    workbench.write(
        "pictures ü/pictures.ipynb",
        Notebooks.ofJson(
            """
            {"cell_type":"markdown","id":"a","metadata":{},
             "source":"![beside](a%20b.png) ![attached](attachment:ä%20b.png)",
             "attachments":{"ä b.png":{"image/png":"PNG"}}}
            """
                .replace("PNG", PNG),
            """
            {"cell_type":"code","id":"b","metadata":{},"execution_count":null,"outputs":[],
             "source":"display(\\"<img src='a%20b.png'>\\", \\"text/html\\");"}
            """));
    try (var notebook = open("pictures%20%C3%BC/pictures.ipynb")) {
      // The browser asks for an attachment before JupyterLab has put the picture in its place.
      notebook.expectComplaints(complaint -> complaint.contains("ERR_UNKNOWN_URL_SCHEME"));
      notebook.command("Run All Cells");
      assertThat(notebook.output(1).locator("img")).hasCount(1);
      for (Locator picture : notebook.page().locator(".jp-Notebook img").all()) {
        notebook.page().waitForCondition(() -> width(picture) == 1);
      }
      notebook.save();
    }
    assertThat(Files.readString(folder.resolve("pictures.ipynb")))
        .contains("ä b.png")
        .contains(PNG);
  }

  private static int width(Locator picture) {
    return ((Number) picture.evaluate("image => image.naturalWidth")).intValue();
  }

  @Test
  void htmlOfANotebookThatNobodyRanHereIsShownWithoutItsPrograms() throws IOException {
    workbench.write(
        "foreign.ipynb",
        Notebooks.ofJson(
            """
            {"cell_type":"code","id":"a","metadata":{},"execution_count":1,"source":"1","outputs":[
             {"output_type":"display_data","metadata":{},"data":{"text/html":
              "<b>bold</b><script>foreign = 1</script><img src='none.png' onerror='foreign = 2'>"}},
             {"output_type":"display_data","metadata":{},"data":
              {"application/javascript":"foreign = 3","text/plain":"a program"}},
             {"output_type":"display_data","metadata":{},"data":{"text/plain":"Slider(value=3)",
              "application/vnd.jupyter.widget-view+json":{"model_id":"m"}}}]}
            """,
            """
            {"cell_type":"markdown","id":"b","metadata":{},
             "source":"<img src='none.png' onerror='foreign = 4'> *told*"}
            """,
            """
            {"cell_type":"code","id":"c","metadata":{},"execution_count":null,"outputs":[],
             "source":"display(\\"<script>mine = 1</script><i>here</i>\\", \\"text/html\\");"}
            """));
    try (var notebook = open("foreign.ipynb")) {
      notebook.expectComplaints(complaint -> complaint.contains("404"));
      assertThat(notebook.output(0).locator("b")).hasText("bold");
      assertThat(notebook.output(0).last()).hasText("Slider(value=3)");
      assertThat(notebook.cell(1).locator("em")).hasText("told");
      notebook.select(2);
      notebook.press("Shift+Enter");
      assertThat(notebook.output(2).locator("i")).hasText("here");
      assertThat(notebook.page().evaluate("[globalThis.foreign ?? 0, globalThis.mine ?? 0]"))
          .isEqualTo(List.of(0, 1));
    }
  }

  @Test
  void aCommThatNobodyHereKnowsDisturbsNobody() throws IOException {
    try (var notebook =
        workbench.open(
            "comm.ipynb",
            """
            import dev.elara.comm.*;
            Comm comm = CommManager.current().open("jupyter.widget", "m",
                new CommMessage(Map.of("state", Map.of()), Map.of(), List.of()));
            "opened"
            """,
            "comm.close(); 6 * 7")) {
      notebook.command("Run All Cells");
      assertThat(notebook.output(0)).hasText("opened");
      assertThat(notebook.output(1)).hasText("42");
    }
  }

  @Test
  void aNameMayHaveAnyCharacters() throws IOException {
    for (String name : List.of("a b ü.ipynb", "100%.ipynb", "a#b.ipynb", "q?x&y.ipynb")) {
      workbench.write("names/" + name, Notebooks.ofCode("6 * 7"));
    }
    try (var page = workbench.visit("", Workbench.options())) {
      // The history of a kernel that is left is of no use any more.
      page.expectComplaints(ElaraPage::isAboutTheConnection);
      item(page, "names").click();
      for (String name : List.of("a b ü.ipynb", "100%.ipynb", "a#b.ipynb", "q?x&y.ipynb")) {
        show(page, name);
        page.waitUntilIdle();
        page.select(0);
        page.press("Shift+Enter");
        assertThat(page.output(0)).hasText("42");
        page.save();
        assertThat(Files.readString(workbench.server().folder().resolve("names/" + name)))
            .contains("\"42\"");
        page.page().reload();
        assertThat(page.output(0)).hasText("42");
      }
    }
  }

  @Test
  void aNotebookLeftBeforeItsToolbarIsDrawnEndsQuietly() throws IOException {
    for (String name : List.of("one.ipynb", "two.ipynb", "three.ipynb")) {
      workbench.write("quick/" + name, Notebooks.ofCode("6 * 7"));
    }
    try (var page = workbench.visit("", Workbench.options())) {
      page.expectComplaints(ElaraPage::isAboutTheConnection);
      // JupyterLab draws the buttons when the browser has nothing else to do.
      page.page()
          .evaluate(
              """
              () => {
                const idle = globalThis.requestIdleCallback;
                globalThis.undrawn = 0;
                globalThis.requestIdleCallback = (work, options) => {
                  globalThis.undrawn++;
                  const then = time => { globalThis.undrawn--; work(time); };
                  return setTimeout(() => idle(then, options), 400);
                };
              }
              """);
      item(page, "quick").click();
      for (String name : List.of("one.ipynb", "two.ipynb", "one.ipynb", "three.ipynb")) {
        show(page, name);
      }
      page.waitUntilIdle();
      page.select(0);
      page.press("Shift+Enter");
      assertThat(page.output(0)).hasText("42");
      page.page().waitForFunction("undrawn === 0");
      assertThat(page.page().locator(".jp-NotebookPanel")).hasCount(1);
    }
  }

  @Test
  void aCellGoesOnWhileAnotherNotebookIsShown(@TempDir Path signs) throws IOException {
    workbench.write("going/other.ipynb", Notebooks.ofCode("6 * 7"));
    var cell =
        """
        for (int i = 1; i <= 3; i++) {
          System.out.println("part " + i);
          while (!Files.exists(Path.of("SIGNS/" + i))) Thread.sleep(20);
        }
        """
            .replace("SIGNS", signs.toString());
    try (var page = workbench.open("going/on.ipynb", cell)) {
      page.expectComplaints(ElaraPage::isAboutTheConnection);
      page.select(0);
      page.press("Shift+Enter");
      assertThat(page.output(0)).hasText("part 1");
      show(page, "other.ipynb");
      Files.createFile(signs.resolve("1"));
      show(page, "on.ipynb");
      assertThat(page.output(0)).hasText("part 1\npart 2");
      assertThat(page.state()).containsText("Running cell 1");
      show(page, "other.ipynb");
      Files.createFile(signs.resolve("2"));
      Files.createFile(signs.resolve("3"));
      page.page().waitForCondition(() -> saved("going/on.ipynb").contains("part 3"));
      show(page, "on.ipynb");
      assertThat(page.output(0)).hasText("part 1\npart 2\npart 3");
      page.waitUntilIdle();
    }
  }

  private static void show(ElaraPage page, String name) {
    item(page, name).click();
    assertThat(page.page()).hasTitle(name + " – Elara");
  }

  private static Locator item(ElaraPage page, String name) {
    return page.page()
        .locator(".jp-DirListing-itemText")
        .filter(new Locator.FilterOptions().setHasText(name))
        .first();
  }

  @Test
  void findReplacesInAllCellsAndManyCellsArePastedAndTakenBack() throws IOException {
    String[] cells =
        IntStream.range(0, 60)
            .mapToObj(i -> "int moon" + i + " = " + i + ";")
            .toArray(String[]::new);
    try (var notebook = workbench.open("many.ipynb", cells)) {
      notebook.press("ControlOrMeta+F");
      var find = notebook.page().locator(".elara-search");
      assertThat(find.locator("textarea").first()).isFocused();
      notebook.type("moon");
      assertThat(find).containsText("1/60");
      find.locator("[title='Show Replace']").click();
      find.locator("textarea").nth(1).fill("planet");
      find.locator("button:has-text('Replace All')").click();
      assertThat(find).containsText("-/-");
      notebook.press("Escape");
      notebook.save();
      assertThat(saved("many.ipynb")).doesNotContain("moon").contains("planet59");
      notebook.press("Escape", "ControlOrMeta+A", "c", "v");
      notebook.save();
      assertThat(saved("many.ipynb").split("planet59", -1)).hasSize(3);
      notebook.press("z");
      notebook.save();
      assertThat(saved("many.ipynb").split("planet59", -1)).hasSize(2);
    }
  }

  @Test
  void whoSavesWhatOthersHaveChangedIsAskedOnceAndMayOverwriteOrRevert() throws IOException {
    try (var notebook = workbench.open("conflict.ipynb", "1")) {
      notebook.expectComplaints(complaint -> complaint.startsWith("Last saving performed"));
      for (String choice : List.of("Overwrite", "Revert")) {
        notebook.write(0, "\"mine, to " + choice + "\"");
        workbench.write("conflict.ipynb", Notebooks.ofCode("\"theirs\""));
        notebook.press("ControlOrMeta+S");
        assertThat(notebook.dialog()).containsText("has changed on disk");
        notebook.dialog().locator("button:has-text('" + choice + "')").click();
        assertThat(notebook.unsaved()).isHidden();
        assertThat(notebook.dialog()).hasCount(0);
      }
      assertThat(notebook.editor(0)).hasText("\"theirs\"");
    }
    assertThat(saved("conflict.ipynb")).contains("theirs");
  }

  private ElaraPage open(String path) {
    return workbench.visit("notebooks/" + path, Workbench.options());
  }

  private String saved(String name) {
    try {
      return Files.readString(workbench.server().folder().resolve(name));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
