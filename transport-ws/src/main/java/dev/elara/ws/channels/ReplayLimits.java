package dev.elara.ws.channels;

import java.time.Duration;

/**
 * What is kept for one client that reads slowly or is away. One message is kept however large it
 * is.
 *
 * @param slowBytes how much may wait for a client that is connected; with more it is disconnected,
 *     and gets all of it when it returns
 * @param awayBytes how much more may come to wait while it is away; the oldest is dropped beyond
 *     that
 * @param messages how many more messages may come to wait while it is away; the oldest are dropped
 *     beyond that
 * @param recentBytes how much of what was sent is kept until it is known to have arrived, and at
 *     most {@code messages}: a client whose connection broke may ask for it again
 * @param age how long after its last disconnection what waits is thrown away
 */
public record ReplayLimits(
    long slowBytes, long awayBytes, int messages, long recentBytes, Duration age) {

  /** What the documentation states: 64 MiB, 64 MiB, 10,000 messages, 8 MiB, 10 minutes. */
  public static final ReplayLimits STANDARD =
      new ReplayLimits(64L << 20, 64L << 20, 10_000, 8L << 20, Duration.ofMinutes(10));
}
