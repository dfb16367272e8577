package dev.elara.lab;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.WebSocketFrame;
import com.microsoft.playwright.options.AriaRole;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;

/** A notebook open in JupyterLab, as its user sees it. */
final class NotebookPage {

  private final Page page;

  private NotebookPage(Page page) {
    this.page = page;
  }

  /**
   * Opens a notebook and waits for its kernel: until that has said who it is, JupyterLab shows it
   * as idle and forgets what it is given to run.
   */
  static NotebookPage open(Page page, String url) {
    var introduced = new AtomicBoolean();
    page.onWebSocket(socket ->
        socket.onFrameReceived(frame -> {
          if (text(frame).contains("kernel_info_reply")) {
            introduced.set(true);
          }
        }));
    page.navigate(url);
    page.waitForCondition(introduced::get);
    var notebook = new NotebookPage(page);
    notebook.waitUntilIdle();
    return notebook;
  }

  private static String text(WebSocketFrame frame) {
    return frame.text() != null
        ? frame.text()
        : new String(frame.binary(), StandardCharsets.ISO_8859_1);
  }

  Page page() {
    return page;
  }

  /** The code cell at {@code index}, counted from 0. */
  Locator cell(int index) {
    return page.locator(".jp-Notebook .jp-CodeCell").nth(index);
  }

  Locator output(int index) {
    return cell(index).locator(".jp-OutputArea-output");
  }

  Locator prompt(int index) {
    return cell(index).locator(".jp-InputArea-prompt");
  }

  Locator completer() {
    return page.locator(".jp-Completer:not(.lm-mod-hidden)");
  }

  /** Replaces what is in a cell. */
  void type(int index, String code) {
    var editor = cell(index).locator(".cm-content");
    editor.click();
    assertThat(editor).isFocused();
    pressInCell("ControlOrMeta+A");
    page.keyboard().insertText(code);
    assertThat(editor).hasText(code);
  }

  void pressInCell(String key) {
    page.keyboard().press(key);
  }

  /** Types into a cell and runs it; the next one is selected, made if there is none. */
  void run(int index, String code) {
    type(index, code);
    pressInCell("Shift+Enter");
  }

  /** Runs cell after cell from the first, Markdown too, {@code cells} in all. */
  void runAll(int cells) {
    page.locator(".jp-Notebook .jp-Cell").first().click();
    for (int cell = 0; cell < cells; cell++) {
      pressInCell("Shift+Enter");
    }
  }

  /** Interrupts with the button of the toolbar. */
  void interrupt() {
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Interrupt the kernel"))
        .click();
  }

  void waitUntilIdle() {
    assertThat(page.locator(".jp-Notebook-ExecutionIndicator[data-status=idle]")).isVisible();
  }
}
