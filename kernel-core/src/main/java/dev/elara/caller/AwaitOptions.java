package dev.elara.caller;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How to wait.
 *
 * @param timeout how long at most; null for ever
 * @param protect whether the pending goes on when the wait times out or is cancelled
 * @param shield whether a cancellation of the waiter is kept back until the pending is done
 */
public record AwaitOptions(@Nullable Duration timeout, boolean protect, boolean shield) {

  /** For ever, cancelling what is waited for if the waiter is cancelled. */
  public static final AwaitOptions DEFAULT = new AwaitOptions(null, false, false);

  public AwaitOptions {
    if (timeout != null && timeout.isNegative()) {
      throw new IllegalArgumentException("The timeout is " + timeout + "; use zero or more.");
    }
  }

  /** The same with a timeout. */
  public AwaitOptions timeout(Duration timeout) {
    return new AwaitOptions(timeout, protect, shield);
  }

  /** The same, letting the pending go on whatever happens to the waiter. */
  public AwaitOptions protecting() {
    return new AwaitOptions(timeout, true, shield);
  }

  /** The same, keeping cancellation from the waiter until the pending is done. */
  public AwaitOptions shielded() {
    return new AwaitOptions(timeout, protect, true);
  }
}
