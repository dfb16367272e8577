package dev.elara.java.practice;

import dev.elara.kernel.Activity;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Knows since when a kernel has had nothing to do. Thread-safe. */
public final class Idleness implements Activity {

  private final LongSupplier nanoClock;

  /** How many requests are worked on. Guarded by this. */
  private int running;

  /** When the last one ended. Guarded by this. */
  private long since;

  /** Guarded by this. */
  private boolean asked;

  /** Of a kernel that has had nothing to do so far, with the system's clock. */
  public Idleness() {
    this(System::nanoTime);
  }

  Idleness(LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
    since = nanoClock.getAsLong();
  }

  @Override
  public synchronized void began() {
    asked = true;
    running++;
    notifyAll();
  }

  @Override
  public synchronized void ended() {
    running--;
    since = nanoClock.getAsLong();
    notifyAll();
  }

  /** Whether the kernel has been asked for anything yet. */
  synchronized boolean asked() {
    return asked;
  }

  /** Blocks until a request begins; not if one has begun already. */
  synchronized void awaitAsked() throws InterruptedException {
    while (!asked) {
      wait();
    }
  }

  /** Blocks until the kernel has had nothing to do for that long. */
  synchronized void await(Duration quiet) throws InterruptedException {
    while (true) {
      long left = since + quiet.toNanos() - nanoClock.getAsLong();
      if (running > 0) {
        wait();
      } else if (left > 0) {
        TimeUnit.NANOSECONDS.timedWait(this, left);
      } else {
        return;
      }
    }
  }
}
