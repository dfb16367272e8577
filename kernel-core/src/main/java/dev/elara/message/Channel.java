package dev.elara.message;

import java.util.Locale;

/**
 * The channels a message travels on. The heartbeat carries no messages and belongs to the
 * transport.
 *
 * @see <a
 *     href="https://jupyter-client.readthedocs.io/en/stable/messaging.html#introduction">Jupyter
 *     messaging, introduction</a>
 */
public enum Channel {
  SHELL,
  CONTROL,
  STDIN,
  IOPUB;

  private final String wireName = name().toLowerCase(Locale.ROOT);

  /**
   * The channel's name on the wire: {@code shell}, {@code control}, {@code stdin}, {@code iopub}.
   */
  public String wireName() {
    return wireName;
  }
}
