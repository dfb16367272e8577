package dev.elara.caller;

import java.util.Locale;

/**
 * Where a caller is in its life. The only ways are
 *
 * <pre>
 * INITIAL ──► STARTING ──► RUNNING ──► STOPPING ──► STOPPED
 *    └────────────┴─────────────────────►
 * </pre>
 */
public enum CallerState {
  INITIAL,
  STARTING,
  RUNNING,
  STOPPING,
  STOPPED;

  boolean canBecome(CallerState next) {
    return switch (next) {
      case INITIAL -> false;
      case STARTING -> this == INITIAL;
      case RUNNING -> this == STARTING;
      case STOPPING -> compareTo(STOPPING) < 0;
      case STOPPED -> this == STOPPING;
    };
  }

  /** Whether it takes no work any more. */
  boolean isClosed() {
    return compareTo(STOPPING) >= 0;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
