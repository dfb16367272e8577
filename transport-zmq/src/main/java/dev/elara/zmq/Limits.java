package dev.elara.zmq;

import java.time.Duration;

/**
 * What this transport accepts and keeps, in one place, so that nothing grows without bound.
 *
 * @param messageBytes the largest message, all frames together, that is accepted
 * @param frames how many frames a message may have
 * @param jsonDepth how deeply lists and objects of a message may be nested, both ways
 * @param outboxBytes how much may wait for the I/O thread before writers of output are held up
 * @param outboxMessages how many messages may wait before writers of output are held up
 * @param subscriberMessages how many messages may wait for one subscriber of iopub; those of a
 *     stream have some 32 KB at most, so this bounds what one that reads nothing costs
 * @param clientReplies how many replies may wait for one client on one channel; further ones are
 *     dropped, and said so in the log, until it reads again
 * @param patience how long all wait for a subscriber whose queue is full and that reads nothing;
 *     then what it would have got is dropped, and said so in the log, until it reads again
 * @param linger how long {@code close} waits for clients to take what is still on its way
 */
public record Limits(
    int messageBytes,
    int frames,
    int jsonDepth,
    int outboxBytes,
    int outboxMessages,
    int subscriberMessages,
    int clientReplies,
    Duration patience,
    Duration linger) {

  /**
   * The longest topic that may be subscribed to, in bytes; who asks for more is disconnected.
   * JeroMQ keeps topics in a tree that it walks recursively, so a longer one could end the I/O
   * thread.
   */
  static final int TOPIC_BYTES = 1_024;

  /**
   * How many messages of one client on one channel are taken from the network ahead of the I/O
   * thread. More would only wait in memory, and grow old there: a collector's work.
   */
  static final int RECEIVED_AHEAD = 64;

  /**
   * How many lists and objects one JSON frame may have inside. Each takes many times its two bytes,
   * and a collection of garbage that meets a quarter of a million of them may take 100 ms.
   */
  static final int JSON_CONTAINERS = 100_000;

  /** How many values, names, and ends of lists and objects one JSON frame may have. */
  static final int JSON_TOKENS = 5_000_000;

  private static final int MEBIBYTE = 1 << 20;

  /** What the documentation states. */
  public static final Limits STANDARD =
      new Limits(
          128 * MEBIBYTE,
          65_536,
          1_000,
          32 * MEBIBYTE,
          20_000,
          4_000,
          10_000,
          Duration.ofSeconds(10),
          Duration.ofSeconds(1));
}
