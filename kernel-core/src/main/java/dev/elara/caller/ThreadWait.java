package dev.elara.caller;

import dev.elara.caller.platform.Parker;
import dev.elara.caller.platform.Platform;

/** A wait of a thread that runs no task: it blocks the thread. */
final class ThreadWait extends Wait {

  private final Parker parker;
  private final boolean shield;
  private volatile boolean woken;
  private boolean interrupted; // the waiting thread's own

  ThreadWait(Platform platform, boolean shield) {
    parker = platform.threadParker();
    this.shield = shield;
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
  void pause() {
    while (!woken && !interrupted) {
      if (shield) {
        parker.park();
      } else {
        interrupted = !parker.parkInterruptibly() && !woken;
      }
    }
  }

  @Override
  void checkCancelled() {
    if (interrupted) {
      throw new PendingCancelled("The waiting thread was interrupted.");
    }
  }
}
