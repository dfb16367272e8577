package dev.elara.web.library;

import java.lang.reflect.Array;

/**
 * In place of what {@link Array} has in native code for elements of primitive types: each reads
 * what can be widened to its type, and writes to arrays of types that it can be widened to.
 */
public final class ArrayElements {

  private ArrayElements() {}

  private static IllegalArgumentException wrong(Object array) {
    return new IllegalArgumentException(
        array.getClass().isArray() ? "argument type mismatch" : "Argument is not an array");
  }

  /** In place of {@link Array#getBoolean}. */
  public static boolean getBoolean(Object array, int index) {
    return switch (array) {
      case boolean[] elements -> elements[index];
      default -> throw wrong(array);
    };
  }

  /** In place of {@link Array#getByte}. */
  public static byte getByte(Object array, int index) {
    return switch (array) {
      case byte[] elements -> elements[index];
      default -> throw wrong(array);
    };
  }

  /** In place of {@link Array#getChar}. */
  public static char getChar(Object array, int index) {
    return switch (array) {
      case char[] elements -> elements[index];
      default -> throw wrong(array);
    };
  }

  /** In place of {@link Array#getShort}. */
  public static short getShort(Object array, int index) {
    return switch (array) {
      case short[] elements -> elements[index];
      case byte[] elements -> elements[index];
      default -> throw wrong(array);
    };
  }

  /** In place of {@link Array#getInt}. */
  public static int getInt(Object array, int index) {
    return switch (array) {
      case int[] elements -> elements[index];
      case short[] elements -> elements[index];
      case char[] elements -> elements[index];
      case byte[] elements -> elements[index];
      default -> throw wrong(array);
    };
  }

  /** In place of {@link Array#getLong}. */
  public static long getLong(Object array, int index) {
    return switch (array) {
      case long[] elements -> elements[index];
      case int[] elements -> elements[index];
      case short[] elements -> elements[index];
      case char[] elements -> elements[index];
      case byte[] elements -> elements[index];
      default -> throw wrong(array);
    };
  }

  /** In place of {@link Array#getFloat}. */
  public static float getFloat(Object array, int index) {
    return switch (array) {
      case float[] elements -> elements[index];
      case long[] elements -> elements[index];
      case int[] elements -> elements[index];
      case short[] elements -> elements[index];
      case char[] elements -> elements[index];
      case byte[] elements -> elements[index];
      default -> throw wrong(array);
    };
  }

  /** In place of {@link Array#getDouble}. */
  public static double getDouble(Object array, int index) {
    return switch (array) {
      case double[] elements -> elements[index];
      case float[] elements -> elements[index];
      case long[] elements -> elements[index];
      case int[] elements -> elements[index];
      case short[] elements -> elements[index];
      case char[] elements -> elements[index];
      case byte[] elements -> elements[index];
      default -> throw wrong(array);
    };
  }

  /** In place of {@link Array#setBoolean}. */
  public static void setBoolean(Object array, int index, boolean value) {
    if (!(array instanceof boolean[] elements)) {
      throw wrong(array);
    }
    elements[index] = value;
  }

  /** In place of {@link Array#setByte}. */
  public static void setByte(Object array, int index, byte value) {
    switch (array) {
      case byte[] elements -> elements[index] = value;
      case short[] elements -> elements[index] = value;
      case int[] elements -> elements[index] = value;
      case long[] elements -> elements[index] = value;
      case float[] elements -> elements[index] = value;
      case double[] elements -> elements[index] = value;
      default -> throw wrong(array);
    }
  }

  /** In place of {@link Array#setChar}. */
  public static void setChar(Object array, int index, char value) {
    switch (array) {
      case char[] elements -> elements[index] = value;
      case int[] elements -> elements[index] = value;
      case long[] elements -> elements[index] = value;
      case float[] elements -> elements[index] = value;
      case double[] elements -> elements[index] = value;
      default -> throw wrong(array);
    }
  }

  /** In place of {@link Array#setShort}. */
  public static void setShort(Object array, int index, short value) {
    switch (array) {
      case short[] elements -> elements[index] = value;
      case int[] elements -> elements[index] = value;
      case long[] elements -> elements[index] = value;
      case float[] elements -> elements[index] = value;
      case double[] elements -> elements[index] = value;
      default -> throw wrong(array);
    }
  }

  /** In place of {@link Array#setInt}. */
  public static void setInt(Object array, int index, int value) {
    switch (array) {
      case int[] elements -> elements[index] = value;
      case long[] elements -> elements[index] = value;
      case float[] elements -> elements[index] = value;
      case double[] elements -> elements[index] = value;
      default -> throw wrong(array);
    }
  }

  /** In place of {@link Array#setLong}. */
  public static void setLong(Object array, int index, long value) {
    switch (array) {
      case long[] elements -> elements[index] = value;
      case float[] elements -> elements[index] = value;
      case double[] elements -> elements[index] = value;
      default -> throw wrong(array);
    }
  }

  /** In place of {@link Array#setFloat}. */
  public static void setFloat(Object array, int index, float value) {
    switch (array) {
      case float[] elements -> elements[index] = value;
      case double[] elements -> elements[index] = value;
      default -> throw wrong(array);
    }
  }

  /** In place of {@link Array#setDouble}. */
  public static void setDouble(Object array, int index, double value) {
    if (!(array instanceof double[] elements)) {
      throw wrong(array);
    }
    elements[index] = value;
  }
}
