package dev.elara.java.assist;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.ZipFile;

/**
 * The JDK's own sources, {@code lib/src.zip} of the JDK this runs on; some installations leave it
 * out, then there are none. Thread-safe.
 */
public final class JdkSources implements Sources {

  private final Path archive;

  /** The sources of the running JDK. */
  public JdkSources() {
    this(Path.of(System.getProperty("java.home"), "lib", "src.zip"));
  }

  JdkSources(Path archive) {
    this.archive = archive;
  }

  @Override
  public Optional<String> of(String module, String className) {
    if (module.isEmpty() || !Files.isRegularFile(archive)) {
      return Optional.empty();
    }
    try (var zip = new ZipFile(archive.toFile())) {
      var entry = zip.getEntry(module + "/" + className.replace('.', '/') + ".java");
      if (entry == null) {
        return Optional.empty();
      }
      try (var in = zip.getInputStream(entry)) {
        return Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
