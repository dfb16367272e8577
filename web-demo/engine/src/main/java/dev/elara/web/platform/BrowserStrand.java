package dev.elara.web.platform;

import dev.elara.caller.platform.StrandHandle;
import java.util.List;

/** A strand in a browser. Its id is that of a context: all of them share the thread. */
final class BrowserStrand implements StrandHandle {

  private static long ids;

  /** What runs before any strand: the program's main method, and the event loop's callbacks. */
  static final BrowserStrand MAIN = new BrowserStrand("main", () -> {});

  private final long id;
  private final String name;
  private final Runnable body;
  private boolean started;

  BrowserStrand(String name, Runnable body) {
    ids++;
    this.id = ids;
    this.name = name;
    this.body = body;
  }

  @Override
  public void start() {
    if (!started) {
      started = true;
      Coroutines.start(this);
    }
  }

  /** Runs it to its end, on the coroutine that calls this. */
  void run() {
    Slots.strand = this;
    try {
      body.run();
    } finally {
      Slots.clear();
    }
  }

  @Override
  public long id() {
    return id;
  }

  @Override
  public String name() {
    return name;
  }

  /** Empty: JavaScript cannot look into a suspended coroutine. */
  @Override
  public List<String> stack() {
    return List.of();
  }
}
