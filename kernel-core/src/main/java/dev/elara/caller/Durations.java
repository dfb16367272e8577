package dev.elara.caller;

import java.time.Duration;

/** Durations as nanoseconds. */
final class Durations {

  private Durations() {}

  /** The nanoseconds of a duration; what does not fit is about three hundred years. */
  @SuppressWarnings("JavaDurationGetSecondsToToSeconds") // TeaVM has no other
  static long nanos(Duration duration) {
    long seconds = duration.getSeconds();
    return seconds > Long.MAX_VALUE / 2_000_000_000L ? Long.MAX_VALUE / 2 : duration.toNanos();
  }
}
