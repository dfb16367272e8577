package dev.elara.cli.kernel;

import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Ends a kernel whose client has died without a word: Jupyter names its process in {@code
 * JPY_PARENT_PID}.
 */
final class ParentWatch {

  /**
   * How often the process is looked for. The JDK's own watch over processes that are no children,
   * {@link ProcessHandle#onExit}, looks only every few seconds.
   */
  private static final Duration INTERVAL = Duration.ofMillis(300);

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
    Thread.ofPlatform().daemon().name("elara-parent-watch").start(() -> watch(pid, parentDied));
  }

  private static void watch(long pid, Runnable parentDied) {
    // A handle knows when its process began: another one that gets the number later is not it.
    Optional<ProcessHandle> parent = ProcessHandle.of(pid);
    try {
      while (parent.isPresent() && parent.get().isAlive()) {
        Thread.sleep(INTERVAL);
      }
    } catch (InterruptedException _) {
      return; // Nobody interrupts this thread; if somebody does, the watch is over.
    }
    parentDied.run();
  }

  private static boolean isWindows() {
    return System.getProperty("os.name").startsWith("Windows");
  }
}
