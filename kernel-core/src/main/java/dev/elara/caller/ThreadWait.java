package dev.elara.caller;

import dev.elara.caller.platform.Parker;
import dev.elara.caller.platform.Platform;

/** A wait of a thread that runs no task: it blocks the thread. */
final class ThreadWait extends Wait {

  private final Parker parker;
  private volatile boolean woken;

  ThreadWait(Platform platform) {
    parker = platform.parker();
  }

  @Override
  void wake() {
    woken = true;
    parker.unpark();
  }

  @Override
  boolean woken() {
    return woken;
  }

  @Override
  void suspend() {
    while (!woken) {
      if (!parker.parkInterruptibly() && !woken) {
        throw new PendingCancelled("The waiting thread was interrupted.");
      }
    }
  }
}
