package dev.elara.web.engine;

/** Makes arrays. */
final class ArrayMaker {

  /** So many elements take as long as many instructions, and fill the memory within a turn. */
  static final int LARGE = 250_000;

  /** No array may take more bytes: a browser might end the page that asks for it. */
  private static final long LARGEST = Heap.LIMIT / 2;

  /** So many elements of any type are never too many. */
  static final int HARMLESS = (int) (LARGEST / 8);

  private final Vm vm;

  ArrayMaker(Vm vm) {
    this.vm = vm;
  }

  /** An array of primitives, by the number {@code newarray} has for them. */
  Object primitive(int type, int length) {
    check(length, 1 << (type & 3)); // 4 to 7 and 8 to 11 take 1, 2, 4 and 8 bytes
    return switch (type) {
      case 4 -> Heap.took(new boolean[length], length, 1);
      case 5 -> Heap.took(new char[length], length, 2);
      case 6 -> Heap.took(new float[length], length, 4);
      case 7 -> Heap.took(new double[length], length, 8);
      case 8 -> Heap.took(new byte[length], length, 1);
      case 9 -> Heap.took(new short[length], length, 2);
      case 10 -> Heap.took(new int[length], length, 4);
      case 11 -> Heap.took(new long[length], length, 8);
      default -> throw new IllegalStateException("No primitive has the number " + type);
    };
  }

  /** An array of this class. */
  Object create(VmClass type, int length) {
    VmClass element = type.element;
    if (element == null) {
      throw new IllegalArgumentException(type + " is no array.");
    }
    check(length, UnsafeNatives.scale(type));
    return switch (element.primitive) {
      case 'Z' -> Heap.took(new boolean[length], length, 1);
      case 'C' -> Heap.took(new char[length], length, 2);
      case 'F' -> Heap.took(new float[length], length, 4);
      case 'D' -> Heap.took(new double[length], length, 8);
      case 'B' -> Heap.took(new byte[length], length, 1);
      case 'S' -> Heap.took(new short[length], length, 2);
      case 'I' -> Heap.took(new int[length], length, 4);
      case 'J' -> Heap.took(new long[length], length, 8);
      default -> new RefArray(type, length);
    };
  }

  /** An array of arrays with these sizes from {@code dimension} on. */
  Object create(VmClass type, int[] sizes, int dimension) {
    for (int size : sizes) {
      check(size, 1);
    }
    Object made = create(type, sizes[dimension]);
    if (dimension + 1 < sizes.length && made instanceof RefArray refs && type.element != null) {
      for (int i = 0; i < refs.elements.length; i++) {
        refs.elements[i] = create(type.element, sizes, dimension + 1);
      }
    }
    return made;
  }

  private void check(int length, int bytesEach) {
    if (length < 0) {
      throw vm.errors.make("java/lang/NegativeArraySizeException", String.valueOf(length));
    }
    if ((long) length * bytesEach > LARGEST) {
      throw vm.errors.make(
          "java/lang/OutOfMemoryError",
          length == Integer.MAX_VALUE
              ? "Requested array size exceeds VM limit"
              : "An array in a page may take " + (LARGEST >> 20) + " MB at most");
    }
    if (length > LARGE) {
      vm.scheduler.yieldTurn();
    }
  }

  /** A copy as clone makes it. */
  static Object copy(Object array) {
    return switch (array) {
      case RefArray refs -> new RefArray(refs.type, refs.elements.clone());
      case int[] ints -> Heap.took(ints.clone(), ints.length, 4);
      case byte[] bytes -> Heap.took(bytes.clone(), bytes.length, 1);
      case char[] chars -> Heap.took(chars.clone(), chars.length, 2);
      case long[] longs -> Heap.took(longs.clone(), longs.length, 8);
      case double[] doubles -> Heap.took(doubles.clone(), doubles.length, 8);
      case boolean[] booleans -> Heap.took(booleans.clone(), booleans.length, 1);
      case short[] shorts -> Heap.took(shorts.clone(), shorts.length, 2);
      case float[] floats -> Heap.took(floats.clone(), floats.length, 4);
      default -> throw new IllegalArgumentException("No array: " + array.getClass());
    };
  }
}
