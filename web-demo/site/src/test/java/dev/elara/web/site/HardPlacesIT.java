package dev.elara.web.site;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.elara.page.ElaraPage;
import dev.elara.page.Notebooks;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The page where browsers, servers and links are not as one would like them. */
@ExtendWith(SiteBench.Given.class)
class HardPlacesIT {

  private static final String SCRIPTS =
      "default-src 'self' data: blob:; script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval';"
          + " style-src 'self' 'unsafe-inline'";

  private final SiteBench bench;

  HardPlacesIT(SiteBench bench) {
    this.bench = bench;
  }

  @Test
  void aServerThatForbidsEvalGetsItsCellsInterpreted() throws IOException {
    String notebook =
        SiteBench.shared(
            "Cells.ipynb",
            Notebooks.ofCode(
                "int sum = 0;\nfor (int i = 0; i < 300_000; i++) { sum += i; }\nsum",
                "while (true) { sum++; }",
                "List.of(1, 2).stream().map(i -> i + sum - sum).toList()"));
    try (var server = SiteBench.server(Map.of("Content-Security-Policy", SCRIPTS));
        var page =
            ElaraPage.open(
                bench.browser().newContext(SiteBench.options()),
                SiteBench.address(server, notebook))) {
      page.press("Escape", "Shift+Enter", "Shift+Enter");
      assertThat(page.output(0)).hasText("2050177040");
      assertThat(page.state()).containsText("Running cell 2");
      page.press("i", "i");
      page.waitUntilIdle();
      page.press("Shift+Enter");
      assertThat(page.output(2)).hasText("[1, 2]");
    }
  }

  @Test
  void aBrowserThatKeepsNothingIsToldOfAndTheNotebookRuns() throws IOException {
    var context = bench.browser().newContext(SiteBench.options());
    context.addInitScript(
        "IDBFactory.prototype.open = () => { throw new DOMException('no', 'SecurityError'); };");
    String notebook = SiteBench.shared("Cells.ipynb", Notebooks.ofCode("6 * 7"));
    try (var page = bench.open(notebook, context)) {
      assertThat(page.dialog()).containsText("keeps no notebooks");
      page.press("Enter");
      assertThat(page.dialog()).hasCount(0);
      page.editor(0).click();
      assertThat(page.editor(0)).isFocused();
      page.press("ControlOrMeta+A");
      page.type("6 * 9");
      page.press("Shift+Enter");
      assertThat(page.output(0)).hasText("54");
      page.save();
    }
  }

  @Test
  void aBrowserWithoutRoomSaysWhyItDoesNotSave() throws IOException {
    var context = bench.browser().newContext(SiteBench.options());
    context.addInitScript(
        """
        const put = IDBObjectStore.prototype.put;
        IDBObjectStore.prototype.put = function (entry) {
          const request = put.call(this, entry);
          if (JSON.stringify(entry).includes('too much')) {
            const error = new DOMException('full', 'QuotaExceededError');
            Object.defineProperty(this.transaction, 'error', { value: error });
            this.transaction.abort();
          }
          return request;
        };
        """);
    String notebook = SiteBench.shared("Cells.ipynb", Notebooks.ofCode("1"));
    try (var page = bench.open(notebook, context)) {
      page.expectComplaints(complaint -> true);
      page.write(0, "// too much");
      page.press("ControlOrMeta+S");
      assertThat(page.dialog()).containsText("room for this page is full");
    }
  }

  @Test
  void whatALinkBringsIsReadOrRefusedInWords() throws IOException {
    var refused = new LinkedHashMap<String, String>();
    refused.put("#share=", "broken");
    refused.put("#share=!?", "broken");
    refused.put("#share=aGVsbG8", "broken");
    refused.put(SiteBench.shared("a.ipynb", "null"), "has no cells");
    refused.put(SiteBench.shared("a.ipynb", "{\"nbformat\":4,\"cells\":{}}"), "has no cells");
    refused.put(SiteBench.shared("a.ipynb", "{\"nbformat\":3,\"cells\":[]}"), "nbformat 3");
    refused.put(SiteBench.shared("a.ipynb", Notebooks.ofJson("null")), "cell 1 is of no kind");
    refused.put(
        SiteBench.shared("a.ipynb", Notebooks.ofJson("{\"cell_type\":\"code\",\"source\":[1]}")),
        "cell 1 has a source that is no text");
    refused.put(SiteBench.shared("a.ipynb", "\"" + "a".repeat(70_000_000) + "\""), "broken");
    try (var page = bench.openCells("\"mine\"")) {
      page.expectComplaints(complaint -> complaint.startsWith("Showing error"));
      for (var each : refused.entrySet()) {
        page.page().evaluate("fragment => { location.hash = fragment; }", each.getKey());
        assertThat(page.dialog()).containsText(each.getValue());
        page.press("Enter");
        assertThat(page.dialog()).hasCount(0);
      }
      String lenient = Notebooks.ofJson("{\"cell_type\":\"code\",\"source\":[\"6 *\", \" 7\"]}");
      page.page()
          .evaluate("hash => { location.hash = hash; }", SiteBench.shared("../b/ü😀", lenient));
      assertThat(page.page()).hasTitle(".. b ü😀.ipynb – Elara");
      assertThat(page.editor(0)).hasText("6 * 7");
    }
    try (var page = bench.open("#notebook=%")) {
      assertThat(page.page()).hasTitle("Tour.ipynb – Elara");
      page.waitUntilIdle();
    }
  }

  @Test
  void aLongLinkBringsEveryLetter() throws IOException {
    var lines = new ArrayList<String>();
    for (int i = 0; i < 5_000; i++) {
      lines.add("// " + Integer.toHexString(i * 0x9e3779b1) + " ü 日本 😀 \u2028");
    }
    String code = String.join("\n", lines) + "\n\"日本 😀\".length()";
    try (var page = bench.openCells(code)) {
      page.page().getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Share…")).click();
      assertThat(page.dialog()).containsText("some programs cut such links");
      String link = page.dialog().locator("textarea").inputValue();
      var other = bench.open(link.substring(link.indexOf('#')), page.page().context());
      other.press("Escape", "Shift+Enter");
      assertThat(other.output(0)).hasText("5");
    }
  }

  @Test
  void oneOfTwoTabsThatSaveANotebookIsAsked() throws IOException {
    try (var page = bench.openCells("1")) {
      page.expectComplaints(complaint -> complaint.startsWith("Last saving performed"));
      page.save();
      var other = bench.open("#notebook=Cells.ipynb", page.page().context());
      assertThat(other.editor(0)).hasText("1");
      other.page().bringToFront();
      other.run(0, "2");
      assertThat(other.output(0)).hasText("2");
      other.save();
      page.page().bringToFront();
      page.run(0, "3");
      assertThat(page.output(0)).hasText("3");
      page.press("ControlOrMeta+S");
      assertThat(page.dialog()).containsText("changed");
    }
  }
}
