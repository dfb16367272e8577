package dev.elara.java.practice;

import dev.elara.message.MimeBundle;
import dev.elara.shell.Execution;
import dev.elara.shell.StdinNotAllowed;
import dev.elara.shell.StreamName;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The run of a cell that nobody sent: what it is sent is dropped, nothing interrupts it, and it may
 * not ask. Immutable.
 */
public record QuietExecution(String code, int count, boolean silent) implements Execution {

  @Override
  public @Nullable String subshellId() {
    return null;
  }

  @Override
  public Map<String, @Nullable Object> metadata() {
    return Map.of();
  }

  @Override
  public void write(StreamName stream, String text) {}

  @Override
  public void flush() {}

  @Override
  public void display(MimeBundle value, @Nullable String displayId) {}

  @Override
  public void updateDisplay(MimeBundle value, String displayId) {}

  @Override
  public void clearOutput(boolean wait) {}

  @Override
  public @Nullable String readLine(String prompt, boolean password) {
    throw new StdinNotAllowed();
  }

  @Override
  public void payload(Map<String, @Nullable Object> payload) {}

  @Override
  public boolean interrupted() {
    return false;
  }

  @Override
  public @Nullable String interruptReason() {
    return null;
  }

  @Override
  public Runnable onInterrupt(Runnable stop) {
    return () -> {};
  }
}
