package dev.elara.cli.kernel;

import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Ends a kernel whose client has died without a word: Jupyter names its process in {@code
 * JPY_PARENT_PID}.
 */
final class ParentWatch {

  private ParentWatch() {}

  /**
   * Calls {@code parentDied} once the process that the environment names has ended, at once if it
   * has already. Never blocks. Without a name, or on Windows, where it names something else,
   * nothing is watched.
   */
  static void start(UnaryOperator<@Nullable String> environment, Runnable parentDied) {
    String parent = environment.apply("JPY_PARENT_PID");
    if (parent == null || !parent.matches("[0-9]{1,18}") || isWindows()) {
      return;
    }
    long pid = Long.parseLong(parent);
    if (pid <= 1) {
      return;
    }
    var parentProcess = ProcessHandle.of(pid);
    if (parentProcess.isEmpty()) {
      parentDied.run();
    } else {
      var _ = parentProcess.get().onExit().thenRun(parentDied);
    }
  }

  private static boolean isWindows() {
    return System.getProperty("os.name").startsWith("Windows");
  }
}
