package dev.elara.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The page in a browser of its own, used by keyboard. Closing it checks that the console is clean.
 */
final class ElaraPage implements AutoCloseable {

  private static final Set<String> COMPLAINTS = Set.of("warning", "error", "assert");

  private final BrowserContext context;
  private final Page page;
  private final List<String> complaints = new ArrayList<>();
  private Predicate<String> expected = complaint -> false;

  private ElaraPage(BrowserContext context) {
    this.context = context;
    context.setDefaultTimeout(Workbench.PATIENCE_MILLIS);
    this.page = context.newPage();
    page.onConsoleMessage(message -> {
      if (COMPLAINTS.contains(message.type())) {
        complaints.add(message.text());
      }
    });
    page.onPageError(complaints::add);
  }

  /** Opens an address and waits until the page, and the kernel of its notebook if any, is there. */
  static ElaraPage open(BrowserContext context, String url) {
    var opened = new ElaraPage(context);
    opened.page.navigate(url);
    if (url.contains("/notebooks/")) {
      opened.waitUntilIdle();
    }
    return opened;
  }

  Page page() {
    return page;
  }

  /** From now on these complaints in the console are no surprise: the test cuts the connection. */
  void expectComplaints(Predicate<String> about) {
    expected = about;
  }

  /** What JupyterLab's client writes when it connects anew. */
  static boolean isAboutTheConnection(String complaint) {
    return complaint.startsWith("Connection lost, reconnecting")
        || complaint.startsWith("History was unable to be retrieved")
        || complaint.startsWith("WebSocket connection to")
        || complaint.startsWith("Failed to load resource: net::");
  }

  Locator cell(int index) {
    return page.locator(".jp-Notebook .jp-Cell[data-windowed-list-index='" + index + "']");
  }

  Locator editor(int index) {
    return cell(index).locator(".cm-content");
  }

  /** Everything that cell printed and showed. */
  Locator output(int index) {
    return cell(index).locator(".jp-OutputArea-output");
  }

  Locator prompt(int index) {
    return cell(index).locator(".jp-InputArea-prompt");
  }

  Locator active() {
    return page.locator(".jp-Notebook .jp-Cell.jp-mod-active");
  }

  Locator cells() {
    return page.locator(".jp-Notebook .jp-Cell");
  }

  /** What the page says of the kernel. */
  Locator state() {
    return page.locator(".elara-status [role=status]");
  }

  Locator notice() {
    return page.locator(".elara-notice");
  }

  Locator dialog() {
    return page.locator(".jp-Dialog");
  }

  Locator completer() {
    return page.locator(".jp-Completer:not(.lm-mod-hidden)");
  }

  void waitUntilIdle() {
    assertThat(state()).hasText("Kernel idle");
  }

  void press(String... keys) {
    for (var key : keys) {
      page.keyboard().press(key);
    }
  }

  void type(String text) {
    page.keyboard().insertText(text);
  }

  /** Selects a cell in command mode, going there with the arrow keys. */
  void select(int index) {
    press("Escape");
    int from = Integer.parseInt(active().getAttribute("data-windowed-list-index"));
    for (int step = from; step != index; step += Integer.signum(index - from)) {
      press(index > from ? "ArrowDown" : "ArrowUp");
    }
    assertThat(active()).hasAttribute("data-windowed-list-index", Integer.toString(index));
  }

  /** Goes into a cell and replaces what is there. */
  void write(int index, String code) {
    select(index);
    press("Enter");
    assertThat(editor(index)).isFocused();
    press("ControlOrMeta+A");
    type(code);
  }

  /** Writes a cell and runs it; the next one is selected, made if there is none. */
  void run(int index, String code) {
    write(index, code);
    press("Shift+Enter");
  }

  /** Does a command by its name in the palette. */
  void command(String name) {
    press("ControlOrMeta+Shift+C");
    var palette = page.locator(".elara-palette");
    assertThat(palette).isVisible();
    type(name);
    press("Enter");
    assertThat(palette).isHidden();
  }

  @Override
  public void close() {
    context.close();
    assertThat(complaints).as("the browser's console").filteredOn(expected.negate()).isEmpty();
  }
}
