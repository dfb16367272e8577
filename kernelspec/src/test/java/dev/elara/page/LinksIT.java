package dev.elara.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.util.Collections;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Links in notebooks to other notebooks, to places in them, to files and folders. */
@ExtendWith(Workbench.Given.class)
class LinksIT {

  private static final String LONG = "line\\n\\n".repeat(40);

  private final Workbench workbench;

  LinksIT(Workbench workbench) {
    this.workbench = workbench;
  }

  private static String markdown(String text) {
    return "{\"cell_type\":\"markdown\",\"metadata\":{},\"source\":\"" + text + "\"}";
  }

  @BeforeEach
  void aBookWithChapters() throws IOException {
    workbench.write(
        "book/start.ipynb",
        Notebooks.ofJson(
            Stream.of(
                    Stream.of(
                        markdown(
                            "[chapter](parts/one%20%C3%BC.ipynb#Second-Section)\\n"
                                + "[below](#Far-Below) [parts](parts/) [up](..)\\n"
                                + "[nowhere](no.ipynb) [notes](notes.txt)\\n"
                                + "<a href='parts/one%20%C3%BC.ipynb'>in HTML</a>")),
                    Collections.nCopies(40, markdown(LONG)).stream(),
                    Stream.of(markdown("# Far Below")))
                .flatMap(cells -> cells)
                .toArray(String[]::new)));
    workbench.write(
        "book/parts/one ü.ipynb",
        Notebooks.ofJson(
            markdown("# First Section\\n" + LONG), markdown("# Second Section\\n" + LONG)));
    workbench.write("book/notes.txt", "some notes");
  }

  private static Locator heading(ElaraPage page, String name) {
    return page.page().getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(name));
  }

  private static Locator link(ElaraPage page, String name) {
    return page.page().getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name));
  }

  @Test
  void aLinkToANotebookOpensItAtTheHeadingThatItNamesAndBackLeadsBack() {
    try (var page = workbench.visit("notebooks/book/start.ipynb", Workbench.options())) {
      // Who leaves a notebook at once does not wait for its history.
      page.expectComplaints(complaint -> complaint.startsWith("History was unable"));
      link(page, "chapter").focus();
      page.press("Enter");
      assertThat(page.page()).hasTitle("one ü.ipynb – Elara");
      assertThat(page.page()).hasURL(Pattern.compile(".*/notebooks/book/parts/one%20%C3%BC.*"));
      assertThat(heading(page, "Second Section")).isInViewport();
      assertThat(heading(page, "First Section")).not().isInViewport();
      page.waitUntilIdle();
      page.page().goBack();
      assertThat(page.page()).hasTitle("start.ipynb – Elara");
      link(page, "in HTML").click();
      assertThat(page.page()).hasTitle("one ü.ipynb – Elara");
      page.waitUntilIdle();
    }
  }

  @Test
  void aLinkOpenedInAnotherTabShowsTheNotebookAtItsHeadingToo() {
    try (var page = workbench.visit("notebooks/book/start.ipynb", Workbench.options())) {
      String address = (String) link(page, "chapter").evaluate("link => link.href");
      page.page().navigate(address);
      assertThat(page.page()).hasTitle("one ü.ipynb – Elara");
      assertThat(heading(page, "Second Section")).isInViewport();
      page.waitUntilIdle();
    }
  }

  @Test
  void aLinkToAHeadingFarBelowShowsIt() {
    try (var page = workbench.visit("notebooks/book/start.ipynb", Workbench.options())) {
      link(page, "below").click();
      assertThat(heading(page, "Far Below")).isInViewport();
      assertThat(page.page()).hasTitle("start.ipynb – Elara");
    }
  }

  @Test
  void linksToFoldersFilesAndNothingAreTold() {
    try (var page = workbench.visit("notebooks/book/start.ipynb", Workbench.options())) {
      page.expectComplaints(complaint -> complaint.contains("404"));
      link(page, "parts").click();
      assertThat(page.page().locator("#elara-files")).containsText("one ü.ipynb");
      link(page, "up").click();
      assertThat(page.page().locator("#elara-files")).containsText("book");
      var notes = page.page().context().waitForPage(() -> link(page, "notes").click());
      assertThat(notes.locator("body")).hasText("some notes");
      notes.close();
      link(page, "nowhere").click();
      assertThat(page.notice()).containsText("There is no file \"book/no.ipynb\"");
    }
  }
}
