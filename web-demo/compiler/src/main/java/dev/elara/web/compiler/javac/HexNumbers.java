package dev.elara.web.compiler.javac;

import java.math.BigInteger;

/** Floating point numbers as Java writes them in hexadecimal, {@code 0x1.8p1}; TeaVM cannot. */
final class HexNumbers {

  private HexNumbers() {}

  static boolean isOne(String text) {
    return text.startsWith("0x") || text.startsWith("0X");
  }

  /** The nearest double; of two, the even one. */
  static double toDouble(String text) {
    return nearest(text, 53, -1074);
  }

  /** The nearest float; of two, the even one. */
  static float toFloat(String text) {
    return (float) nearest(text, 24, -149);
  }

  /**
   * The nearest number of so many bits.
   *
   * @param least the exponent of the smallest number there is
   */
  private static double nearest(String text, int bits, int least) {
    int power = Math.max(text.indexOf('p'), text.indexOf('P'));
    int point = text.indexOf('.');
    String digits = text.substring(2, point < 0 ? power : point);
    String fraction = point < 0 ? "" : text.substring(point + 1, power);
    int end =
        "fFdD".indexOf(text.charAt(text.length() - 1)) < 0 ? text.length() : text.length() - 1;
    var significand = new BigInteger("0" + digits + fraction, 16);
    int exponent = Integer.parseInt(text.substring(power + 1, end)) - 4 * fraction.length();
    int surplus = Math.max(significand.bitLength() - bits, least - exponent);
    if (surplus > 0) {
      significand = halved(significand, surplus);
      exponent += surplus;
    }
    return scaled(significand.longValue(), exponent);
  }

  /**
   * In steps, as a power of two must be a double itself; each is exact, or too large at the end.
   */
  private static double scaled(long significand, int exponent) {
    double result = significand;
    int left = significand == 0 ? 0 : Math.clamp(exponent, -1200, 1200);
    while (left != 0) {
      int step = Math.clamp(left, -500, 500);
      result *= Double.longBitsToDouble((step + 1023L) << 52);
      left -= step;
    }
    return result;
  }

  private static BigInteger halved(BigInteger number, int times) {
    BigInteger quotient = number.shiftRight(times);
    BigInteger twiceRest = number.subtract(quotient.shiftLeft(times)).shiftLeft(1);
    int half = twiceRest.compareTo(BigInteger.ONE.shiftLeft(times));
    return half > 0 || (half == 0 && quotient.testBit(0)) ? quotient.add(BigInteger.ONE) : quotient;
  }
}
