package dev.elara.cli.run;

/** How the run of a notebook ended. */
sealed interface Ending {

  /** Every cell was run; {@code failures} of them failed, which was allowed. */
  record Completed(int failures) implements Ending {}

  /** It stopped at a cell that failed. */
  record Failed(int cell) implements Ending {}

  /** Its user stopped it. */
  record Stopped() implements Ending {}
}
