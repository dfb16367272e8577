package dev.elara.kernel;

import java.time.Duration;

/**
 * What may be set about a kernel.
 *
 * @param streamLimitBytes how much text, in bytes of UTF-8, one cell may write to its streams; what
 *     is past it is cut, and the stream says so
 * @param interruptGrace how long an interrupted cell has to end before it is left behind
 * @param shutdownGrace how long interrupted cells have to end before the kernel stops without them
 */
public record Settings(long streamLimitBytes, Duration interruptGrace, Duration shutdownGrace) {

  /** 64 MB, 2 s, and 250 ms. */
  public static final Settings DEFAULT =
      new Settings(64L << 20, Duration.ofSeconds(2), Duration.ofMillis(250));
}
