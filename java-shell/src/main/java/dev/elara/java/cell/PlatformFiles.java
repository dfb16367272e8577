package dev.elara.java.cell;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import javax.tools.JavaFileManager.Location;
import javax.tools.JavaFileObject;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/** The JDK's own classes as files. */
public final class PlatformFiles {

  /** What javac lists for the smallest cell. */
  private static final List<String> PACKAGES =
      List.of(
          "java.lang",
          "java",
          "java.lang.annotation",
          "java.io",
          "java.lang.invoke",
          "java.lang.constant");

  private PlatformFiles() {}

  /**
   * Looks at what javac looks at first: all modules and some packages. The process remembers the
   * JDK's tables of contents, so a javac on another thread, which has enough to do, finds them
   * there. Blocks for some milliseconds; thread-safe.
   */
  public static void lookThrough() {
    var files = ToolProvider.getSystemJavaCompiler().getStandardFileManager(null, null, null);
    try (files) {
      for (Set<Location> modules : files.listLocationsForModules(StandardLocation.SYSTEM_MODULES)) {
        for (Location module : modules) {
          files.getJavaFileForInput(module, "module-info", JavaFileObject.Kind.CLASS);
        }
      }
      Location base = files.getLocationForModule(StandardLocation.SYSTEM_MODULES, "java.base");
      for (String each : PACKAGES) {
        files.list(base, each, Set.of(JavaFileObject.Kind.CLASS), false);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
