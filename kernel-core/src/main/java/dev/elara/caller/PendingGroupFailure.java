package dev.elara.caller;

import java.util.List;

/**
 * Thrown on leaving a {@link PendingGroup} of which members failed: the first failure is the cause,
 * the others are suppressed.
 */
public final class PendingGroupFailure extends RuntimeException {

  PendingGroupFailure(List<Throwable> failures) {
    super(
        failures.size() == 1
            ? "A member of the group failed: " + failures.get(0)
            : failures.size() + " failures in the group; the first: " + failures.get(0),
        failures.get(0));
    failures.stream().skip(1).forEach(this::addSuppressed);
  }
}
