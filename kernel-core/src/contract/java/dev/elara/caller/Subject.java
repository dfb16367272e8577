package dev.elara.caller;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Anything that is looked at. */
class Subject {

  final @Nullable Object actual;

  Subject(@Nullable Object actual) {
    this.actual = actual;
  }

  /** Fails unless {@code holds}. */
  final void check(boolean holds, String expected) {
    if (!holds) {
      throw new AssertionError("Expected " + expected + ", but it was: " + actual);
    }
  }

  void isEqualTo(@Nullable Object expected) {
    check(Objects.equals(actual, expected), "" + expected);
  }

  @SuppressWarnings("ReferenceEquality")
  void isSameAs(@Nullable Object expected) {
    check(actual == expected, "the same object as " + expected);
  }

  @SuppressWarnings("ReferenceEquality")
  void isNotSameAs(@Nullable Object other) {
    check(actual != other, "another object");
  }

  void isTrue() {
    isEqualTo(true);
  }

  void isFalse() {
    isEqualTo(false);
  }

  void isNull() {
    check(actual == null, "nothing");
  }

  void isNotNull() {
    check(actual != null, "something");
  }

  void hasToString(String expected) {
    isNotNull();
    check(String.valueOf(actual).equals(expected), "something that reads " + expected);
  }
}
