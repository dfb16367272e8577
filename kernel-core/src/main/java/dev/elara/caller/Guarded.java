package dev.elara.caller;

import dev.elara.caller.platform.Platform;
import dev.elara.caller.platform.Platforms;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;

/**
 * An object with a guard that costs it a field: held for a few instructions, never while waiting
 * and never while code of somebody else runs. Who holds it may not hold it again. What was written
 * before {@link #release} is seen after the next {@link #hold}.
 */
class Guarded {

  private static final AtomicIntegerFieldUpdater<Guarded> HELD =
      AtomicIntegerFieldUpdater.newUpdater(Guarded.class, "held");

  private volatile int held; // 1 while somebody holds it

  /** Enters, after whoever is inside has left. */
  final void hold() {
    if (!HELD.compareAndSet(this, 0, 1)) {
      contend();
    }
  }

  /** Leaves; only the one who entered. */
  final void release() {
    HELD.lazySet(this, 0);
  }

  private void contend() {
    Platform platform = Platforms.current();
    int attempt = 0;
    do {
      platform.relax(attempt);
      attempt++;
    } while (held != 0 || !HELD.compareAndSet(this, 0, 1));
  }
}
