package dev.elara.web.platform;

import org.teavm.jso.JSBody;

/** The monotonic clock: {@code performance.now()}. */
final class Clock {

  private static final double NANOS_PER_MILLI = 1e6;

  private Clock() {}

  @JSBody(script = "return performance.now();")
  static native double millis();

  static long nanos() {
    return (long) (millis() * NANOS_PER_MILLI);
  }
}
