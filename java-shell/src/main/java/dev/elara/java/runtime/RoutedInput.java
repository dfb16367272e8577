package dev.elara.java.runtime;

import dev.elara.shell.Execution;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/**
 * {@code System.in} of a process that runs cells: reads what the client's user types for the
 * execution that the reading thread works for; outside any, the process's own input.
 *
 * <p>A {@code Scanner} made in one cell can be used in the next: whose input it is is decided at
 * each read. Thread-safe.
 */
final class RoutedInput extends InputStream {

  private final InputStream real;

  RoutedInput(InputStream real) {
    this.real = real;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, into.length);
    Execution execution = CurrentExecution.get();
    return execution == null
        ? real.read(into, offset, length)
        : CellInput.of(execution).read(execution, into, offset, length);
  }

  @Override
  public int available() throws IOException {
    Execution execution = CurrentExecution.get();
    return execution == null ? real.available() : CellInput.of(execution).available();
  }

  /** Leaves the input open: it is there for all cells. */
  @Override
  public void close() {}
}
