package dev.elara.caller;

import dev.elara.caller.platform.Platform;

/** A thread that became a caller's by entering it. */
final class Home {

  private final Platform platform;
  private final Scheduler scheduler;
  private final Strand strand;
  private final RootTask root;

  Home(Platform platform, Scheduler scheduler, Strand strand, RootTask root) {
    this.platform = platform;
    this.scheduler = scheduler;
    this.strand = strand;
    this.root = root;
  }

  /** Stops the caller, runs what is left of it, and gives the thread back. */
  void leave(Caller caller) {
    if (platform.task() != root) {
      throw new IllegalStateException(
          "The scope of caller '" + caller.name() + "' was entered by another thread.");
    }
    Context before = Context.of(platform);
    caller.stop(true);
    platform.task(null);
    Task next = scheduler.next(strand, root);
    if (next != null) {
      strand.serve(next);
    }
    if (!strand.exit) {
      strand.run();
    }
    caller.stopped().waitSync();
    platform.context(before);
  }
}
