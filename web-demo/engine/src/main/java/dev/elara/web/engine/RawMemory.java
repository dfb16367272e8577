package dev.elara.web.engine;

import org.jspecify.annotations.NullUnmarked;

/**
 * Arrays of numbers as the bytes a JVM would keep them in, the lowest byte first, and memory
 * outside of arrays.
 */
@NullUnmarked // a reference of the program may be null wherever one is
final class RawMemory {

  private static final int ARRAY_BASE = 16;

  private RawMemory() {}

  static void register(Natives natives) {
    String unsafe = "jdk/internal/misc/Unsafe.";
    natives.on(
        unsafe + "copyMemory0(Ljava/lang/Object;JLjava/lang/Object;JJ)V", call -> copy(call, 1));
    natives.on(
        unsafe + "copySwapMemory0(Ljava/lang/Object;JLjava/lang/Object;JJJ)V",
        call -> copy(call, (int) call.longAt(9)));
    natives.on(
        unsafe + "allocateMemory0(J)J",
        call -> call.result(call.vm.offHeap.allocate(call.longAt(1))));
    natives.on(
        unsafe + "reallocateMemory0(JJ)J",
        call -> call.result(call.vm.offHeap.reallocate(call.longAt(1), call.longAt(3))));
    natives.on(unsafe + "freeMemory0(J)V", call -> call.vm.offHeap.free(call.longAt(1)));
    natives.on(unsafe + "setMemory0(Ljava/lang/Object;JJB)V", RawMemory::fill);
  }

  private static void fill(NativeCall call) {
    Object array = holder(call, 1);
    int from = place(call, 1);
    for (int i = 0; i < (int) call.longAt(4); i++) {
      set(array, from + i, (byte) call.integer(6));
    }
  }

  /** The array that an object and an offset in these slots name, or the block of memory. */
  private static Object holder(NativeCall call, int slot) {
    Object array = call.ref(slot);
    return array == null ? call.vm.offHeap.block(call.longAt(slot + 1)) : array;
  }

  /** The byte in it. */
  private static int place(NativeCall call, int slot) {
    long offset = call.longAt(slot + 1);
    return call.ref(slot) == null ? call.vm.offHeap.index(offset) : (int) offset - ARRAY_BASE;
  }

  /** Copies bytes, those of each element in reverse. */
  private static void copy(NativeCall call, int size) {
    Object from = holder(call, 1);
    Object to = holder(call, 4);
    int source = place(call, 1);
    int target = place(call, 4);
    int count = (int) call.longAt(7);
    byte[] bytes = new byte[count];
    for (int i = 0; i < count; i++) {
      bytes[i] = get(from, source + i);
    }
    for (int i = 0; i < count; i++) {
      int mirrored = i - i % size + size - 1 - i % size;
      set(to, target + i, bytes[mirrored]);
    }
  }

  private static byte get(Object array, int at) {
    return switch (array) {
      case byte[] bytes -> bytes[at];
      case char[] chars -> (byte) (chars[at / 2] >> (at % 2 * 8));
      case short[] shorts -> (byte) (shorts[at / 2] >> (at % 2 * 8));
      case int[] ints -> (byte) (ints[at / 4] >> (at % 4 * 8));
      case long[] longs -> (byte) (longs[at / 8] >> (at % 8 * 8));
      case float[] floats -> (byte) (Float.floatToRawIntBits(floats[at / 4]) >> (at % 4 * 8));
      case double[] doubles -> (byte) (Double.doubleToRawLongBits(doubles[at / 8]) >> (at % 8 * 8));
      default -> throw new IllegalArgumentException("No numbers are in " + array);
    };
  }

  private static void set(Object array, int at, byte value) {
    switch (array) {
      case byte[] bytes -> bytes[at] = value;
      case char[] chars -> chars[at / 2] = (char) put(chars[at / 2], at % 2, value);
      case short[] shorts -> shorts[at / 2] = (short) put(shorts[at / 2], at % 2, value);
      case int[] ints -> ints[at / 4] = (int) put(ints[at / 4], at % 4, value);
      case long[] longs -> longs[at / 8] = put(longs[at / 8], at % 8, value);
      case float[] floats ->
          floats[at / 4] =
              Float.intBitsToFloat(
                  (int) put(Float.floatToRawIntBits(floats[at / 4]), at % 4, value));
      case double[] doubles ->
          doubles[at / 8] =
              Double.longBitsToDouble(
                  put(Double.doubleToRawLongBits(doubles[at / 8]), at % 8, value));
      default -> throw new IllegalArgumentException("No numbers are in " + array);
    }
  }

  private static long put(long number, int place, byte value) {
    return (number & ~(0xffL << (8 * place))) | ((value & 0xffL) << (8 * place));
  }
}
