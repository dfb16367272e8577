package dev.elara.caller;

/** The first thing a caller with a strand of its own does: it says that it runs. */
final class BeginTask extends Task {

  private final Runnable begin;

  BeginTask(Caller caller, Runnable begin) {
    super(caller, caller.backend(), null);
    this.begin = begin;
  }

  @Override
  Context context() {
    return Context.EMPTY;
  }

  @Override
  void execute() {
    begin.run();
  }

  @Override
  void rejected(String why) {}
}
