package dev.elara.web.build;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;

/** The class files of a folder or jar. */
final class ClassFiles {

  private static final String CLASS = ".class";

  private ClassFiles() {}

  /** All of them, by internal name. Blocks to read. */
  static SortedMap<String, byte[]> of(Path folderOrJar) {
    try {
      if (Files.isDirectory(folderOrJar)) {
        return in(folderOrJar);
      }
      try (var jar = FileSystems.newFileSystem(folderOrJar)) {
        return in(jar.getPath("/"));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the class files of " + folderOrJar, e);
    }
  }

  /** All below {@code root}. */
  static SortedMap<String, byte[]> in(Path root) throws IOException {
    var found = new TreeMap<String, byte[]>();
    try (var files = Files.walk(root)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        String name = root.relativize(file).toString().replace('\\', '/');
        if (name.endsWith(CLASS)) {
          found.put(name.substring(0, name.length() - CLASS.length()), Files.readAllBytes(file));
        }
      }
    }
    return found;
  }
}
