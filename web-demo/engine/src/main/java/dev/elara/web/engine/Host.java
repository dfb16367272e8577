package dev.elara.web.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the engine needs of the place it runs in. Called on the engine's one thread only. */
public interface Host {

  /** Something is there that cannot be had now; it may be asked for again. */
  final class NotFetched extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** {@code name} is of what was to be fetched. */
    public NotFetched(String name) {
      super(name + " cannot be fetched");
    }
  }

  /**
   * The class file of a library class.
   *
   * @param name internal, as {@code java/util/List}
   * @return null if there is none
   * @throws NotFetched if it cannot be had now
   */
  byte @Nullable [] classFile(String name);

  /**
   * A file of data that the library reads.
   *
   * @param name as of a resource, such as {@code java/util/currency.data}
   * @return null if there is none
   * @throws NotFetched if it cannot be had now
   */
  byte @Nullable [] resource(String name);

  /** The name of the time zone, such as {@code Europe/Berlin}. */
  String timeZone();

  /** Bytes nobody can guess. */
  byte[] random(int count);

  /**
   * The whole class file of a class whose first one came without the code of some methods.
   *
   * @throws IllegalStateException if it came whole
   * @throws NotFetched if it cannot be had now
   */
  byte[] wholeClassFile(String name);

  /** A clock that never goes back. */
  long nanoTime();

  /** Milliseconds since 1970. */
  long currentTimeMillis();

  /** Bits for random numbers' seeds. */
  long seed();

  /**
   * Takes a letter of the program to the outside.
   *
   * @param buffers its binary parts, not used by the program any more
   */
  void send(String text, List<byte[]> buffers);

  /** A text as a string in JSON, with its quotes. */
  String quoted(String text);

  /** Makes the host's collector run, soon: there is much that may be dead. */
  void collect();

  /** The program keeps more than there is memory for: the engine is not to be run any more. */
  void outOfMemory();

  /** Something the engine itself has to say, for the log. Never what the program prints. */
  void log(String text);
}
