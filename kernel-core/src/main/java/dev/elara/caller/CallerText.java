package dev.elara.caller;

import dev.elara.caller.platform.StrandHandle;

/** A caller for people, on one line. */
final class CallerText {

  private CallerText() {}

  static String of(Caller caller) {
    StrandHandle thread = caller.thread();
    int children = caller.children().size();
    return "Caller["
        + caller.name()
        + ", "
        + caller.state()
        + (caller.isProtected() ? ", protected" : "")
        + ", backend="
        + caller.backend()
        + ", host=none, thread="
        + (thread == null ? "none" : thread.name())
        + ", id="
        + caller.id()
        + ", children="
        + children
        + (Caller.currentOrNull() == caller ? ", current]" : "]");
  }
}
