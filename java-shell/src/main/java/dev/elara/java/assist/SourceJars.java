package dev.elara.java.assist;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.zip.ZipFile;

/**
 * The sources of the class path: for {@code a.jar} in {@code a-sources.jar} beside it, as build
 * tools put them, for a folder of classes beside the class files or in the {@code src/main/java} of
 * the project it belongs to. Thread-safe.
 */
public final class SourceJars implements Sources {

  private final Supplier<List<Path>> classPath;

  /** The sources beside what {@code classPath} says at the time. */
  public SourceJars(Supplier<List<Path>> classPath) {
    this.classPath = classPath;
  }

  @Override
  public Optional<String> of(String module, String className) {
    if (!module.isEmpty()) {
      return Optional.empty();
    }
    var file = className.replace('.', '/') + ".java";
    for (Path entry : classPath.get()) {
      try {
        var text = Files.isDirectory(entry) ? inProject(entry, file) : inJar(entry, file);
        if (text.isPresent()) {
          return text;
        }
      } catch (IOException e) {
        // What cannot be read is no help; the signature is left.
      }
    }
    return Optional.empty();
  }

  private static Optional<String> inJar(Path jar, String file) throws IOException {
    var name = String.valueOf(jar.getFileName());
    if (!name.endsWith(".jar")) {
      return Optional.empty();
    }
    var beside = name.substring(0, name.length() - ".jar".length()) + "-sources.jar";
    var sources = jar.resolveSibling(beside);
    if (!Files.isRegularFile(sources)) {
      return Optional.empty();
    }
    try (var zip = new ZipFile(sources.toFile())) {
      var entry = zip.getEntry(file);
      if (entry == null) {
        return Optional.empty();
      }
      try (var in = zip.getInputStream(entry)) {
        return Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
  }

  /** A project's classes are in {@code target/classes} or {@code build/classes/java/main}. */
  private static Optional<String> inProject(Path classes, String file) throws IOException {
    Path folder = classes.toAbsolutePath();
    for (Path at = folder; at != null; at = at.getParent()) {
      var source = (at.equals(folder) ? at : at.resolve("src/main/java")).resolve(file);
      if (Files.isRegularFile(source)) {
        return Optional.of(Files.readString(source));
      }
      if (at.getNameCount() + 4 <= folder.getNameCount()) {
        break;
      }
    }
    return Optional.empty();
  }
}
