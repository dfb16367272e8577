package dev.elara.java.namespace;

import java.util.List;

/**
 * A name a cell has defined, in its current version. Immutable.
 *
 * @param kind what it is
 * @param name its simple name
 * @param type a variable's type, a method's result type; the name itself for a type
 * @param parameters a method's parameter types; empty for others
 * @param declaration how it is declared, in a line: {@code int sum(int a, int b)}
 * @param owner binary name of the generated class it is a member of
 * @param cell the cell that defined it, such as {@code Cell 3}
 * @param source that cell's source
 * @param start where its declaration starts in {@code source}
 * @param end where it ends, exclusive
 * @param missing what it refers to that is not defined yet; empty if it can be used
 */
public record Definition(
    Kind kind,
    String name,
    String type,
    List<String> parameters,
    String declaration,
    String owner,
    String cell,
    String source,
    int start,
    int end,
    List<String> missing) {

  /** What a name stands for. */
  public enum Kind {
    VARIABLE,
    METHOD,
    CLASS,
    INTERFACE,
    ENUM,
    RECORD,
    ANNOTATION
  }

  public Definition {
    parameters = List.copyOf(parameters);
    missing = List.copyOf(missing);
  }

  /** The declaration as the user wrote it. */
  public String text() {
    return source.substring(start, end);
  }
}
