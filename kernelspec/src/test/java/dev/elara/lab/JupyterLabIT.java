package dev.elara.lab;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import dev.elara.lab.JupyterLab.Application;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user of JupyterLab, and of Notebook 7, does in a notebook of ours, in Chromium. */
class JupyterLabIT {

  private static final Path PICTURES = Path.of("target", "pictures");

  @TempDir static Path folder;

  private static Path notebooks;
  private static Path kernels;
  @AutoClose private static JupyterLab lab;
  @AutoClose private static Playwright playwright;
  private static Browser browser;

  @BeforeAll
  static void start() throws Exception {
    notebooks = Files.createDirectories(folder.resolve("notebooks"));
    copy("empty.ipynb", notebooks);
    copy("session.ipynb", notebooks);
    PackagedElara.install(folder.resolve("prefix"));
    kernels = folder.resolve("prefix/share/jupyter");
    lab = start(Application.LAB, "home");
    playwright = Chromium.playwright();
    browser = Chromium.launch(playwright);
    PlaywrightAssertions.setDefaultAssertionTimeout(60_000);
  }

  @Test
  void aNotebookComputesCompletesShowsAnErrorAndGoesOnAfterAnInterrupt() {
    var notebook = open("empty.ipynb", 1200, 900);

    notebook.run(0, "1+1");
    assertThat(notebook.output(0)).hasText("2");

    notebook.run(1, "int kept = 41;");
    assertThat(notebook.prompt(1)).hasText("[2]:");

    notebook.type(2, "\"text\".repl");
    notebook.pressInCell("Tab");
    assertThat(notebook.completer()).containsText("replaceAll");
    notebook.pressInCell("Escape");
    notebook.run(2, "int wrong = \"text\";");
    assertThat(notebook.output(2)).containsText("incompatible types");

    interruptLoop(notebook, 3);

    notebook.run(4, "kept + 1");
    assertThat(notebook.output(4)).hasText("42");
  }

  @Test
  void aSessionLooksAsInTheReadme() throws IOException {
    var notebook = open("session.ipynb", 1100, 1000);
    notebook.runAll(7);
    assertThat(notebook.output(0).locator("table")).isVisible();
    assertThat(notebook.output(1)).hasText("{Jupiter=3, Saturn=1}");
    assertThat(notebook.output(2)).containsText("Io says hello");
    assertThat(notebook.output(3)).containsText("ArithmeticException");
    notebook.waitUntilIdle();
    notebook.page().locator(".jp-Notebook .jp-Cell").first().click();
    Files.createDirectories(PICTURES);
    var picture = PICTURES.resolve("jupyterlab.png");
    notebook.page().screenshot(new Page.ScreenshotOptions().setPath(picture));
    assertThat(picture).isNotEmptyFile();
  }

  @Test
  void withRequiredEncryptionANotebookRunsAsWell() throws Exception {
    var option = "--MappingKernelManager.transport_encryption=required";
    try (var encrypted = start(Application.LAB, "encrypted", option)) {
      assertRuns(open(encrypted, "empty.ipynb", 1200, 900));
    }
  }

  @Test
  void aNotebookRunsInNotebook7() throws Exception {
    try (var server = start(Application.NOTEBOOK, "notebook")) {
      assertRuns(open(server, "empty.ipynb", 1200, 900));
    }
  }

  @Test
  void aNotebookRunsThroughElaraAsItsGateway() throws Exception {
    var gateway = ElaraNotebook.start(Files.createDirectories(folder.resolve("gateway")));
    try (gateway;
        var server =
            start(
                Application.LAB,
                "through-gateway",
                "--gateway-url=" + gateway.address(),
                "--GatewayClient.auth_token=" + gateway.token())) {
      assertRuns(open(server, "empty.ipynb", 1200, 900));
    }
  }

  private static void assertRuns(NotebookPage notebook) {
    notebook.run(0, "int kept = 41; System.out.println(\"hello\");");
    assertThat(notebook.output(0)).hasText("hello");
    interruptLoop(notebook, 1);
    notebook.run(2, "kept + 1");
    assertThat(notebook.output(2)).hasText("42");
  }

  /** Stops a cell that runs: one that is only on its way would not hear it. */
  private static void interruptLoop(NotebookPage notebook, int cell) {
    notebook.run(cell, "System.out.println(\"loo\" + \"ping\"); while (true);");
    assertThat(notebook.output(cell)).hasText("looping");
    notebook.interrupt();
    assertThat(notebook.output(cell).last()).containsText("KernelInterrupt");
  }

  private static JupyterLab start(Application application, String home, String... options)
      throws Exception {
    return JupyterLab.start(
        application, notebooks, kernels, Files.createDirectories(folder.resolve(home)), options);
  }

  private static NotebookPage open(String name, int width, int height) {
    return open(lab, name, width, height);
  }

  private static NotebookPage open(JupyterLab lab, String name, int width, int height) {
    var page = browser.newPage(new Browser.NewPageOptions().setViewportSize(width, height));
    page.setDefaultTimeout(60_000);
    return NotebookPage.open(page, lab.url(name));
  }

  private static void copy(String name, Path folder) throws IOException {
    try (InputStream notebook =
        Objects.requireNonNull(JupyterLabIT.class.getResourceAsStream(name), name)) {
      Files.copy(notebook, folder.resolve(name));
    }
  }
}
