package dev.elara.caller;

import dev.elara.caller.platform.Backend;
import dev.elara.caller.platform.Platform;

/** The real platform a check runs on, and what a check must know of it. */
public interface Ground {

  /** What it is called in a report. */
  String name();

  /** The platform itself. */
  Platform platform();

  /** The kind of strands callers have here unless they ask for another. */
  Backend backend();

  /** Another kind of strands; in a browser one that there is not. */
  Backend other();

  /** The kind of strand that is running. */
  Backend running();

  /** Asks for a collection of garbage; it may need to be asked again. */
  void collectGarbage();

  /** Whether that check is for this ground. */
  boolean suits(Where where);
}
