package dev.elara.caller.schedules;

import dev.elara.caller.Caller;
import java.time.Duration;
import java.util.SplittableRandom;

/** What tasks of a program do with the primitives they share: each holds one for a short while. */
final class Primitives {

  private final SplittableRandom random;
  private final Shared shared;

  Primitives(SplittableRandom random, Shared shared) {
    this.random = random;
    this.shared = shared;
  }

  void locked() {
    shared.lock.lock();
    try {
      shared.atMost(1, shared.lock, this::hold);
      if (one(2)) {
        boolean _ = shared.condition.await(millis(20));
      } else {
        shared.condition.signal();
      }
      shared.atMost(1, shared.lock, this::hold);
    } finally {
      shared.lock.unlock();
    }
  }

  void permitted() {
    if (one(2)) {
      shared.semaphore.acquire();
    } else if (!shared.semaphore.tryAcquire(millis(10))) {
      return;
    }
    try {
      shared.atMost(Shared.PERMITS, shared.semaphore, this::hold);
    } finally {
      shared.semaphore.release();
    }
  }

  private void hold() {
    if (one(2)) {
      Caller.checkpoint();
    } else {
      Caller.sleep(millis(5));
    }
  }

  void events() {
    switch (random.nextInt(4)) {
      case 0 -> shared.event.set();
      case 1 -> shared.event.clear();
      case 2 -> {
        boolean _ = shared.event.await(millis(20));
      }
      default -> {
        boolean _ = shared.barrier.await(millis(20));
      }
    }
  }

  void items() {
    if (one(2)) {
      shared.received(shared.channel.receive(millis(20)));
      return;
    }
    int item = shared.item();
    boolean sent = false;
    try {
      sent = shared.channel.send(item, millis(20));
    } finally {
      if (!sent) {
        shared.notSent(item);
      }
    }
  }

  private Duration millis(int most) {
    return Duration.ofMillis(random.nextInt(most));
  }

  private boolean one(int in) {
    return random.nextInt(in) == 0;
  }
}
