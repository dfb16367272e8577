package dev.elara.caller;

/** Which of the trackers that are active where a call is scheduled take its pending in. */
public enum Tracking {
  /** Managers and groups. */
  ALL,
  /** Managers only; for what outlives the scope it is started in. */
  MANAGERS,
  /** None. */
  NONE;

  /** Has the trackers that are active in {@code context} take {@code pending} in. */
  void register(Context context, Pending<?> pending) {
    if (context.isEmpty()) {
      return;
    }
    switch (this) {
      case ALL -> {
        PendingManager.register(context, pending);
        PendingGroup.register(context, pending);
      }
      case MANAGERS -> PendingManager.register(context, pending);
      case NONE -> {}
    }
  }
}
