package dev.elara.java;

import dev.elara.caller.PendingCancelled;
import dev.elara.message.MimeBundle;
import dev.elara.shell.Execution;
import dev.elara.shell.StdinNotAllowed;
import dev.elara.shell.StreamName;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An execution that keeps what is sent to it. Thread-safe. */
public final class FakeExecution implements Execution {

  private final String code;
  private final int count;

  // All guarded by this.
  private final StringBuilder stdout = new StringBuilder();
  private final StringBuilder stderr = new StringBuilder();
  private final List<MimeBundle> displays = new ArrayList<>();
  private final List<String> prompts = new ArrayList<>();
  private final List<Runnable> stops = new ArrayList<>();
  private @Nullable Deque<String> input;
  private @Nullable String interruptReason;

  public FakeExecution(String code, int count) {
    this.code = code;
    this.count = count;
  }

  /** Lets the cell ask for input and answers with these lines, then with the end of input. */
  public synchronized FakeExecution typing(String... lines) {
    input = new ArrayDeque<>(List.of(lines));
    return this;
  }

  public synchronized String stdout() {
    return stdout.toString();
  }

  public synchronized String stderr() {
    return stderr.toString();
  }

  public synchronized List<MimeBundle> displays() {
    return List.copyOf(displays);
  }

  public synchronized List<String> prompts() {
    return List.copyOf(prompts);
  }

  /** What the kernel does when its user interrupts the cell. */
  public void interrupt(String reason) {
    Collection<Runnable> all;
    synchronized (this) {
      interruptReason = reason;
      all = List.copyOf(stops);
      stops.clear();
      notifyAll();
    }
    all.forEach(Runnable::run);
  }

  @Override
  public String code() {
    return code;
  }

  @Override
  public int count() {
    return count;
  }

  @Override
  public boolean silent() {
    return false;
  }

  @Override
  public @Nullable String subshellId() {
    return null;
  }

  @Override
  public Map<String, @Nullable Object> metadata() {
    return Map.of();
  }

  @Override
  public synchronized void write(StreamName stream, String text) {
    switch (stream) {
      case STDOUT -> stdout.append(text);
      case STDERR -> stderr.append(text);
    }
    notifyAll();
  }

  /** Waits until a text has been written to stdout. */
  public synchronized void awaitStdout(String text) throws InterruptedException {
    while (stdout.indexOf(text) < 0) {
      wait();
    }
  }

  @Override
  public void flush() {}

  @Override
  public synchronized void display(MimeBundle value, @Nullable String displayId) {
    displays.add(value);
  }

  @Override
  public synchronized void updateDisplay(MimeBundle value, String displayId) {
    displays.add(value);
  }

  @Override
  public void clearOutput(boolean wait) {}

  @Override
  public synchronized @Nullable String readLine(String prompt, boolean password) {
    if (interruptReason != null) {
      throw new PendingCancelled(interruptReason);
    }
    if (input == null) {
      throw new StdinNotAllowed();
    }
    prompts.add(password ? prompt + " (password)" : prompt);
    return input.poll();
  }

  @Override
  public void payload(Map<String, @Nullable Object> payload) {}

  @Override
  public synchronized boolean interrupted() {
    return interruptReason != null;
  }

  @Override
  public synchronized @Nullable String interruptReason() {
    return interruptReason;
  }

  @Override
  public Runnable onInterrupt(Runnable stop) {
    synchronized (this) {
      if (interruptReason == null) {
        stops.add(stop);
        return () -> remove(stop);
      }
    }
    stop.run();
    return () -> {};
  }

  private synchronized void remove(Runnable stop) {
    stops.remove(stop);
  }
}
