package dev.elara.caller;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What checks assert with: as few words as they need, and nothing that a browser lacks. */
final class Assertions {

  /** Something that should throw. */
  interface Throwing {
    void run() throws Throwable;
  }

  private Assertions() {}

  static Subject assertThat(@Nullable Object actual) {
    return new Subject(actual);
  }

  static NumberSubject assertThat(long actual) {
    return new NumberSubject(actual);
  }

  static TextSubject assertThat(@Nullable String actual) {
    return new TextSubject(actual);
  }

  static <T> ListSubject<T> assertThat(@Nullable Iterable<T> actual) {
    return new ListSubject<>(actual);
  }

  static <T> ListSubject<T> assertThat(T[] actual) {
    return new ListSubject<>(java.util.List.of(actual));
  }

  static MapSubject assertThat(@Nullable Map<?, ?> actual) {
    return new MapSubject(actual);
  }

  static ThrownSubject assertThat(@Nullable Throwable actual) {
    return new ThrownSubject(actual);
  }

  static ThrownSubject assertThatThrownBy(Throwing body) {
    try {
      body.run();
    } catch (Throwable thrown) {
      return new ThrownSubject(thrown);
    }
    throw new AssertionError("Nothing was thrown.");
  }
}
