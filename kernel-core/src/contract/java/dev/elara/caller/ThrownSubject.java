package dev.elara.caller;

import org.jspecify.annotations.Nullable;

/** A throwable that is looked at. */
final class ThrownSubject extends Subject {

  private final @Nullable Throwable thrown;

  ThrownSubject(@Nullable Throwable thrown) {
    super(thrown);
    this.thrown = thrown;
  }

  ThrownSubject isInstanceOf(Class<?> type) {
    check(type.isInstance(thrown), "an exception of " + type);
    return this;
  }

  ThrownSubject hasMessage(String message) {
    check(thrown != null && message.equals(thrown.getMessage()), "the message '" + message + "'");
    return this;
  }

  ThrownSubject hasMessageContaining(String part) {
    String message = thrown == null ? null : thrown.getMessage();
    check(message != null && message.contains(part), "a message with '" + part + "' in it");
    return this;
  }

  @SuppressWarnings("ReferenceEquality")
  ThrownSubject hasCause(Throwable cause) {
    check(thrown != null && thrown.getCause() == cause, "the cause " + cause);
    return this;
  }

  ThrownSubject hasRootCauseMessage(String message) {
    Throwable root = thrown;
    while (root != null && root.getCause() != null) {
      root = root.getCause();
    }
    check(root != null && message.equals(root.getMessage()), "a root cause saying " + message);
    return this;
  }
}
