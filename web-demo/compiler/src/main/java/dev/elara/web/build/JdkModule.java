package dev.elara.web.build;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.util.SortedMap;

/** The class files of a module of the JDK that builds. Nothing of them is kept in the project. */
final class JdkModule {

  /** The one version whose compiler is known here. */
  static final int VERSION = 25;

  private JdkModule() {}

  /**
   * All class files of a module, by internal name. Blocks to read.
   *
   * @throws IllegalStateException if this is another JDK, or one without that module
   */
  static SortedMap<String, byte[]> classFiles(String module) {
    if (Runtime.version().feature() != VERSION) {
      throw new IllegalStateException(
          "The browser's compiler is made of JDK %d, and this build runs on %s. Set JAVA_HOME to a JDK %d."
              .formatted(VERSION, Runtime.version(), VERSION));
    }
    var root = FileSystems.getFileSystem(URI.create("jrt:/")).getPath("/modules", module);
    if (!Files.isDirectory(root)) {
      throw new IllegalStateException(
          "%s has no module %s: it is a runtime only. Set JAVA_HOME to a full JDK %d."
              .formatted(System.getProperty("java.home"), module, VERSION));
    }
    try {
      return ClassFiles.in(root);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
