package dev.elara.ws.contents;

/** Something that cannot be done with a file or folder, for whoever asked. */
public final class ContentsProblem extends Exception {

  /** What kind of problem it is. */
  public enum Kind {
    /** The request makes no sense, or names what it must not. */
    INVALID,
    /** There is no such file or folder, or nobody is to know of it. */
    NOT_FOUND,
    /** It is there already, or was changed by someone else. */
    CONFLICT,
    /** The system does not let this be done. */
    FORBIDDEN
  }

  private final Kind kind;

  ContentsProblem(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  /** What kind of problem it is. */
  public Kind kind() {
    return kind;
  }
}
