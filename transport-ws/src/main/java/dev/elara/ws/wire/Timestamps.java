package dev.elara.ws.wire;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Times as Jupyter's REST API writes them: UTC, always six digits behind the point. */
public final class Timestamps {

  private static final DateTimeFormatter MICROS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

  private Timestamps() {}

  /** The text of an instant. */
  public static String micros(Instant instant) {
    return MICROS.format(instant);
  }
}
