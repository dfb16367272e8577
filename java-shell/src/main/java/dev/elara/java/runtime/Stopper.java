package dev.elara.java.runtime;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Stops interrupted executions: switches the {@link StopCheck} on, interrupts blocking calls, does
 * it again while somebody still works, and switches the check off when it is no longer needed.
 *
 * <p>The check stays on a little longer than the last known thread works, for threads nobody knows
 * of. An execution that does not end (a loop inside a library) must not slow the others down for
 * ever: after a while the check is on only for moments, which become rarer, down to one a minute.
 *
 * <p>Thread-safe. Its daemon thread lives only while there is somebody to stop.
 */
final class Stopper {

  private static final Duration TURN = Duration.ofMillis(50);
  private static final int LINGERING_TURNS = 6;
  private static final int DENSE_TURNS = 100;
  private static final long LONGEST_PAUSE_TURNS = 1200;

  private static final Object LOCK = new Object();

  /** Guarded by LOCK; the daemon thread lives while it is not empty. */
  private static final List<Stop> STOPS = new ArrayList<>();

  private Stopper() {}

  /** Stops what these threads do. Waits for nothing; called from any thread. */
  static void stop(CellThreads threads) {
    synchronized (LOCK) {
      STOPS.add(new Stop(threads));
      StopCheck.enable(true);
      if (STOPS.size() == 1) {
        Thread.ofPlatform()
            .daemon()
            .name("elara stopper")
            .inheritInheritableThreadLocals(false)
            .start(Stopper::takeTurns);
      }
      LOCK.notifyAll();
    }
    threads.stop();
  }

  private static void takeTurns() {
    long pause = 1;
    synchronized (LOCK) {
      while (true) {
        STOPS.removeIf(Stop::endsWithThisTurn);
        if (STOPS.isEmpty()) {
          StopCheck.enable(false);
          return;
        }
        if (STOPS.stream().anyMatch(Stop::isYoung)) {
          pause = 1;
        } else {
          pause = Math.min(LONGEST_PAUSE_TURNS, 2 * pause);
          StopCheck.enable(false);
          pause(pause);
          StopCheck.enable(true);
        }
        pause(1);
      }
    }
  }

  /** Waits for some turns, shorter if somebody else is to be stopped. Called with LOCK held. */
  @SuppressWarnings("WaitNotInLoop") // a turn that ends early harms nothing
  private static void pause(long turns) {
    try {
      LOCK.wait(TURN.toMillis() * turns);
    } catch (InterruptedException nobodysWish) {
      // Nobody owns this thread but this class; an interrupt only makes the turn shorter.
      return;
    }
  }

  /** One execution being stopped. Guarded by LOCK. */
  private static final class Stop {
    private final CellThreads threads;
    private int turns;
    private int turnsIdle;

    Stop(CellThreads threads) {
      this.threads = threads;
    }

    boolean isYoung() {
      return turns < DENSE_TURNS;
    }

    boolean endsWithThisTurn() {
      turns++;
      threads.interruptAgain();
      turnsIdle = threads.isIdle() ? turnsIdle + 1 : 0;
      return turnsIdle > LINGERING_TURNS;
    }
  }
}
