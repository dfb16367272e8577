package dev.elara.web.engine;

import org.jspecify.annotations.NullUnmarked;

/** Arrays of numbers as the bytes a JVM would keep them in, the lowest byte first. */
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
  }

  /** Copies bytes, those of each element in reverse. */
  private static void copy(NativeCall call, int size) {
    Object from = call.ref(1);
    Object to = call.ref(4);
    if (from == null || to == null) {
      throw call.vm.errors.make(
          "java/lang/UnsupportedOperationException",
          "The engine in the browser has no memory outside of arrays");
    }
    int source = (int) call.longAt(2) - ARRAY_BASE;
    int target = (int) call.longAt(5) - ARRAY_BASE;
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
      default -> throw new IllegalArgumentException("No numbers are in " + array);
    }
  }

  private static long put(long number, int place, byte value) {
    return (number & ~(0xffL << (8 * place))) | ((value & 0xffL) << (8 * place));
  }
}
