package dev.elara.caller;

/** Something to do that returns nothing. It may throw anything. */
@FunctionalInterface
public interface Action {

  /** Does it. May block or wait. */
  void run() throws Exception;
}
