package dev.elara.java.cell;

import java.util.List;

/**
 * Something the compiler says about a cell.
 *
 * <p>Offsets count UTF-16 units of {@code source}, from 0; lines and columns count from 1.
 *
 * @param severity whether the cell fails
 * @param cell the name of the cell it is in, such as {@code Cell 3}; a redefinition can break
 *     something in an earlier cell
 * @param source that cell's source
 * @param start where the wrong piece of source starts
 * @param position the place javac points at, from {@code start} to {@code end}
 * @param end where it ends, exclusive
 * @param line the line of {@code position}
 * @param column the column of {@code position}
 * @param code javac's key, such as {@code compiler.err.cant.resolve.location}; ours start with
 *     {@code elara.}
 * @param arguments the message's arguments as text, as javac gives them
 * @param message the whole message without position, several lines possible, in the user's terms
 */
public record Problem(
    Severity severity,
    String cell,
    String source,
    int start,
    int position,
    int end,
    int line,
    int column,
    String code,
    List<String> arguments,
    String message) {

  /** Whether a problem makes its cell fail. */
  public enum Severity {
    ERROR,
    WARNING
  }

  public Problem {
    arguments = List.copyOf(arguments);
  }
}
