package dev.elara.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Dialog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What a cell printed last when its kernel ended while its page was away. */
@ExtendWith(Workbench.Given.class)
class KernelEndsIT {

  private static final long PATIENCE_SECONDS = 60;

  private final Workbench workbench;

  KernelEndsIT(Workbench workbench) {
    this.workbench = workbench;
  }

  @Test
  void whatACellPrintedBeforeItEndedTheKernelIsThereOnReturn(@TempDir Path signs) throws Exception {
    returnAfterEnd("left-exit.ipynb", new Gate(signs), "System.exit(0);", kernel -> {});
  }

  @Test
  void whatACellPrintedBeforeItsKernelWasKilledIsThereOnReturn(@TempDir Path signs)
      throws Exception {
    returnAfterEnd(
        "left-killed.ipynb",
        new Gate(signs),
        "Thread.sleep(600_000);",
        ProcessHandle::destroyForcibly);
  }

  private void returnAfterEnd(String name, Gate gate, String end, Consumer<ProcessHandle> kill)
      throws Exception {
    try (var notebook = workbench.open(name, gate.cell(end), "1 + 1")) {
      notebook.expectComplaints(ElaraPage::isAboutTheConnection);
      leave(notebook);
      var activity = workbench.server().lastActivity();
      gate.open();
      gate.awaitPassed(notebook);
      // What the kernel says after that is the last print, which has left its process then.
      notebook.page().waitForCondition(() -> !workbench.server().lastActivity().equals(activity));
      gate.kernel().ifPresent(kill);
      gate.awaitEndOfKernel();
      notebook.page().goBack();
      assertThat(notebook.output(0).first()).hasText("before\nafter");
      assertThat(notebook.notice()).containsText("was restarted");
      notebook.waitUntilIdle();
      assertThat(notebook.prompt(0)).not().hasText("[*]:");
      notebook.select(1);
      notebook.press("Shift+Enter");
      assertThat(notebook.output(1)).hasText("2");
    }
  }

  @Test
  void whatACellPrintedBeforeAnotherOneRestartedTheKernelIsThereOnReturn(@TempDir Path signs)
      throws Exception {
    var gate = new Gate(signs);
    try (var notebook = workbench.open("left-restart.ipynb", gate.cell("Thread.sleep(600_000);"))) {
      leave(notebook);
      gate.open();
      gate.awaitPassed(notebook);
      workbench.server().restartKernels();
      gate.awaitEndOfKernel();
      notebook.page().goBack();
      assertThat(notebook.output(0).first()).hasText("before\nafter");
      notebook.waitUntilIdle();
      assertThat(notebook.prompt(0)).not().hasText("[*]:");
    }
  }

  @Test
  void whatACellPrintedBeforeItsKernelWasShutDownIsThereOnReturn(@TempDir Path signs)
      throws Exception {
    var gate = new Gate(signs);
    try (var notebook =
        workbench.open("left-deleted.ipynb", gate.cell("Thread.sleep(600_000);"), "1 + 1")) {
      leave(notebook);
      gate.open();
      gate.awaitPassed(notebook);
      workbench.server().shutDownKernels();
      notebook.page().goBack();
      assertThat(notebook.output(0).first()).hasText("before\nafter");
      assertThat(notebook.notice()).containsText("ended while this page was away");
      notebook.waitUntilIdle();
      assertThat(notebook.prompt(0)).not().hasText("[*]:");
      notebook.select(1);
      notebook.press("Shift+Enter");
      assertThat(notebook.output(1)).hasText("2");
      assertThat(notebook.notice()).isHidden();
    }
  }

  @Test
  void whatACellPrintedBeforeItsKernelWasShutDownBehindACutConnectionIsThereAfterwards(
      @TempDir Path signs) throws Exception {
    var gate = new Gate(signs);
    try (var cable = Cable.to(workbench.server().port());
        var notebook =
            workbench.open(
                "cut-deleted.ipynb", cable.port(), gate.cell("Thread.sleep(600_000);"))) {
      notebook.expectComplaints(complaint -> true);
      notebook.press("Shift+Enter");
      assertThat(notebook.output(0)).hasText("before");
      cable.cut();
      assertThat(notebook.state()).containsText("Connection lost");
      gate.open();
      gate.awaitPassed(notebook);
      workbench.server().shutDownKernels();
      cable.mend();
      assertThat(notebook.output(0).first()).hasText("before\nafter");
      assertThat(notebook.prompt(0)).not().hasText("[*]:");
      assertThat(notebook.notice()).containsText("kernel is gone");
    }
  }

  @Test
  void whatThePageShowedWhenItWasLeftIsThereOnReturnToAServerThatWasStartedAnew(
      @TempDir Path folder, @TempDir Path home, @TempDir Path signs) throws Exception {
    var gate = new Gate(signs);
    try (var server = NotebookServer.start(folder, home)) {
      Files.writeString(folder.resolve("again.ipynb"), Notebooks.ofCode(gate.cell("")));
      try (var notebook = workbench.visit("notebooks/again.ipynb", server.port())) {
        notebook.expectComplaints(complaint -> true);
        leave(notebook);
        Files.writeString(folder.resolve("again.ipynb"), Notebooks.ofCode(gate.cell("")));
        server.restart();
        notebook.page().goBack();
        assertThat(notebook.output(0).first()).hasText("before");
        assertThat(notebook.notice()).containsText("ended while this page was away");
        assertThat(notebook.prompt(0)).not().hasText("[*]:");
      }
    }
  }

  /** Runs the cell and leaves the page while it waits at the gate. */
  private static void leave(ElaraPage notebook) {
    notebook.page().onDialog(Dialog::accept);
    notebook.press("Shift+Enter");
    assertThat(notebook.output(0)).hasText("before");
    notebook.page().navigate("about:blank");
  }

  /** Where a cell waits until the test lets it go on. */
  private record Gate(Path signs) {

    String cell(String afterwards) {
      return """
      System.out.println("before");
      Files.writeString(Path.of("%1$s/pid"), "" + ProcessHandle.current().pid());
      while (!Files.exists(Path.of("%1$s/open"))) Thread.sleep(20);
      System.out.println("after");
      Files.createFile(Path.of("%1$s/passed"));
      %2$s
      """
          .formatted(signs, afterwards);
    }

    void open() throws IOException {
      Files.createFile(signs.resolve("open"));
    }

    void awaitPassed(ElaraPage notebook) {
      notebook.page().waitForCondition(() -> Files.exists(signs.resolve("passed")));
    }

    Optional<ProcessHandle> kernel() throws IOException {
      return ProcessHandle.of(Long.parseLong(Files.readString(signs.resolve("pid"))));
    }

    void awaitEndOfKernel() throws Exception {
      var kernel = kernel();
      if (kernel.isPresent()) {
        kernel.get().onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      }
    }
  }
}
