package dev.elara.java.cell;

/**
 * Parts of the JVM that javac has put together for its first cell and no ahead-of-time cache holds:
 * those behind the hash code of a record and behind a {@code switch} over types. Who has used them
 * once on another thread saves javac most of that.
 */
public final class RunTimeLinking {

  private record Pair(Object one, Object other) {}

  private RunTimeLinking() {}

  /** Uses them; blocks for some milliseconds. Thread-safe. */
  public static int rehearse() {
    return new Pair("one", "other").hashCode() + kind("one");
  }

  private static int kind(Object any) {
    return switch (any) {
      case Pair _ -> 2;
      case String _ -> 1;
      default -> 0;
    };
  }
}
