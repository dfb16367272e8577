package dev.elara.java.cell;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * How cells are compiled.
 *
 * @param classPath where classes besides the JDK's are found, in order
 * @param options further javac options
 * @param preview whether preview features are allowed
 * @param imports import declarations every cell starts with, without semicolon, such as {@code
 *     import java.util.*}
 */
public record CompilerSettings(
    List<Path> classPath, List<String> options, boolean preview, List<String> imports) {

  /** The packages whose types every cell knows. */
  public static final List<String> DEFAULT_IMPORTS =
      List.of(
          "import java.io.*",
          "import java.math.*",
          "import java.net.*",
          "import java.nio.file.*",
          "import java.util.*",
          "import java.util.concurrent.*",
          "import java.util.function.*",
          "import java.util.regex.*",
          "import java.util.stream.*");

  /** The default imports, and what cells know of the kernel that runs them. */
  public static final List<String> KERNEL_IMPORTS =
      Stream.concat(
              DEFAULT_IMPORTS.stream(),
              Stream.of(
                  "import dev.elara.caller.Caller",
                  "import dev.elara.caller.Pending",
                  "import dev.elara.display.Display",
                  "import static dev.elara.caller.Caller.await",
                  "import static dev.elara.display.Display.clearOutput",
                  "import static dev.elara.display.Display.display"))
          .toList();

  public CompilerSettings {
    classPath = List.copyOf(classPath);
    options = List.copyOf(options);
    imports = List.copyOf(imports);
  }

  /** The default imports, {@code classPath}, nothing else. */
  public static CompilerSettings of(List<Path> classPath) {
    return new CompilerSettings(classPath, List.of(), false, DEFAULT_IMPORTS);
  }
}
