package dev.elara.zmq;

import dev.elara.zmq.Outbox.Letter;
import org.jspecify.annotations.Nullable;

/**
 * That the kernel is starting, kept for the first subscriber: a kernel says so as soon as it
 * listens, and by then nobody can have subscribed yet.
 *
 * <p>Thread-safe; never blocks.
 */
final class FirstWord {

  private @Nullable Letter kept; // guarded by this
  private volatile boolean over; // written once, guarded by this

  /** Keeps it; false if somebody listens, or it is too late for it, so that it is to be sent. */
  synchronized boolean keep(Letter letter) {
    if (over) {
      return false;
    }
    kept = letter;
    return true;
  }

  /** What was kept, for whoever comes first; null for all others. */
  synchronized @Nullable Letter take() {
    Letter word = kept;
    kept = null;
    over = true;
    return word;
  }

  /** The kernel works already: who comes now is not told that it starts. */
  void outdate() {
    if (!over) {
      take();
    }
  }
}
