package dev.elara.java.runtime;

/**
 * Unwinds the code of an interrupted cell. An error, so that {@code catch (Exception)} in a cell
 * does not meet it; a cell that catches it meets the next one at its next check. The user sees a
 * {@code KernelInterrupt}.
 */
public final class CellStopped extends Error {

  CellStopped(String reason) {
    super(reason);
  }
}
