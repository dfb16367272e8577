package dev.elara.zmq;

import dev.elara.kernel.Log;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A log that can be read again. */
final class RecordingLog implements Log {

  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final List<Throwable> causes = new CopyOnWriteArrayList<>();

  @Override
  public void log(Level level, String line, @Nullable Throwable cause) {
    lines.add(line);
    if (cause != null) {
      causes.add(cause);
    }
  }

  List<String> lines() {
    return lines;
  }

  List<Throwable> causes() {
    return causes;
  }
}
