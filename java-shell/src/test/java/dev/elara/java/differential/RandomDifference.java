package dev.elara.java.differential;

/** Why a random cell may answer otherwise than in JShell. */
enum RandomDifference {
  /** The cells after it are compared all the same: who has run what is known. */
  SYNTAX_ERROR(
      "after a syntax error nothing of a cell runs, while JShell runs what stands before it",
      false),
  WRONG_ANYWAY(
      "what is wrong whatever else comes to be defined is an error, while JShell takes the"
          + " definition and waits",
      true),
  OWN_STREAM(
      "a stream of the cell's own output, as System.out.printf returns it, is not shown", false),
  LONE_RETURN("a return at top level is an error, while JShell drops it", true),
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
