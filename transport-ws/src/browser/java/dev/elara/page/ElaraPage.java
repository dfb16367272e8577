package dev.elara.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The page in a browser of its own, used by keyboard. Closing it checks that the console is clean.
 */
public final class ElaraPage implements AutoCloseable {

  /** How long a test waits for what it expects. */
  public static final int PATIENCE_MILLIS = Integer.getInteger("elara.test.patience", 60_000);

  /** From a folder two below the repository's, or one. */
  private static final Path AXE =
      Stream.of("..", "../..")
          .map(root -> Path.of(root, "transport-ws/page/node_modules/axe-core/axe.min.js"))
          .filter(Files::exists)
          .findFirst()
          .orElseThrow(() -> new AssertionError("The page is not built: axe-core is missing."));

  private static final String SERIOUS =
      """
      async () => {
        const { violations } = await axe.run();
        return violations
          .filter(({ impact }) => impact === 'serious' || impact === 'critical')
          .map(({ id, nodes }) => id + ': ' + nodes.map(node => node.html).join(' | '));
      }
      """;

  private static final Set<String> COMPLAINTS = Set.of("warning", "error", "assert");

  private final BrowserContext context;
  private final Page page;
  private final List<String> complaints = new ArrayList<>();
  private Predicate<String> expected = ElaraPage::isAboutAKernelThatIsLeft;

  private ElaraPage(BrowserContext context) {
    this.context = context;
    context.setDefaultTimeout(PATIENCE_MILLIS);
    this.page = context.newPage();
    page.onConsoleMessage(message -> {
      if (COMPLAINTS.contains(message.type())) {
        complaints.add(message.text());
      }
    });
    page.onPageError(complaints::add);
  }

  /** Opens an address and waits until the page, and the kernel of its notebook if any, is there. */
  public static ElaraPage open(BrowserContext context, String url) {
    var opened = new ElaraPage(context);
    opened.page.navigate(url);
    if (url.contains("/notebooks/") || url.contains("#")) {
      opened.waitUntilIdle();
    }
    return opened;
  }

  public Page page() {
    return page;
  }

  /** From now on these complaints in the console are no surprise: the test cuts the connection. */
  public void expectComplaints(Predicate<String> about) {
    expected = about;
  }

  /** What JupyterLab's client writes when it connects anew. */
  public static boolean isAboutTheConnection(String complaint) {
    return isAboutAKernelThatIsLeft(complaint)
        || complaint.startsWith("Connection lost, reconnecting")
        || complaint.startsWith("WebSocket connection to")
        || complaint.startsWith("Failed to load resource: net::");
  }

  /** What it writes when a notebook is left before its kernel has said what ran before. */
  private static boolean isAboutAKernelThatIsLeft(String complaint) {
    return complaint.startsWith("History was unable to be retrieved");
  }

  public Locator cell(int index) {
    return cells().and(page.locator("[data-windowed-list-index='" + index + "']"));
  }

  public Locator editor(int index) {
    return cell(index).locator(".cm-content");
  }

  /** Everything that cell printed and showed. */
  public Locator output(int index) {
    return cell(index).locator(".jp-OutputArea-output");
  }

  public Locator prompt(int index) {
    return cell(index).locator(".jp-InputArea-prompt");
  }

  public Locator active() {
    return cells().and(page.locator(".jp-mod-active"));
  }

  public Locator cells() {
    return page.locator(".jp-NotebookPanel:not(.lm-mod-hidden) .jp-Notebook .jp-Cell");
  }

  /** What the page says of the kernel. */
  public Locator state() {
    return page.locator(".elara-status [role=status]");
  }

  /** The mark of a notebook that is not saved yet. */
  public Locator unsaved() {
    return page.locator(".elara-unsaved");
  }

  /** Saves by key; waits until all that was changed here is saved. */
  public void save() {
    press("ControlOrMeta+S");
    assertThat(unsaved()).isHidden();
  }

  public Locator notice() {
    return page.locator(".elara-notice");
  }

  public Locator dialog() {
    return page.locator(".jp-Dialog");
  }

  public Locator completer() {
    return page.locator(".jp-Completer:not(.lm-mod-hidden)");
  }

  public void waitUntilIdle() {
    assertThat(state()).hasText("Kernel idle");
  }

  public void press(String... keys) {
    for (var key : keys) {
      page.keyboard().press(key);
    }
  }

  public void type(String text) {
    page.keyboard().insertText(text);
  }

  /** Selects a cell in command mode, going there with the arrow keys. */
  public void select(int index) {
    press("Escape");
    int from = Integer.parseInt(active().getAttribute("data-windowed-list-index"));
    for (int step = from; step != index; step += Integer.signum(index - from)) {
      press(index > from ? "ArrowDown" : "ArrowUp");
    }
    assertThat(active()).hasAttribute("data-windowed-list-index", Integer.toString(index));
  }

  /** Goes into a cell and replaces what is there. */
  public void write(int index, String code) {
    select(index);
    press("Enter");
    assertThat(editor(index)).isFocused();
    press("ControlOrMeta+A");
    type(code);
  }

  /** Writes a cell and runs it; the next one is selected, made if there is none. */
  public void run(int index, String code) {
    write(index, code);
    press("Shift+Enter");
  }

  /** Does a command by its name in the palette. */
  public void command(String name) {
    press("ControlOrMeta+Shift+C");
    var palette = page.locator(".elara-palette");
    assertThat(palette).isVisible();
    type(name);
    press("Enter");
    assertThat(palette).isHidden();
  }

  /** Nothing that axe calls serious is wrong with what is shown. */
  public void assertAccessible(String what) {
    page.addScriptTag(new Page.AddScriptTagOptions().setPath(AXE));
    assertThat((List<?>) page.evaluate(SERIOUS)).as(what).isEmpty();
  }

  @Override
  public void close() {
    context.close();
    assertThat(complaints).as("the browser's console").filteredOn(expected.negate()).isEmpty();
  }
}
