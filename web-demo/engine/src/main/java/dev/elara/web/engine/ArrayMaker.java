package dev.elara.web.engine;

/** Makes arrays. */
final class ArrayMaker {

  private final Vm vm;

  ArrayMaker(Vm vm) {
    this.vm = vm;
  }

  /** An array of primitives, by the number {@code newarray} has for them. */
  Object primitive(int type, int length) {
    check(length);
    return switch (type) {
      case 4 -> new boolean[length];
      case 5 -> new char[length];
      case 6 -> new float[length];
      case 7 -> new double[length];
      case 8 -> new byte[length];
      case 9 -> new short[length];
      case 10 -> new int[length];
      case 11 -> new long[length];
      default -> throw new IllegalStateException("No primitive has the number " + type);
    };
  }

  /** An array of this class. */
  Object create(VmClass type, int length) {
    check(length);
    VmClass element = type.element;
    if (element == null) {
      throw new IllegalArgumentException(type + " is no array.");
    }
    return switch (element.primitive) {
      case 'Z' -> new boolean[length];
      case 'C' -> new char[length];
      case 'F' -> new float[length];
      case 'D' -> new double[length];
      case 'B' -> new byte[length];
      case 'S' -> new short[length];
      case 'I' -> new int[length];
      case 'J' -> new long[length];
      default -> new RefArray(type, length);
    };
  }

  /** An array of arrays with these sizes from {@code dimension} on. */
  Object create(VmClass type, int[] sizes, int dimension) {
    for (int size : sizes) {
      check(size);
    }
    Object made = create(type, sizes[dimension]);
    if (dimension + 1 < sizes.length && made instanceof RefArray refs && type.element != null) {
      for (int i = 0; i < refs.elements.length; i++) {
        refs.elements[i] = create(type.element, sizes, dimension + 1);
      }
    }
    return made;
  }

  private void check(int length) {
    if (length < 0) {
      throw vm.errors.make("java/lang/NegativeArraySizeException", String.valueOf(length));
    }
  }

  /** A copy as clone makes it. */
  static Object copy(Object array) {
    return switch (array) {
      case RefArray refs -> new RefArray(refs.type, refs.elements.clone());
      case int[] ints -> ints.clone();
      case byte[] bytes -> bytes.clone();
      case char[] chars -> chars.clone();
      case long[] longs -> longs.clone();
      case double[] doubles -> doubles.clone();
      case boolean[] booleans -> booleans.clone();
      case short[] shorts -> shorts.clone();
      case float[] floats -> floats.clone();
      default -> throw new IllegalArgumentException("No array: " + array.getClass());
    };
  }
}
