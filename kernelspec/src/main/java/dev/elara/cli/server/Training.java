package dev.elara.cli.server;

import dev.elara.kernel.Log;
import java.time.Duration;

/**
 * The one training run that lets kernels start quickly, where there was none yet: with this JDK and
 * these jars, on this machine. Thread-safe.
 */
final class Training implements AutoCloseable {

  /** A machine so slow that it takes longer gets its notebooks first. */
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Thread thread;
  private volatile boolean closed;

  private Training(KernelJvm jvm, Log log) {
    Log whileWanted =
        (level, line, cause) -> {
          if (!closed) {
            log.log(level, line, cause);
          }
        };
    this.thread =
        Thread.ofPlatform().daemon().name("training").unstarted(() -> jvm.train(whileWanted));
  }

  /** Begins it; it ends at once if there is nothing to be done. */
  static Training of(KernelJvm jvm, Log log) {
    Training training = new Training(jvm, log);
    training.thread.start();
    return training;
  }

  /**
   * Waits for its end, but not for ever: what is not ready then goes on beside the notebooks.
   *
   * @return false if it was closed meanwhile
   */
  boolean await() throws InterruptedException {
    var _ = thread.join(PATIENCE);
    return !closed;
  }

  /** Ends it, done or not. Nothing that it had begun is left behind. Kernels must have ended. */
  @Override
  public void close() {
    closed = true;
    while (thread.isAlive()) {
      // Its processes, one after the other: it waits for what they print.
      ProcessHandle.current().children().forEach(ProcessHandle::destroyForcibly);
      try {
        thread.join(Duration.ofMillis(100));
      } catch (InterruptedException told) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }
}
