package dev.elara.web.site;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.ColorScheme;
import dev.elara.page.ElaraPage;
import dev.elara.web.browser.FolderServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** {@code <elara-cell>} in somebody's page on another origin, with rules and styles of its own. */
@ExtendWith(SiteBench.Given.class)
class CellsElsewhereIT {

  private static final String PAGE =
      """
      <!doctype html>
      <html lang="en">
        <head>
          <title>Blog</title>
          <link rel="icon" href="data:," />
          <link rel="stylesheet" href="blog.css" />
          <script type="module" src="{cell}"></script>
        </head>
        <body>
          <main>
            <h1>Blog</h1>
            <a href="#before">before</a>
            <elara-cell><script type="text/x-java">
              List<String> names = List.of("Ada", "Grace");
              names
            </script></elara-cell>
            <elara-cell>names.size() + Integer.parseInt(IO.readln("How many? "))</elara-cell>
            <a href="#after">after</a>
          </main>
        </body>
      </html>
      """;

  /** What a page's style can do to what stands in it, and would do if it got in. */
  private static final String STYLE =
      """
      :root { color-scheme: light dark; }
      body { color: light-dark(#222, #ddd); background: light-dark(#fff, #111); }
      body { font: 40px/3 cursive; text-transform: uppercase; text-align: right; }
      a { color: inherit; }
      main pre, main button, main .output, main span, main input { display: none !important; }
      """;

  private final SiteBench bench;
  @TempDir private Path folder;
  private FolderServer site;
  private FolderServer blog;

  CellsElsewhereIT(SiteBench bench) {
    this.bench = bench;
  }

  @BeforeEach
  void serve() throws IOException {
    site = SiteBench.server(Map.of("Access-Control-Allow-Origin", "*"));
    String origin = site.address("");
    String rules =
        "default-src 'none'; script-src {site} 'wasm-unsafe-eval'; worker-src blob: {site};"
            + " connect-src {site}; style-src 'self'; img-src data:";
    blog =
        new FolderServer(
            folder, Map.of("Content-Security-Policy", rules.replace("{site}", origin)));
    Files.writeString(
        folder.resolve("index.html"),
        PAGE.replace("{cell}", SiteBench.address(site, "cell/elara-cell.js")));
    Files.writeString(folder.resolve("blog.css"), STYLE);
  }

  @AfterEach
  void close() {
    blog.close();
    site.close();
  }

  private ElaraPage open(FolderServer from, ColorScheme scheme) {
    var context = bench.browser().newContext(SiteBench.options().setColorScheme(scheme));
    return ElaraPage.open(context, from.address("index.html"));
  }

  @Test
  void aPageThatForbidsEvalRunsCellsOfAnotherOriginByKeyboard() {
    try (var page = open(blog, ColorScheme.LIGHT)) {
      Locator first = cell(page, 0);
      Locator second = cell(page, 1);
      page.page().getByText("before").focus();
      page.press("Tab");
      assertThat(first.locator(".cm-content")).isFocused();
      page.press("Shift+Enter");
      assertThat(output(first)).hasText("[Ada, Grace]");
      page.press("Tab");
      assertThat(first.locator("button")).isFocused();
      page.press("Tab", "Control+Enter");
      assertThat(output(second).locator("input")).isFocused();
      page.type("40");
      page.press("Enter");
      assertThat(output(second)).hasText(Pattern.compile("How many\\? 40\\s*42"));
      assertThat(second.locator(".cm-content")).isFocused();
      page.press("Tab", "Tab");
      assertThat(page.page().getByText("after")).isFocused();
      page.press("Shift+Tab", "Shift+Tab", "Shift+Tab", "Shift+Tab");
      assertThat(first.locator(".cm-content")).isFocused();

      run(first, "int turns = 0;\nwhile (true) { turns++; }");
      assertThat(first.getByText("Running …")).isVisible();
      run(second, "\"never\"");
      assertThat(second.getByText("Waiting …")).isVisible();
      second.locator("button").click();
      first.locator("button").click();
      assertThat(first.locator("button")).hasText("Run");
      assertThat(second.locator("button")).hasText("Run");
      run(second, "int wrong = \"text\";");
      assertThat(output(second).locator(".error")).containsText("incompatible types");
      run(second, "turns > 0");
      assertThat(output(second)).hasText("true");
    }
  }

  @Test
  void nothingOfThePagesStyleComesInAndNothingGoesOut() throws IOException {
    for (var scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      try (var lax = new FolderServer(folder);
          var page = open(lax, scheme)) {
        Locator cell = cell(page, 0);
        String html = "<style>a { display: none; }</style><b>shown</b>";
        run(cell, "display(\"" + html + "\", \"text/html\");\nint wrong = \"text\";");
        assertThat(output(cell).getByText("shown")).isVisible();
        assertThat(cell.locator(".error")).isVisible();
        assertThat(cell.locator("button")).isVisible();
        assertThat(page.page().getByText("after")).isVisible();
        assertThat(cell).hasCSS("text-transform", "none");
        assertThat(cell).hasCSS("font-size", "14px");
        boolean dark = scheme == ColorScheme.DARK;
        assertThat(cell)
            .hasCSS("background-color", dark ? "rgb(27, 28, 31)" : "rgb(255, 255, 255)");
        assertThat(page.page().evaluate("document.styleSheets.length")).isEqualTo(1);
        assertThat(page.page().evaluate("document.adoptedStyleSheets.length")).isEqualTo(0);
        page.assertAccessible("a page with cells, " + scheme);
      }
    }
  }

  private static Locator cell(ElaraPage page, int index) {
    return page.page().locator("elara-cell").nth(index);
  }

  private static Locator output(Locator cell) {
    return cell.locator(".output");
  }

  private static void run(Locator cell, String code) {
    cell.evaluate("(cell, code) => { cell.code = code; cell.run(); }", code);
  }
}
