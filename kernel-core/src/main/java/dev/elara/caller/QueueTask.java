package dev.elara.caller;

/** One call of a {@link CallQueue}: all of a queue's tasks together are its one long-lived task. */
final class QueueTask extends Task {

  private final CallQueue queue;
  private final Action call;

  QueueTask(CallQueue queue, Caller caller, Action call) {
    super(caller, caller.backend(), queue.pending());
    this.queue = queue;
    this.call = call;
  }

  @Override
  Context context() {
    return queue.context();
  }

  @Override
  void execute() {
    try {
      call.run();
    } catch (Throwable thrown) {
      if (!(thrown instanceof PendingCancelled && queue.isClosed())) {
        scheduler.platform.report(
            "A queued call on caller '" + caller.name() + "' failed.", thrown);
      }
    }
    queue.done(Context.of(scheduler.platform));
  }

  @Override
  void rejected(String why) {
    queue.done(queue.context());
  }
}
