package dev.elara.web.platform;

import java.util.ArrayDeque;

/**
 * The coroutines strands run on. TeaVM starts each thread with a timeout of its own, which costs
 * milliseconds; so they are used again, and new ones are started many at a time.
 */
final class Coroutines implements Runnable {

  private static final int IDLE_LIMIT = 1024;
  private static final int FIRST_BATCH = 8;
  private static final ArrayDeque<BrowserStrand> STRANDS = new ArrayDeque<>();
  private static final ArrayDeque<Coroutines> IDLE = new ArrayDeque<>();
  private static int living;
  private static int starting;

  private final BrowserParker parker = new BrowserParker();

  private Coroutines() {}

  static void start(BrowserStrand strand) {
    STRANDS.add(strand);
    Coroutines idle = IDLE.poll();
    if (idle != null) {
      idle.parker.unpark();
    } else if (starting < STRANDS.size()) {
      int batch = Math.max(FIRST_BATCH, Math.min(IDLE_LIMIT, living));
      starting += batch;
      Macrotasks.add(() -> startThreads(batch));
    }
  }

  private static void startThreads(int count) {
    for (int i = 0; i < count; i++) {
      new Thread(new Coroutines()).start();
    }
  }

  @Override
  public void run() {
    starting--;
    living++;
    boolean goesOn = true;
    while (goesOn) {
      BrowserStrand strand = STRANDS.poll();
      if (strand != null) {
        strand.run();
      } else if (IDLE.size() < IDLE_LIMIT) {
        IDLE.push(this);
        parker.park();
      } else {
        goesOn = false;
      }
    }
    living--;
  }
}
