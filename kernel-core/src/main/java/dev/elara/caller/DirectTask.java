package dev.elara.caller;

/** A function called by the scheduler itself: nobody waits for it. */
final class DirectTask extends Task {

  private final Action action;
  private final Context context;

  DirectTask(Caller caller, Context context, Action action) {
    super(caller, caller.backend(), null);
    this.action = action;
    this.context = context;
  }

  @Override
  Context context() {
    return context;
  }

  @Override
  void execute() {
    try {
      action.run();
    } catch (Throwable thrown) {
      scheduler.platform.report("A direct call on caller '" + caller.name() + "' failed.", thrown);
    }
  }

  @Override
  void rejected(String why) {}
}
