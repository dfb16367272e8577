package dev.elara.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Dialog;
import com.microsoft.playwright.Route;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What happens to a notebook when its page, connection, kernel or server goes. */
@ExtendWith(Workbench.Given.class)
class TroubleIT {

  private final Workbench workbench;

  TroubleIT(Workbench workbench) {
    this.workbench = workbench;
  }

  @Test
  void afterAReloadTheLaterOutputOfARunningCellAppearsAfterWhatWasNotSavedYet() throws IOException {
    var gate = gate("reload");
    try (var notebook = workbench.open("reload.ipynb", waitsFor(gate), "\"next\"")) {
      notebook.page().onDialog(Dialog::accept);
      notebook.press("Shift+Enter", "Shift+Enter");
      assertThat(notebook.output(0)).hasText("before");
      assertThat(notebook.state()).hasText("Running cell 1");
      // The file is not yet to have the output: leaving the page may save it too late or not at
      // all.
      notebook.expectComplaints(
          complaint -> complaint.contains("ERR_FAILED") || complaint.contains("Failed to fetch"));
      notebook.page().route(address -> address.contains("/api/contents"), TroubleIT::refuseToSave);
      notebook.page().reload();
      notebook.page().unrouteAll();
      assertThat(notebook.state()).hasText("Running cell 1");
      assertThat(notebook.prompt(0)).hasText("[*]:");
      Files.createFile(gate);
      assertThat(notebook.output(0)).hasText("before\nafter");
      assertThat(notebook.prompt(0)).hasText("[1]:");
      assertThat(notebook.output(1)).hasText("next");
      notebook.waitUntilIdle();
    }
  }

  @Test
  void aCellThatIsRunBeforeTheKernelIsThereWaitsForIt() throws IOException {
    workbench.write("early.ipynb", Notebooks.ofCode("6 * 7"));
    List<Route> starts = new ArrayList<>();
    try (var notebook = workbench.visit("", Workbench.options())) {
      notebook
          .page()
          .route(
              address -> address.contains("/api/sessions"),
              route -> {
                if (route.request().method().equals("POST")) {
                  starts.add(route);
                } else {
                  route.resume();
                }
              });
      notebook.page().navigate(workbench.address("notebooks/early.ipynb"));
      notebook.cell(0).focus();
      notebook.page().waitForCondition(() -> starts.size() == 1);
      notebook.press("Shift+Enter");
      assertThat(notebook.prompt(0)).hasText("[*]:");
      starts.getFirst().resume();
      assertThat(notebook.output(0)).hasText("42");
      notebook.waitUntilIdle();
      org.assertj.core.api.Assertions.assertThat(starts).hasSize(1);
    }
  }

  @Test
  void aQuestionOfACellIsAskedAgainAfterAReload() throws IOException {
    try (var notebook = workbench.open("asked.ipynb", "\"hi \" + IO.readln(\"name? \")")) {
      notebook.page().onDialog(Dialog::accept);
      notebook.press("Shift+Enter");
      var answer = notebook.page().locator(".jp-Stdin-input");
      assertThat(answer).isVisible();
      notebook.page().reload();
      assertThat(answer).isVisible();
      answer.fill("you");
      answer.press("Enter");
      assertThat(notebook.output(0).last()).containsText("hi you");
      notebook.waitUntilIdle();
    }
  }

  @Test
  void aCutConnectionIsToldAndTheCellGoesOnWhenItIsBack() throws IOException {
    var gate = gate("cut");
    try (var cable = Cable.to(workbench.server().port());
        var notebook = workbench.open("cut.ipynb", cable.port(), waitsFor(gate), "\"next\"")) {
      notebook.expectComplaints(ElaraPage::isAboutTheConnection);
      notebook.press("Shift+Enter");
      assertThat(notebook.output(0)).hasText("before");
      cable.cut();
      assertThat(notebook.notice()).containsText("connection to the kernel is lost");
      assertThat(notebook.state()).containsText("Connection lost");
      Files.createFile(gate);
      cable.mend();
      assertThat(notebook.output(0)).containsText("after");
      assertThat(notebook.notice()).isHidden();
      notebook.waitUntilIdle();
      notebook.press("Shift+Enter");
      assertThat(notebook.output(1)).hasText("next");
    }
  }

  @Test
  void whatWasOnTheWayWhenAConnectionBrokeArrivesOnceWhenItIsBack() throws IOException {
    var gate = gate("lost");
    try (var cable = Cable.to(workbench.server().port());
        var notebook = workbench.open("lost.ipynb", cable.port(), waitsFor(gate), "\"next\"")) {
      notebook.expectComplaints(ElaraPage::isAboutTheConnection);
      notebook.press("Shift+Enter");
      assertThat(notebook.output(0)).hasText("before");
      cable.lose();
      Files.createFile(gate);
      notebook.page().waitForCondition(() -> cable.lost().contains("execute_reply"));
      assertThat(notebook.output(0)).hasText("before");
      cable.cut();
      cable.mend();
      assertThat(notebook.output(0)).hasText("before\nafter");
      assertThat(notebook.prompt(0)).hasText("[1]:");
      notebook.waitUntilIdle();
      notebook.press("Shift+Enter");
      assertThat(notebook.output(1)).hasText("next");
    }
  }

  @Test
  void aKernelThatEndsIsToldAndReplacedAndTheNotebookStays() throws IOException {
    try (var notebook =
        workbench.open("crash.ipynb", "int kept = 7; kept", "Runtime.getRuntime().halt(3);")) {
      notebook.expectComplaints(ElaraPage::isAboutTheConnection);
      notebook.press("Shift+Enter");
      assertThat(notebook.output(0)).hasText("7");
      notebook.press("Shift+Enter");
      assertThat(notebook.notice()).containsText("was restarted");
      notebook.waitUntilIdle();
      assertThat(notebook.output(0)).hasText("7");
      notebook.run(2, "1 + 1");
      assertThat(notebook.output(2)).hasText("2");
      assertThat(notebook.notice()).isHidden();
    }
  }

  @Test
  void twoBrowsersOnOneNotebookShareTheKernelAndSeeWhatIsSaved() throws IOException {
    try (var one = workbench.open("shared.ipynb", "int shared = 21;", "");
        var other = workbench.visit("notebooks/shared.ipynb", Workbench.options())) {
      one.press("Shift+Enter");
      assertThat(one.prompt(0)).hasText("[1]:");
      one.run(1, "shared * 2");
      assertThat(one.output(1)).hasText("42");
      assertThat(one.prompt(1)).hasText("[2]:");
      one.waitUntilIdle();
      // With nothing unsaved left here nothing stands against what the other one saves.
      one.save();
      assertThat(other.output(1)).hasText("42");
      other.select(1);
      other.run(1, "shared * 3");
      assertThat(other.output(1)).hasText("63");
      assertThat(one.output(1)).hasText("63");
    }
  }

  @Test
  void afterAServersRestartTheNotebookHasANewKernel(@TempDir Path folder, @TempDir Path home)
      throws IOException {
    try (var server = NotebookServer.start(folder, home)) {
      Files.writeString(folder.resolve("again.ipynb"), Notebooks.ofCode("1 + 1", "2 + 2"));
      try (var notebook = workbench.visit("notebooks/again.ipynb", server.port())) {
        notebook.expectComplaints(complaint -> true);
        notebook.press("Shift+Enter");
        assertThat(notebook.output(0)).hasText("2");
        server.restart();
        assertThat(notebook.notice()).containsText("Running a cell starts a new one");
        assertThat(notebook.state()).hasText("No kernel");
        notebook.select(1);
        notebook.press("Shift+Enter");
        assertThat(notebook.output(1)).hasText("4");
        assertThat(notebook.output(0)).hasText("2");
      }
    }
  }

  private Path gate(String name) {
    return workbench.server().folder().resolve(name + ".gate");
  }

  private static void refuseToSave(Route route) {
    if (route.request().method().equals("PUT")) {
      route.abort();
    } else {
      route.resume();
    }
  }

  private static String waitsFor(Path gate) {
    return "System.out.println(\"before\");\n"
        + "while (!java.nio.file.Files.exists(java.nio.file.Path.of(\""
        + gate
        + "\"))) Thread.sleep(20);\n"
        + "System.out.println(\"after\");";
  }
}
