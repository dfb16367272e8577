package dev.elara.kernel;

import dev.elara.message.Header;
import java.util.function.LongSupplier;

/**
 * The order in which the cells of one subshell were sent, to tell which of them a failure or an
 * interrupt is meant for.
 *
 * <p>Cells and interrupts come on different sockets, which are not ordered among each other. What
 * one session sent within a moment is therefore ordered by the dates in its headers: an interrupt
 * is meant for the cell sent just before it although it overtook it, and spares the one sent just
 * after it. All else is ordered by its arrival.
 *
 * <p>Thread-safe; never blocks.
 */
final class Arrivals {

  /**
   * How far apart two messages may arrive to be ordered by their dates: clocks are set at times.
   */
  private static final long MOMENT_NANOS = 1_000_000_000;

  /**
   * A cell, or an interrupt, as it arrived.
   *
   * @param place how many cells had arrived, with this one
   */
  record Arrival(long place, long nanos, Header header) {}

  private final LongSupplier nanoClock;
  private long arrived; // guarded by this: how many cells
  private long aborted; // guarded by this: up to which place queued cells are void
  private Arrival lastInterrupt; // guarded by this

  Arrivals(LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
    lastInterrupt = new Arrival(0, nanoClock.getAsLong(), Header.NONE);
  }

  /** Counts a cell that arrives. */
  synchronized Arrival cell(Header header) {
    return new Arrival(++arrived, nanoClock.getAsLong(), header);
  }

  /** After a failure: the cells that have arrived and not started are void. */
  synchronized void abortQueued() {
    aborted = arrived;
  }

  /**
   * An interrupt: it is meant for all cells sent so far, started or not.
   *
   * @param header the request's; {@link Header#NONE} if it came as a signal
   */
  synchronized void interrupt(Header header) {
    lastInterrupt = new Arrival(arrived, nanoClock.getAsLong(), header);
  }

  /** Whether the cell is void if it has not started. */
  synchronized boolean isAborted(Arrival cell) {
    return cell.place <= aborted || isInterrupted(cell);
  }

  /** Whether an interrupt was meant for the cell. */
  synchronized boolean isInterrupted(Arrival cell) {
    long apart = Math.abs(cell.nanos - lastInterrupt.nanos);
    int order = apart > MOMENT_NANOS ? 0 : cell.header.compareSent(lastInterrupt.header);
    return order < 0 || (order == 0 && cell.place <= lastInterrupt.place);
  }
}
