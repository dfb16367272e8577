package dev.elara.java.assist;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.zip.ZipFile;

/** The types in a jar or folder of the class path. */
final class ClassPathTypes {

  private ClassPathTypes() {}

  /**
   * Hands the qualified name of every top-level type in {@code entry} to {@code found}; of what is
   * not there or not to be read, none. Blocks to read.
   */
  static void read(Path entry, Consumer<String> found) {
    try {
      if (Files.isDirectory(entry)) {
        readFolder(entry, found);
      } else if (Files.isRegularFile(entry)) {
        readJar(entry, found);
      }
    } catch (IOException | UncheckedIOException e) {
      // javac will say so when a cell uses it; here it offers nothing.
    }
  }

  private static void readJar(Path jar, Consumer<String> found) throws IOException {
    try (var zip = new ZipFile(jar.toFile())) {
      zip.stream().forEach(file -> accept(file.getName(), found));
    }
  }

  private static void readFolder(Path folder, Consumer<String> found) throws IOException {
    try (var files = Files.walk(folder)) {
      files.forEach(file ->
          accept(folder.relativize(file).toString().replace(File.separatorChar, '/'), found));
    }
  }

  private static void accept(String file, Consumer<String> found) {
    var name = JdkTypes.typeName(file);
    if (!name.isEmpty()) {
      found.accept(name);
    }
  }
}
