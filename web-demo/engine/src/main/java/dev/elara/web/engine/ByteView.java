package dev.elara.web.engine;

/**
 * An array of bytes seen as numbers of several bytes.
 *
 * @param type the first character of the numbers' descriptor
 */
record ByteView(char type, boolean bigEndian) {

  private int size() {
    return switch (type) {
      case 'J', 'D' -> 8;
      case 'I', 'F' -> 4;
      default -> 2;
    };
  }

  private byte[] bytes(NativeCall call) {
    Object bytes = call.ref(1);
    int index = call.integer(2);
    if (bytes == null) {
      throw call.vm.errors.nullPointer();
    }
    if (index < 0 || index + size() > ((byte[]) bytes).length) {
      throw call.vm.errors.make(
          "java/lang/IndexOutOfBoundsException",
          "Index " + index + " out of bounds for length " + (((byte[]) bytes).length - size() + 1));
    }
    return (byte[]) bytes;
  }

  /** The native method's result is the number at the index. */
  void get(NativeCall call) {
    byte[] bytes = bytes(call);
    int index = call.integer(2);
    long value = 0;
    for (int i = 0; i < size(); i++) {
      int at = bigEndian ? index + i : index + size() - 1 - i;
      value = value << 8 | (bytes[at] & 0xff);
    }
    switch (type) {
      case 'J' -> call.result(value);
      case 'D' -> call.result(Double.longBitsToDouble(value));
      case 'F' -> call.result((double) Float.intBitsToFloat((int) value));
      case 'C' -> call.result((int) (char) value);
      case 'S' -> call.result((int) (short) value);
      default -> call.result((int) value);
    }
  }

  /** Puts the number behind the index there. */
  void set(NativeCall call) {
    byte[] bytes = bytes(call);
    int index = call.integer(2);
    long value =
        switch (type) {
          case 'J' -> call.longAt(3);
          case 'D' -> Double.doubleToLongBits(call.real(3));
          case 'F' -> Float.floatToIntBits((float) call.real(3));
          default -> call.integer(3);
        };
    for (int i = 0; i < size(); i++) {
      int at = bigEndian ? index + size() - 1 - i : index + i;
      bytes[at] = (byte) (value >> (8 * i));
    }
  }
}
