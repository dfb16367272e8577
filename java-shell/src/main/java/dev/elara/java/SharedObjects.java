package dev.elara.java;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Objects of an application that embeds a kernel, handed to cells as they are: what a cell does to
 * one is done to the application's own.
 *
 * <p>Thread-safe. An object is held for as long as the application runs.
 */
public final class SharedObjects {

  private static final Map<Integer, Object> OBJECTS = new ConcurrentHashMap<>();
  private static final AtomicInteger COUNT = new AtomicInteger();

  private SharedObjects() {}

  /**
   * A cell that defines a variable whose value is {@code object}. Cells must be able to name the
   * type: it is public, and on the class path that the compiler was given.
   *
   * @throws IllegalArgumentException if the type has no name of its own
   */
  public static <T> String variable(String name, Class<? super T> type, T object) {
    String typeName = type.getCanonicalName();
    if (typeName == null) {
      throw new IllegalArgumentException(
          "A cell cannot name " + type + "; share it as an interface or class that has a name.");
    }
    int number = COUNT.incrementAndGet();
    OBJECTS.put(number, object);
    return "%s %s = (%s) dev.elara.java.SharedObjects.object(%d);"
        .formatted(typeName, name, typeName, number);
  }

  /** For the cells that {@link #variable} writes. */
  public static Object object(int number) {
    Object shared = OBJECTS.get(number);
    if (shared == null) {
      throw new IllegalArgumentException(
          "Nothing was shared under the number " + number + " in this process.");
    }
    return shared;
  }
}
