package dev.elara.web.compiler;

import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSIndexer;
import org.teavm.jso.JSObject;

/** A plain JavaScript object that is being filled. */
interface Value extends JSObject {

  /** Sets a field. */
  @JSIndexer
  void set(String field, @Nullable JSObject value);

  /** Sets a field. */
  default Value with(String field, @Nullable JSObject value) {
    set(field, value);
    return this;
  }
}
