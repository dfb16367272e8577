package dev.elara.caller;

/** What a cancelled member means to a {@link PendingGroup}, and how a cancelled group is left. */
public enum GroupMode {
  /** The others go on, and the group is left quietly. */
  IGNORE_QUIETLY(false, false),
  /** The others go on, and leaving the group throws {@link PendingCancelled}. */
  IGNORE_AND_THROW(false, true),
  /** The group is cancelled, and leaving it throws {@link PendingCancelled}. */
  CANCEL_AND_THROW(true, true),
  /** The group is cancelled and left quietly. */
  CANCEL_QUIETLY(true, false);

  final boolean cancelsGroup;
  final boolean throwsOnLeaving;

  GroupMode(boolean cancelsGroup, boolean throwsOnLeaving) {
    this.cancelsGroup = cancelsGroup;
    this.throwsOnLeaving = throwsOnLeaving;
  }
}
