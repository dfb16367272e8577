package dev.elara.shell;

import java.util.Locale;

/** The two output streams. */
public enum StreamName {
  STDOUT,
  STDERR;

  private final String wireName = name().toLowerCase(Locale.ROOT);

  /** {@code stdout} or {@code stderr}. */
  public String wireName() {
    return wireName;
  }
}
