package dev.elara.cli.config;

import java.util.Map;

/**
 * A cell that runs before the user's first one.
 *
 * @param origin where it comes from, as an error names it
 * @param code its source
 */
public record StartupCell(String origin, String code) {

  /** What is asked of the kernel: a silent cell, which nobody counts or remembers. */
  public Map<String, Object> request() {
    return Map.of("code", code, "silent", true, "store_history", false, "allow_stdin", false);
  }
}
