package dev.elara.caller;

/** When {@link Caller#waitFor} has waited for enough. */
public enum ReturnWhen {
  /** One is done, however it ended. */
  FIRST_COMPLETED,
  /** One has failed or was cancelled; or all are done. */
  FIRST_EXCEPTION,
  /** All are done. */
  ALL_COMPLETED;

  /** Whether that one, which is done, is enough. */
  boolean satisfiedBy(Pending<?> done) {
    return switch (this) {
      case FIRST_COMPLETED -> true;
      case FIRST_EXCEPTION -> done.exception() != null;
      case ALL_COMPLETED -> false;
    };
  }
}
