package dev.elara.web.site;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import dev.elara.page.ElaraPage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code <elara-cell>} in a page that has no notebook. */
@ExtendWith(SiteBench.Given.class)
class EmbeddedCellIT {

  private final SiteBench bench;

  EmbeddedCellIT(SiteBench bench) {
    this.bench = bench;
  }

  @Test
  void cellsOfAPageShareAKernelAndOneMayHaveItsOwn() {
    try (var page = bench.open("cell/example.html")) {
      var first = cell(page, 0);
      var second = cell(page, 1);
      var third = cell(page, 2);
      first.locator(".cm-content").focus();
      page.press("Shift+Enter");
      assertThat(output(first)).hasText("5.0");
      second.locator("button").focus();
      page.press("Enter");
      assertThat(output(second)).containsText("Point[x=3, y=3]");
      third.locator("button").click();
      assertThat(output(third).locator("svg circle")).hasCount(1);
      page.assertAccessible("a page with cells");

      second.evaluate("cell => { cell.code = 'while (true) {}'; cell.run(); }");
      assertThat(second.getByText("Running …")).isVisible();
      second.locator("button").click();
      assertThat(second.locator("button")).hasText("Run");
      third.evaluate("cell => { cell.code = 'new Point(1, 2)'; cell.run(); }");
      assertThat(output(third)).containsText("Point");
      assertThat(output(third).locator(".error")).hasCount(1);
      first.evaluate("cell => { cell.code = 'IO.readln(\"Who? \").length()'; cell.run(); }");
      assertThat(output(first).locator("input")).isFocused();
      page.type("Elara");
      page.press("Enter");
      assertThat(output(first)).containsText("5");
    }
  }

  private static Locator cell(ElaraPage page, int index) {
    return page.page().locator("elara-cell").nth(index);
  }

  private static Locator output(Locator cell) {
    return cell.locator(".output");
  }
}
