package dev.elara.shell;

/** Whether code can be run as it stands, for consoles that must decide what Enter means. */
public sealed interface Completeness {

  /** It can run. */
  record Complete() implements Completeness {}

  /** More must come; {@code indent} is what the next line should start with. */
  record Incomplete(String indent) implements Completeness {}

  /** No continuation can make it right. */
  record Invalid() implements Completeness {}

  /** The language cannot tell. */
  record Unknown() implements Completeness {}
}
