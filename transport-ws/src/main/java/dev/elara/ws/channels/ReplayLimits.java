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
 * @param age how long after its last disconnection what waits is thrown away
 */
public record ReplayLimits(long slowBytes, long awayBytes, int messages, Duration age) {

  /** What the documentation states: 64 MiB, 64 MiB, 10,000 messages, 10 minutes. */
  public static final ReplayLimits STANDARD =
      new ReplayLimits(64L << 20, 64L << 20, 10_000, Duration.ofMinutes(10));
}
