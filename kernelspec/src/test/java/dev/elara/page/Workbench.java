package dev.elara.page;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import dev.elara.lab.Chromium;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** One server and one browser for all tests of the page. */
final class Workbench implements AutoCloseable {

  private final Path folder;
  private final NotebookServer server;
  private final Playwright playwright;
  private final Browser browser;

  private Workbench() throws IOException {
    folder = Files.createTempDirectory("elara-page");
    server =
        NotebookServer.start(
            Files.createDirectories(folder.resolve("notebooks")),
            Files.createDirectories(folder.resolve("home")));
    playwright = Chromium.playwright();
    browser = Chromium.launch(playwright);
    PlaywrightAssertions.setDefaultAssertionTimeout(ElaraPage.PATIENCE_MILLIS);
  }

  NotebookServer server() {
    return server;
  }

  /** Opens a notebook of these code cells in a browser of its own. */
  ElaraPage open(String name, String... cells) throws IOException {
    return open(name, server.port(), cells);
  }

  /** The same through another port that leads to the server. */
  ElaraPage open(String name, int port, String... cells) throws IOException {
    write(name, Notebooks.ofCode(cells));
    return visit("notebooks/" + name, port, options());
  }

  /** Opens what is at a path of the server. */
  ElaraPage visit(String path, Browser.NewContextOptions options) {
    return visit(path, server.port(), options);
  }

  /** Opens what is at a path of the server behind a port. */
  ElaraPage visit(String path, int port) {
    return visit(path, port, options());
  }

  private ElaraPage visit(String path, int port, Browser.NewContextOptions options) {
    return ElaraPage.open(browser.newContext(options), address(path, port));
  }

  /** Where the server has what is at a path. */
  String address(String path) {
    return address(path, server.port());
  }

  private static String address(String path, int port) {
    return "http://127.0.0.1:" + port + "/" + path + "?token=" + NotebookServer.TOKEN;
  }

  Path write(String name, String text) throws IOException {
    var file = server.folder().resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  static Browser.NewContextOptions options() {
    return new Browser.NewContextOptions()
        .setViewportSize(1100, 900)
        .setColorScheme(ColorScheme.LIGHT)
        .setAcceptDownloads(true)
        .setPermissions(List.of("clipboard-read", "clipboard-write"));
  }

  @Override
  public void close() throws IOException {
    playwright.close();
    server.close();
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted((one, other) -> other.compareTo(one)).toList()) {
        Files.delete(file);
      }
    }
  }

  /** Gives tests the workbench. */
  static final class Given extends OneForAll<Workbench> {
    Given() {
      super(Workbench.class, Workbench::new);
    }
  }
}
