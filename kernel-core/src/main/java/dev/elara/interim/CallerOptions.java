package dev.elara.interim;

/** Stub. */
public record CallerOptions(String name) {
  public static CallerOptions named(String n) {
    return new CallerOptions(n);
  }
}
