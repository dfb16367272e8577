package dev.elara.caller;

import java.util.function.BiConsumer;

/** What to do with failures that no pending carries. */
final class Failures {

  private static volatile BiConsumer<String, Throwable> reporter =
      (message, thrown) -> {
        System.err.println(message);
        thrown.printStackTrace();
      };

  private Failures() {}

  static void reporter(BiConsumer<String, Throwable> chosen) {
    reporter = chosen;
  }

  static void report(String message, Throwable thrown) {
    reporter.accept(message, thrown);
  }

  /** Throws {@code thrown} as it is, checked or not. */
  static RuntimeException sneak(Throwable thrown) {
    throw Failures.<RuntimeException>unchecked(thrown);
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <E extends Throwable> E unchecked(Throwable thrown) throws E {
    throw (E) thrown;
  }
}
