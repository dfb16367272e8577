package dev.elara.caller;

import org.jspecify.annotations.Nullable;

/** A text that is looked at. */
final class TextSubject extends Subject {

  private final String text;

  TextSubject(@Nullable String text) {
    super(text);
    this.text = text == null ? "" : text;
  }

  TextSubject contains(String part) {
    check(text.contains(part), "a text with '" + part + "' in it");
    return this;
  }

  TextSubject doesNotContain(String part) {
    check(!text.contains(part), "a text without '" + part + "' in it");
    return this;
  }

  TextSubject startsWith(String start) {
    check(text.startsWith(start), "a text that starts with '" + start + "'");
    return this;
  }

  TextSubject endsWith(String end) {
    check(text.endsWith(end), "a text that ends with '" + end + "'");
    return this;
  }
}
