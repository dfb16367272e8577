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
        + ", host="
        + (caller.host() == null ? "none" : caller.host())
        + ", thread="
        + (thread == null ? "none" : thread.name())
        + ", id="
        + caller.id()
        + ", children="
        + children
        + running(caller)
        + (Caller.currentOrNull() == caller ? ", current]" : "]");
  }

  /** What runs and since when, so that one who holds its caller too long can be found. */
  private static String running(Caller caller) {
    Baton.Running running = caller.scheduler.running();
    Pending<?> pending = running == null ? null : running.task().pending;
    if (running == null || pending == null) {
      return "";
    }
    long millis = (caller.platform().nanos() - running.since()) / 1_000_000;
    String what = PendingText.shown(pending.metadata().get("func"));
    return ", running " + what + " for " + millis + " ms";
  }
}
