package dev.elara.kernel;

import dev.elara.interim.Caller;

/** Starts the kernel's own callers. */
final class Callers {

  private Callers() {}

  /** A caller with a thread of that name, running. */
  static Caller start(String name) {
    return new Caller(name);
  }
}
