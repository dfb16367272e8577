package dev.elara.ws.http;

import java.time.Duration;

/**
 * What the port takes, so that nobody can make it grow without bound.
 *
 * @param headBytes the longest head of a request
 * @param bodyBytes the longest body, and the longest WebSocket message
 * @param connections how many connections at once; more are closed when they are made
 * @param headTime how long a client may take to send a head
 * @param silence how long a connection may be silent, without even a pong
 * @param ping how often a WebSocket client is pinged
 */
public record HttpLimits(
    int headBytes,
    int bodyBytes,
    int connections,
    Duration headTime,
    Duration silence,
    Duration ping) {

  /** What the documentation states. */
  public static final HttpLimits STANDARD =
      new HttpLimits(
          64 << 10,
          128 << 20,
          1_000,
          Duration.ofSeconds(30),
          Duration.ofSeconds(60),
          Duration.ofSeconds(30));
}
