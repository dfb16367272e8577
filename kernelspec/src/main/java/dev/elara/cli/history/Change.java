package dev.elara.cli.history;

/** A row to be written. */
sealed interface Change {

  /** The input of a cell. */
  record Input(int session, int line, String code) implements Change {}

  /** The value of a cell whose input was written before. */
  record Output(int session, int line, String text) implements Change {}
}
