package dev.elara.caller;

/** Where a check holds. */
public enum Where {
  /** On every platform. */
  EVERYWHERE,
  /** Where there are threads. */
  JVM,
  /** Where all callers share one thread: what holds there instead of a check for the JVM. */
  BROWSER
}
