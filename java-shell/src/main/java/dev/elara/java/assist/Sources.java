package dev.elara.java.assist;

import java.util.Optional;

/** Where the sources of classes on the class path and in the JDK are found. Thread-safe. */
@FunctionalInterface
public interface Sources {

  /** No sources at all: inspection shows signatures only. */
  Sources NONE = (module, className) -> Optional.empty();

  /** The sources that are here, or else in {@code other}. */
  default Sources or(Sources other) {
    return (module, className) -> of(module, className).or(() -> other.of(module, className));
  }

  /**
   * The source file of a top-level class. May block to read it.
   *
   * @param module the module it is in; empty if none
   * @param className its qualified name
   * @return the file's text, or empty if it is not to be had
   */
  Optional<String> of(String module, String className);
}
