package dev.elara.web.engine;

import org.jspecify.annotations.Nullable;

/** What the engine needs of the place it runs in. Called on the engine's one thread only. */
public interface Host {

  /**
   * The class file of a library class.
   *
   * @param name internal, as {@code java/util/List}
   * @return null if there is none
   */
  byte @Nullable [] classFile(String name);

  /** A clock that never goes back. */
  long nanoTime();

  /** Milliseconds since 1970. */
  long currentTimeMillis();

  /** Bits for random numbers' seeds. */
  long seed();

  /** Something the engine itself has to say, for the log. Never what the program prints. */
  void log(String text);
}
