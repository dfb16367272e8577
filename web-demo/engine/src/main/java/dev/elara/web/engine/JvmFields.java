package dev.elara.web.engine;

import org.jspecify.annotations.Nullable;

/** Slots where there is no JavaScript. */
final class JvmFields implements Fields {

  final @Nullable Object[] values;

  JvmFields(@Nullable Object[] values) {
    this.values = values;
  }
}
