package dev.elara.cli.kernel;

import dev.elara.kernel.Log;
import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/**
 * Writes the kernel's log to a stream, a line each; a cause follows with its stack.
 *
 * <p>Thread-safe.
 *
 * @param sink the process's own standard error, which is not that of the cells
 */
public record ProcessLog(PrintStream sink) implements Log {

  @Override
  public void log(Level level, String line, @Nullable Throwable cause) {
    String label =
        switch (level) {
          case INFO -> "elara: ";
          case WARNING -> "elara: warning: ";
        };
    synchronized (sink) {
      sink.println(label + line);
      if (cause != null) {
        cause.printStackTrace(sink);
      }
    }
  }
}
