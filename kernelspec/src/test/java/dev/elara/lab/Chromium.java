package dev.elara.lab;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The system's Chromium. */
final class Chromium {

  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");

  private Chromium() {}

  /** {@code ELARA_CHROMIUM}, which {@code ./elara test} sets, or what is on the PATH. */
  static Path executable() {
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
