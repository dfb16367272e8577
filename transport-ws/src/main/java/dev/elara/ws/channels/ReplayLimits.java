package dev.elara.ws.channels;

import java.time.Duration;

/**
 * What is kept for one client that reads slowly or is away.
 *
 * @param bytes how much may wait for it; a connected one that has more waiting is disconnected and
 *     gets the rest when it returns
 * @param messages how many may wait for it while it is away; the oldest are dropped beyond that
 * @param age how long after its last disconnection what waits is thrown away
 */
public record ReplayLimits(long bytes, int messages, Duration age) {

  /** What the documentation states: 64 MiB, 10,000 messages, 10 minutes. */
  public static final ReplayLimits STANDARD =
      new ReplayLimits(64L << 20, 10_000, Duration.ofMinutes(10));
}
