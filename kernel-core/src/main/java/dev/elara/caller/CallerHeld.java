package dev.elara.caller;

import java.util.List;

/**
 * Reported, not thrown: a task runs and lets no other of its caller run. The message has its stack.
 * See {@link CallerOptions#holdLimit}.
 */
public final class CallerHeld extends RuntimeException {

  CallerHeld(String what, List<String> stack) {
    super("by " + what + ", which is at\n    " + String.join("\n    ", stack));
    setStackTrace(new StackTraceElement[0]); // of who looked, which tells nothing
  }
}
