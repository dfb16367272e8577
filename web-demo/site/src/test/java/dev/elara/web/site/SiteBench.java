package dev.elara.web.site;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import dev.elara.page.ElaraPage;
import dev.elara.page.Notebooks;
import dev.elara.page.OneForAll;
import dev.elara.web.browser.Chromium;
import dev.elara.web.browser.FolderServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/**
 * The built folder below a path of a static server, and one Chromium, for all tests of the page.
 */
final class SiteBench implements AutoCloseable {

  private static final Path FOLDER =
      Path.of(System.getProperty("site.directory", "target/site")).toAbsolutePath();

  private final FolderServer server;
  private final Playwright playwright;
  private final Browser browser;

  private SiteBench() throws IOException {
    server = new FolderServer(FOLDER.getParent());
    playwright = Chromium.playwright();
    browser = playwright.chromium().launch(Chromium.options());
    PlaywrightAssertions.setDefaultAssertionTimeout(ElaraPage.PATIENCE_MILLIS);
  }

  /** Opens the page as one who comes for the first time. */
  ElaraPage open(String fragment) {
    return open(fragment, options());
  }

  ElaraPage open(String fragment, Browser.NewContextOptions options) {
    return open(fragment, browser.newContext(options));
  }

  /** Opens it in a browser that may know it already. */
  ElaraPage open(String fragment, BrowserContext context) {
    return ElaraPage.open(context, address(fragment));
  }

  /** Opens a notebook of these code cells, which comes in the link, and waits for the kernel. */
  ElaraPage openCells(String... cells) throws IOException {
    return open(shared("Cells.ipynb", Notebooks.ofCode(cells)));
  }

  /** Where something in the folder is to be had. */
  String address(String name) {
    return address(server, name);
  }

  /**
   * A server of the folder, as {@link #address} names it, that sends these headers with all files.
   */
  static FolderServer server(Map<String, String> headers) throws IOException {
    return new FolderServer(FOLDER.getParent(), headers);
  }

  /** Where that server has something of the folder. */
  static String address(FolderServer server, String name) {
    return server.address(FOLDER.getFileName() + "/" + name);
  }

  Browser browser() {
    return browser;
  }

  /** The fragment that has a notebook in it. */
  static String shared(String name, String notebook) throws IOException {
    var packed = new ByteArrayOutputStream();
    var deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
    try (var out = new DeflaterOutputStream(packed, deflater)) {
      String text = "{\"name\":\"" + name + "\",\"notebook\":" + notebook + "}";
      out.write(text.getBytes(StandardCharsets.UTF_8));
    } finally {
      deflater.end();
    }
    return "#share=" + Base64.getUrlEncoder().withoutPadding().encodeToString(packed.toByteArray());
  }

  static Browser.NewContextOptions options() {
    return new Browser.NewContextOptions()
        .setViewportSize(1100, 900)
        .setColorScheme(ColorScheme.LIGHT)
        .setAcceptDownloads(true)
        .setPermissions(List.of("clipboard-read", "clipboard-write"));
  }

  @Override
  public void close() {
    playwright.close();
    server.close();
  }

  /** Gives tests the bench. */
  static final class Given extends OneForAll<SiteBench> {
    Given() {
      super(SiteBench.class, SiteBench::new);
    }
  }
}
