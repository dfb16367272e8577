package dev.elara.kernel;

import dev.elara.shell.Outcome;
import java.util.ArrayList;
import java.util.List;

/**
 * Why an execution was asked to stop.
 *
 * @param name what its failure is called, {@code KernelInterrupt} or {@code CellTimeout}
 * @param reason a sentence for its user
 * @param otherwise what is said, too, if it does not stop
 */
record Interruption(String name, String reason, String otherwise) {

  static final String INTERRUPT = "KernelInterrupt";

  private static final String LEFT_BEHIND =
      "It could not be stopped and was left behind, still running.";

  static Interruption byUser() {
    return new Interruption(INTERRUPT, "The cell was interrupted.", LEFT_BEHIND);
  }

  static Interruption byShutdown() {
    return new Interruption(
        INTERRUPT, "The kernel is shutting down.", "The cell ran until the kernel ended.");
  }

  static Interruption byDeletionOfSubshell() {
    return new Interruption(INTERRUPT, "The subshell of this cell was deleted.", LEFT_BEHIND);
  }

  static Interruption byTimeout(String tag) {
    return new Interruption(
        "CellTimeout", "The cell took longer than its tag '" + tag + "' allows.", LEFT_BEHIND);
  }

  /** The outcome of an execution that had to be left behind. */
  Outcome.Failure leftBehind() {
    String message = reason + " " + otherwise;
    return new Outcome.Failure(name, message, List.of(name + ": " + message));
  }

  /** The outcome of an execution that ended because of this: however it failed, this is why. */
  Outcome rename(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Success success -> success;
      case Outcome.Failure failure -> failure.name().equals(name) ? failure : rename(failure);
    };
  }

  private Outcome.Failure rename(Outcome.Failure failure) {
    List<String> page = failure.traceback();
    boolean saysInterrupt = failure.name().equals(INTERRUPT) && !page.isEmpty();
    List<String> traceback = new ArrayList<>();
    traceback.add(name + ": " + reason);
    traceback.addAll(saysInterrupt ? page.subList(1, page.size()) : page);
    return new Outcome.Failure(name, reason, traceback);
  }
}
