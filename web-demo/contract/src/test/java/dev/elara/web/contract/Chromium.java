package dev.elara.web.contract;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.TimeoutError;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The system's Chromium, which runs a page and tells what that prints to its console. */
final class Chromium implements AutoCloseable {

  private static final double LIMIT_MILLIS = 180_000;
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
  private static final List<String> FLAGS =
      List.of("--no-sandbox", "--disable-gpu", "--js-flags=--expose-gc");

  private final Playwright playwright =
      Playwright.create(
          new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
  private final Browser browser =
      playwright
          .chromium()
          .launch(new BrowserType.LaunchOptions().setExecutablePath(executable()).setArgs(FLAGS));

  /** Opens a page and gives what it has printed when it prints {@code end}. Blocks. */
  List<String> run(String address, String end) {
    List<String> printed = new ArrayList<>();
    try (Page page = browser.newPage()) {
      page.onConsoleMessage(message -> printed.add(message.text()));
      page.onPageError(printed::add);
      try {
        page.waitForConsoleMessage(
            new Page.WaitForConsoleMessageOptions()
                .setPredicate(message -> message.text().equals(end))
                .setTimeout(LIMIT_MILLIS),
            () -> page.navigate(address));
      } catch (TimeoutError late) {
        printed.add("The page did not come to its end: " + late.getMessage());
      }
    }
    return printed;
  }

  @Override
  public void close() {
    playwright.close();
  }

  /** {@code ELARA_CHROMIUM}, which {@code ./elara test} sets, or what is on the PATH. */
  private static Path executable() {
    return Optional.ofNullable(System.getenv("ELARA_CHROMIUM"))
        .map(Path::of)
        .or(Chromium::onPath)
        .orElseThrow(
            () -> new AssertionError("no Chromium found: ./elara test --prepare installs one"));
  }

  private static Optional<Path> onPath() {
    var path = Objects.requireNonNullElse(System.getenv("PATH"), "");
    return Arrays.stream(path.split(File.pathSeparator, -1))
        .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
