package dev.elara.cli.kernel;

import dev.elara.display.Renderers;
import dev.elara.java.JavaShell;
import dev.elara.java.cell.CompilerSettings;
import dev.elara.java.cell.JavacCellCompiler;
import dev.elara.kernel.Kernel;
import dev.elara.kernel.KernelBuilder;
import dev.elara.kernel.Log;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.NullMarked;

/** Puts a kernel for Java together, which {@code elara kernel} and {@code elara run} share. */
public final class JavaKernel {

  /** What cells know of the kernel itself, besides the default imports of the Java shell. */
  private static final List<String> IMPORTS =
      List.of(
          "import dev.elara.caller.Caller",
          "import dev.elara.caller.Pending",
          "import dev.elara.display.Display",
          "import static dev.elara.caller.Caller.await",
          "import static dev.elara.display.Display.clearOutput",
          "import static dev.elara.display.Display.display");

  private JavaKernel() {}

  /** A kernel whose language is Java, not built yet; its compiler warms up meanwhile. */
  public static KernelBuilder builder(Log log) {
    var renderers = new Renderers();
    var shell =
        new JavaShell(
            new JavacCellCompiler(settings()), JavaKernel.class.getClassLoader(), renderers);
    Thread.ofPlatform().daemon().name("elara-warm-up").start(() -> warmUp(shell, log));
    return Kernel.builder(shell).renderers(renderers).log(log);
  }

  private static void warmUp(JavaShell shell, Log log) {
    try {
      shell.warmUp();
    } catch (RuntimeException | LinkageError failed) {
      log.warn("The Java shell could not warm up; the first cell will take longer.", failed);
    }
  }

  private static CompilerSettings settings() {
    List<String> imports = new ArrayList<>(CompilerSettings.DEFAULT_IMPORTS);
    imports.addAll(IMPORTS);
    return new CompilerSettings(
        List.of(codeOf(Kernel.class), codeOf(NullMarked.class)), List.of(), preview(), imports);
  }

  /**
   * The jar or folder a class comes from: cells see the kernel's own API, not all its libraries.
   */
  private static Path codeOf(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Whether this JVM runs classes with preview features, which only its options tell. */
  private static boolean preview() {
    String option = "--enable-preview";
    String everyJvm = System.getenv("JDK_JAVA_OPTIONS") + " " + System.getenv("JAVA_TOOL_OPTIONS");
    return everyJvm.contains(option)
        || ProcessHandle.current()
            .info()
            .arguments()
            .map(arguments -> List.of(arguments).contains(option))
            .orElse(false);
  }
}
