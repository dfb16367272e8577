package dev.elara.web.library;

import java.util.zip.Adler32;
import java.util.zip.CRC32;

/** In place of what {@link CRC32} and {@link Adler32} have in native code. */
public final class Checksums {

  private static final int POLYNOMIAL = 0xEDB88320;
  private static final int MODULUS = 65521;
  private static final int[] TABLE = table();

  private Checksums() {}

  private static int[] table() {
    int[] table = new int[256];
    for (int at = 0; at < 256; at++) {
      int value = at;
      for (int bit = 0; bit < 8; bit++) {
        value = (value & 1) == 0 ? value >>> 1 : value >>> 1 ^ POLYNOMIAL;
      }
      table[at] = value;
    }
    return table;
  }

  /** The CRC-32 of one more byte. */
  public static int crc(int sum, int next) {
    int crc = ~sum;
    return ~(crc >>> 8 ^ TABLE[(crc ^ next) & 0xff]);
  }

  /** The CRC-32 of more bytes. */
  public static int crc(int sum, byte[] bytes, int from, int count) {
    int crc = ~sum;
    for (int at = from; at < from + count; at++) {
      crc = crc >>> 8 ^ TABLE[(crc ^ bytes[at]) & 0xff];
    }
    return ~crc;
  }

  /** The Adler-32 of one more byte. */
  public static int adler(int sum, int next) {
    return adler(sum, new byte[] {(byte) next}, 0, 1);
  }

  /** The Adler-32 of more bytes. */
  public static int adler(int sum, byte[] bytes, int from, int count) {
    int low = sum & 0xffff;
    int high = sum >>> 16;
    for (int at = from; at < from + count; at++) {
      low = (low + (bytes[at] & 0xff)) % MODULUS;
      high = (high + low) % MODULUS;
    }
    return high << 16 | low;
  }
}
