package dev.elara.lab;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;

/** A notebook open in JupyterLab, as its user sees it. */
final class NotebookPage {

  private final Page page;

  private NotebookPage(Page page) {
    this.page = page;
  }

  /** Opens a notebook and waits for its kernel. */
  static NotebookPage open(Page page, String url) {
    page.navigate(url);
    var notebook = new NotebookPage(page);
    notebook.waitUntilIdle();
    return notebook;
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

  /** Runs the whole notebook from the menu. */
  void runAll() {
    page.locator(".lm-MenuBar-item", new Page.LocatorOptions().setHasText("Run")).click();
    page.locator(".lm-Menu-itemLabel", new Page.LocatorOptions().setHasText("Run All Cells"))
        .first()
        .click();
  }

  /** Interrupts with the keyboard: {@code I I} in command mode. */
  void interrupt() {
    page.keyboard().press("Escape");
    page.keyboard().press("i");
    page.keyboard().press("i");
  }

  void waitUntilIdle() {
    assertThat(page.locator(".jp-Notebook-ExecutionIndicator[data-status=idle]")).isVisible();
  }
}
