package dev.elara.web.engine;

import org.teavm.jso.JSObject;

/** Something that a function refers to, put where it finds it. */
@FunctionalInterface
interface JitConstant {

  void put(Fields constants, int index);

  /** An object of the engine. */
  static JitConstant of(Object value) {
    return (constants, index) -> Slots.set(constants, index, value);
  }

  /** An object of JavaScript. */
  static JitConstant ofBare(JSObject value) {
    return (constants, index) -> JitBridge.put(constants, index, value);
  }
}
