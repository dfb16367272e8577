package dev.elara.web.engine;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.teavm.interop.PlatformMarker;
import org.teavm.jso.JSBody;

/**
 * The fields of an object or of a class: values of any kind by index. In JavaScript they are one
 * array of bare numbers and references, which compiled code uses as it is.
 */
final class Slots {

  private Slots() {}

  /** Slots that start as a copy of others. */
  static Fields copy(Fields slots) {
    return inBrowser() ? slice(slots) : new JvmFields(((JvmFields) slots).values.clone());
  }

  /** Empty slots. */
  static Fields create(int size) {
    return inBrowser() ? empty(size) : new JvmFields(new @Nullable Object[size]);
  }

  static int intAt(Fields slots, int index) {
    return inBrowser()
        ? int0(slots, index)
        : (Integer) Objects.requireNonNull(((JvmFields) slots).values[index]);
  }

  static void set(Fields slots, int index, int value) {
    if (inBrowser()) {
      set0(slots, index, value);
    } else {
      ((JvmFields) slots).values[index] = value;
    }
  }

  static long longAt(Fields slots, int index) {
    return inBrowser()
        ? long0(slots, index)
        : (Long) Objects.requireNonNull(((JvmFields) slots).values[index]);
  }

  static void set(Fields slots, int index, long value) {
    if (inBrowser()) {
      set0(slots, index, value);
    } else {
      ((JvmFields) slots).values[index] = value;
    }
  }

  static double doubleAt(Fields slots, int index) {
    return inBrowser()
        ? double0(slots, index)
        : (Double) Objects.requireNonNull(((JvmFields) slots).values[index]);
  }

  static void set(Fields slots, int index, double value) {
    if (inBrowser()) {
      set0(slots, index, value);
    } else {
      ((JvmFields) slots).values[index] = value;
    }
  }

  static @Nullable Object refAt(Fields slots, int index) {
    return inBrowser() ? ref0(slots, index) : ((JvmFields) slots).values[index];
  }

  static void set(Fields slots, int index, @Nullable Object value) {
    if (inBrowser()) {
      set0(slots, index, value);
    } else {
      ((JvmFields) slots).values[index] = value;
    }
  }

  @PlatformMarker
  private static boolean inBrowser() {
    return false;
  }

  @JSBody(params = "size", script = "return new Array(size).fill(null);")
  private static native Fields empty(int size);

  @JSBody(params = "slots", script = "return slots.slice();")
  private static native Fields slice(Fields slots);

  @JSBody(
      params = {"slots", "index"},
      script = "return slots[index];")
  private static native int int0(Fields slots, int index);

  @JSBody(
      params = {"slots", "index"},
      script = "return slots[index];")
  private static native long long0(Fields slots, int index);

  @JSBody(
      params = {"slots", "index"},
      script = "return slots[index];")
  private static native double double0(Fields slots, int index);

  @JSBody(
      params = {"slots", "index"},
      script = "return slots[index];")
  private static native @Nullable Object ref0(Fields slots, int index);

  @JSBody(
      params = {"slots", "index", "value"},
      script = "slots[index] = value;")
  private static native void set0(Fields slots, int index, int value);

  @JSBody(
      params = {"slots", "index", "value"},
      script = "slots[index] = value;")
  private static native void set0(Fields slots, int index, long value);

  @JSBody(
      params = {"slots", "index", "value"},
      script = "slots[index] = value;")
  private static native void set0(Fields slots, int index, double value);

  @JSBody(
      params = {"slots", "index", "value"},
      script = "slots[index] = value;")
  private static native void set0(Fields slots, int index, @Nullable Object value);
}
