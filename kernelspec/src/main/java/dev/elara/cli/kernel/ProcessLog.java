package dev.elara.cli.kernel;

import dev.elara.kernel.Log;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Writes the kernel's log to a stream, a line each; a cause follows with its stack.
 *
 * <p>Thread-safe. Logging never blocks: standard error may be a pipe that nobody reads, and then
 * the kernel goes on all the same. Up to {@value #WAITING} entries wait for a thread that writes
 * them; what does not fit is counted, and the count is written as soon as there is room.
 */
public final class ProcessLog implements Log {

  static final int WAITING = 1_000;

  /** Starting a thread may take longer than all else that whoever logs does. */
  private static final long THREAD_STAYS_MILLIS = 1_000;

  private final PrintStream sink;
  private final Queue<String> entries = new ArrayDeque<>(); // guarded by this
  private int dropped; // guarded by this
  private boolean ready; // guarded by this: a thread is there that will look again
  private boolean writing; // guarded by this: it has an entry that is not written yet

  /** {@code sink} is the process's own standard error, which is not that of the cells. */
  public ProcessLog(PrintStream sink) {
    this.sink = sink;
  }

  @Override
  public void log(Level level, String line, @Nullable Throwable cause) {
    String label =
        switch (level) {
          case INFO -> "elara: ";
          case WARNING -> "elara: warning: ";
        };
    add(label + line + System.lineSeparator() + (cause == null ? "" : stack(cause)));
  }

  private static String stack(Throwable cause) {
    StringWriter text = new StringWriter();
    cause.printStackTrace(new PrintWriter(text));
    return text.toString();
  }

  private synchronized void add(String entry) {
    if (entries.size() >= WAITING) {
      dropped++;
      return;
    }
    entries.add(entry);
    if (ready) {
      notifyAll();
    } else {
      ready = true;
      Thread.ofPlatform().daemon().name("elara-log").start(this::write);
    }
  }

  private void write() {
    for (String entry = next(); entry != null; entry = next()) {
      sink.print(entry);
      sink.flush();
    }
  }

  /** What is to be written next; null if nothing came for a while. */
  private synchronized @Nullable String next() {
    writing = false;
    if (entries.isEmpty() && dropped == 0) {
      notifyAll(); // all is written
      awaitEntry();
    }
    String entry = entries.poll();
    if (entry == null && dropped > 0) {
      entry = "elara: warning: %,d further lines were left out.%n".formatted(dropped);
      dropped = 0;
    }
    writing = entry != null;
    ready = writing;
    return entry;
  }

  private synchronized void awaitEntry() {
    long end = System.nanoTime() + Duration.ofMillis(THREAD_STAYS_MILLIS).toNanos();
    try {
      for (long left = THREAD_STAYS_MILLIS; entries.isEmpty() && left > 0; ) {
        wait(left);
        left = Duration.ofNanos(end - System.nanoTime()).toMillis();
      }
    } catch (InterruptedException nothingMoreToWaitFor) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits until all is written, at most as long as that. */
  public synchronized void flush(Duration atMost) {
    long end = System.nanoTime() + atMost.toNanos();
    try {
      for (long left = atMost.toMillis(); !isWritten() && left > 0; ) {
        wait(left);
        left = Duration.ofNanos(end - System.nanoTime()).toMillis();
      }
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized boolean isWritten() {
    return entries.isEmpty() && dropped == 0 && !writing;
  }
}
