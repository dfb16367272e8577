package dev.elara.caller;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a {@link PendingGroup} behaves.
 *
 * @param mode what a cancelled member means
 * @param timeout after how long it is cancelled; null never
 * @param shield whether a cancellation of the task that runs it is kept back until it is left
 */
public record GroupOptions(GroupMode mode, @Nullable Duration timeout, boolean shield) {

  /** Ignores cancelled members; for ever; not shielded. */
  public static final GroupOptions DEFAULT =
      new GroupOptions(GroupMode.IGNORE_QUIETLY, null, false);

  public GroupOptions {
    if (timeout != null && timeout.isNegative()) {
      throw new IllegalArgumentException("The timeout is " + timeout + "; use zero or more.");
    }
  }

  /** The same in another mode. */
  public GroupOptions mode(GroupMode mode) {
    return new GroupOptions(mode, timeout, shield);
  }

  /** The same with a timeout. */
  public GroupOptions timeout(Duration timeout) {
    return new GroupOptions(mode, timeout, shield);
  }

  /** The same, keeping outside cancellation away. */
  public GroupOptions shielded() {
    return new GroupOptions(mode, timeout, true);
  }
}
