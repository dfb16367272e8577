package dev.elara.web.engine;

import static dev.elara.web.engine.Op.*;

import java.lang.reflect.Array;
import org.jspecify.annotations.NullUnmarked;

/** The instructions that read and write elements of arrays. The host checks nothing by itself. */
@NullUnmarked // a reference of the program may be null wherever one is
final class ArrayOps {

  private ArrayOps() {}

  /** An array's length; the array must not be null. */
  static int length(Object array) {
    return switch (array) {
      case RefArray refs -> refs.elements.length;
      case int[] ints -> ints.length;
      case byte[] bytes -> bytes.length;
      case char[] chars -> chars.length;
      case long[] longs -> longs.length;
      case double[] doubles -> doubles.length;
      case boolean[] booleans -> booleans.length;
      case short[] shorts -> shorts.length;
      case float[] floats -> floats.length;
      default -> Array.getLength(array);
    };
  }

  private static void check(Vm vm, Object array, int index) {
    if (array == null || index < 0 || index >= length(array)) {
      throw vm.errors.badElement(array, index);
    }
  }

  static int load(Vm vm, VmThread thread, int op, int sp) {
    Object array = thread.refs[sp - 2];
    int index = thread.ints[sp - 1];
    check(vm, array, index);
    switch (op) {
      case LALOAD -> {
        thread.longs[sp - 2] = ((long[]) array)[index];
        return sp;
      }
      case FALOAD -> thread.doubles[sp - 2] = ((float[]) array)[index];
      case DALOAD -> {
        thread.doubles[sp - 2] = ((double[]) array)[index];
        return sp;
      }
      case BALOAD ->
          thread.ints[sp - 2] =
              array instanceof byte[] bytes ? bytes[index] : ((boolean[]) array)[index] ? 1 : 0;
      case CALOAD -> thread.ints[sp - 2] = ((char[]) array)[index];
      case SALOAD -> thread.ints[sp - 2] = ((short[]) array)[index];
      default -> throw new IllegalStateException("No such instruction: " + op);
    }
    return sp - 1;
  }

  static int store(Vm vm, VmThread thread, int op, int sp) {
    int size = op == LASTORE || op == DASTORE ? 2 : 1;
    int value = sp - size;
    Object array = thread.refs[value - 2];
    int index = thread.ints[value - 1];
    check(vm, array, index);
    switch (op) {
      case IASTORE -> ((int[]) array)[index] = thread.ints[value];
      case LASTORE -> ((long[]) array)[index] = thread.longs[value];
      case FASTORE -> ((float[]) array)[index] = (float) thread.doubles[value];
      case DASTORE -> ((double[]) array)[index] = thread.doubles[value];
      case AASTORE -> storeRef(vm, (RefArray) array, index, thread.refs[value]);
      case BASTORE -> {
        if (array instanceof byte[] bytes) {
          bytes[index] = (byte) thread.ints[value];
        } else {
          ((boolean[]) array)[index] = (thread.ints[value] & 1) != 0;
        }
      }
      case CASTORE -> ((char[]) array)[index] = (char) thread.ints[value];
      case SASTORE -> ((short[]) array)[index] = (short) thread.ints[value];
      default -> throw new IllegalStateException("No such instruction: " + op);
    }
    return value - 2;
  }

  /** Puts a reference where an array may hold it. */
  static void storeRef(Vm vm, RefArray array, int index, Object value) {
    if (value != null && !vm.isInstance(value, array.type.element)) {
      throw vm.errors.make("java/lang/ArrayStoreException", vm.classOf(value).binaryName());
    }
    array.elements[index] = value;
  }
}
