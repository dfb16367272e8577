package dev.elara.caller;

/**
 * The code of the thread that entered a caller, from {@link Caller#enter} to the end of the scope.
 */
final class RootTask extends Task {

  private final Context context;

  RootTask(Caller caller, Context context) {
    super(caller, caller.backend(), null);
    this.context = context;
  }

  @Override
  Context context() {
    return context;
  }

  /** It runs already when it is made. */
  @Override
  void execute() {}

  @Override
  void rejected(String why) {}
}
