package dev.elara.web.browser;

import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** The system's Chromium. */
public final class Chromium {

  private Chromium() {}

  /** A Playwright that brings no browsers of its own. */
  public static Playwright playwright() {
    return Playwright.create(
        new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
  }

  /** How it is started. */
  public static BrowserType.LaunchOptions options() {
    return new BrowserType.LaunchOptions()
        .setExecutablePath(executable())
        .setArgs(List.of("--no-sandbox", "--disable-gpu"));
  }

  /** {@code ELARA_CHROMIUM}, which {@code ./elara test} sets, or what is on the PATH. */
  private static Path executable() {
    var path = Objects.requireNonNullElse(System.getenv("PATH"), "");
    return Optional.ofNullable(System.getenv("ELARA_CHROMIUM"))
        .map(Path::of)
        .or(() ->
            Stream.of(path.split(File.pathSeparator, -1))
                .flatMap(folder ->
                    Stream.of("chromium", "chromium-browser", "google-chrome")
                        .map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst())
        .orElseThrow(
            () -> new AssertionError("no Chromium found: ./elara test --prepare installs one"));
  }
}
