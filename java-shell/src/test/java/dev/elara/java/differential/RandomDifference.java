package dev.elara.java.differential;

/** Why a random cell may answer otherwise than in JShell. */
enum RandomDifference {
  /** The cells after it are compared all the same: who has run what is known. */
  SYNTAX_ERROR(
      "after a syntax error nothing of a cell runs, while JShell runs what stands before it",
      false),
  WRONG_ARGUMENTS(
      "a call with arguments that nothing of that name takes is an error, while JShell waits for"
          + " another definition of it, even of a method of String",
      false),
  LONE_MODIFIERS(
      "modifiers in front of what is no declaration are an error, while JShell drops them", true),
  MISSING_EXCEPTION(
      "a definition may throw what is not defined yet, as it may call it; JShell takes that for an"
          + " unreported exception",
      true),
  JSHELL_LOST(
      "JShell has forgotten a variable's value or taken a definition for incomplete when something"
          + " it uses got an overload, or complains of classes it has generated itself, or"
          + " crashes",
      true);

  private final String reason;
  private final boolean endsSession;

  RandomDifference(String reason, boolean endsSession) {
    this.reason = reason;
    this.endsSession = endsSession;
  }

  /** The reason as a clause. */
  String reason() {
    return reason;
  }

  /** Whether the two know other things from here on, so that no more can be compared. */
  boolean endsSession() {
    return endsSession;
  }
}
