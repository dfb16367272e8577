package dev.elara.web.engine.classfile;

/** Reads big-endian numbers from bytes. */
final class ByteReader {

  private final byte[] bytes;
  private int position;

  ByteReader(byte[] bytes, int position) {
    this.bytes = bytes;
    this.position = position;
  }

  int position() {
    return position;
  }

  void skip(int count) {
    position += count;
  }

  int u1() {
    return bytes[position++] & 0xff;
  }

  int u2() {
    int high = u1();
    return high << 8 | u1();
  }

  int s4() {
    int high = u2();
    return high << 16 | u2();
  }

  long s8() {
    long high = s4();
    return high << 32 | (s4() & 0xffffffffL);
  }

  byte[] bytes(int count) {
    byte[] copy = new byte[count];
    System.arraycopy(bytes, position, copy, 0, count);
    position += count;
    return copy;
  }

  /** Text in the class file's own UTF-8 (JVMS 4.4.7). */
  String utf() {
    int length = u2();
    int end = position + length;
    char[] text = new char[length];
    int size = 0;
    while (position < end) {
      int first = u1();
      if (first < 0x80) {
        text[size++] = (char) first;
      } else if (first < 0xe0) {
        text[size++] = (char) ((first & 0x1f) << 6 | (u1() & 0x3f));
      } else {
        int second = u1();
        text[size++] = (char) ((first & 0xf) << 12 | (second & 0x3f) << 6 | (u1() & 0x3f));
      }
    }
    return new String(text, 0, size); // a charset's decoder would cost more than all the rest
  }
}
