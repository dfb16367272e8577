package dev.elara.web.engine;

import org.jspecify.annotations.Nullable;
import org.teavm.interop.PlatformMarker;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSObject;

/**
 * The fields of an object or of a class: values of any kind by index. In JavaScript they are one
 * array of bare numbers and references, which compiled code uses as it is.
 */
final class Slots {

  private Slots() {}

  /** Slots that start as a copy of others. */
  static Object copy(Object slots) {
    return inBrowser() ? slice((JSObject) slots) : ((Object[]) slots).clone();
  }

  /** Empty slots. */
  static Object create(int size) {
    return inBrowser() ? empty(size) : new Object[size];
  }

  static int intAt(Object slots, int index) {
    return inBrowser() ? int0((JSObject) slots, index) : (Integer) ((Object[]) slots)[index];
  }

  static void set(Object slots, int index, int value) {
    if (inBrowser()) {
      set0((JSObject) slots, index, value);
    } else {
      ((Object[]) slots)[index] = value;
    }
  }

  static long longAt(Object slots, int index) {
    return inBrowser() ? long0((JSObject) slots, index) : (Long) ((Object[]) slots)[index];
  }

  static void set(Object slots, int index, long value) {
    if (inBrowser()) {
      set0((JSObject) slots, index, value);
    } else {
      ((Object[]) slots)[index] = value;
    }
  }

  static double doubleAt(Object slots, int index) {
    return inBrowser() ? double0((JSObject) slots, index) : (Double) ((Object[]) slots)[index];
  }

  static void set(Object slots, int index, double value) {
    if (inBrowser()) {
      set0((JSObject) slots, index, value);
    } else {
      ((Object[]) slots)[index] = value;
    }
  }

  static @Nullable Object refAt(Object slots, int index) {
    return inBrowser() ? ref0((JSObject) slots, index) : ((Object[]) slots)[index];
  }

  static void set(Object slots, int index, @Nullable Object value) {
    if (inBrowser()) {
      set0((JSObject) slots, index, value);
    } else {
      ((Object[]) slots)[index] = value;
    }
  }

  @PlatformMarker
  private static boolean inBrowser() {
    return false;
  }

  @JSBody(params = "size", script = "return new Array(size).fill(null);")
  private static native Object empty(int size);

  @JSBody(params = "slots", script = "return slots.slice();")
  private static native Object slice(JSObject slots);

  @JSBody(
      params = {"slots", "index"},
      script = "return slots[index];")
  private static native int int0(JSObject slots, int index);

  @JSBody(
      params = {"slots", "index"},
      script = "return slots[index];")
  private static native long long0(JSObject slots, int index);

  @JSBody(
      params = {"slots", "index"},
      script = "return slots[index];")
  private static native double double0(JSObject slots, int index);

  @JSBody(
      params = {"slots", "index"},
      script = "return slots[index];")
  private static native @Nullable Object ref0(JSObject slots, int index);

  @JSBody(
      params = {"slots", "index", "value"},
      script = "slots[index] = value;")
  private static native void set0(JSObject slots, int index, int value);

  @JSBody(
      params = {"slots", "index", "value"},
      script = "slots[index] = value;")
  private static native void set0(JSObject slots, int index, long value);

  @JSBody(
      params = {"slots", "index", "value"},
      script = "slots[index] = value;")
  private static native void set0(JSObject slots, int index, double value);

  @JSBody(
      params = {"slots", "index", "value"},
      script = "slots[index] = value;")
  private static native void set0(JSObject slots, int index, @Nullable Object value);
}
