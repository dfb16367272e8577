package dev.elara.java.assist;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * The JDK's own sources, {@code lib/src.zip} of the JDK this runs on; some installations leave it
 * out, then there are none. Thread-safe.
 */
public final class JdkSources implements Sources {

  private final Path archive;

  /** Guarded by this. */
  private @Nullable ZipFile zip;

  /** The sources of the running JDK. */
  public JdkSources() {
    this(Path.of(System.getProperty("java.home"), "lib", "src.zip"));
  }

  JdkSources(Path archive) {
    this.archive = archive;
  }

  @Override
  public Optional<String> of(String module, String className) {
    var zip = module.isEmpty() ? null : opened();
    if (zip == null) {
      return Optional.empty();
    }
    var entry = zip.getEntry(module + "/" + className.replace('.', '/') + ".java");
    if (entry == null) {
      return Optional.empty();
    }
    try (var in = zip.getInputStream(entry)) {
      return Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Its table of contents is long: it is read once, and the archive stays open. */
  private synchronized @Nullable ZipFile opened() {
    if (zip == null && Files.isRegularFile(archive)) {
      try {
        zip = new ZipFile(archive.toFile());
      } catch (IOException e) {
        return null;
      }
    }
    return zip;
  }
}
