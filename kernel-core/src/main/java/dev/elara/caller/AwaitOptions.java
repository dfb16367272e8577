package dev.elara.caller;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How to wait for a {@link Pending}.
 *
 * @param timeout how long at most; null for as long as it takes
 * @param protect whether the pending goes on when this wait times out or is cancelled
 * @param shield whether cancellation of the waiting task is kept from it until the pending is done
 * @param raise whether what the pending threw, its cancellation and the timeout are thrown
 */
public record AwaitOptions(
    @Nullable Duration timeout, boolean protect, boolean shield, boolean raise) {

  /** As long as it takes, cancelling with the waiter, raising. */
  public static final AwaitOptions DEFAULT = new AwaitOptions(null, false, false, true);

  /** With a time limit. */
  public AwaitOptions within(Duration limit) {
    return new AwaitOptions(limit, protect, shield, raise);
  }

  /** Leaving the pending alone when the wait ends early. */
  public AwaitOptions protecting() {
    return new AwaitOptions(timeout, true, shield, raise);
  }

  /** Keeping outside cancellation from the waiter until the pending is done. */
  public AwaitOptions shielding() {
    return new AwaitOptions(timeout, protect, true, raise);
  }

  /** Waiting only: null instead of anything thrown. */
  public AwaitOptions quiet() {
    return new AwaitOptions(timeout, protect, shield, false);
  }
}
