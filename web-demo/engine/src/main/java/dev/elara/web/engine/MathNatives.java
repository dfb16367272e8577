package dev.elara.web.engine;

import java.util.function.DoubleUnaryOperator;

/** Numbers' bits, and functions of the host's own arithmetic. */
final class MathNatives {

  private MathNatives() {}

  static void register(Natives natives) {
    natives.on(
        "java/lang/Float.floatToRawIntBits(F)I",
        call -> call.result(Float.floatToRawIntBits((float) call.real(0))));
    natives.on(
        "java/lang/Float.intBitsToFloat(I)F",
        call -> call.result((double) Float.intBitsToFloat(call.integer(0))));
    natives.on(
        "java/lang/Double.doubleToRawLongBits(D)J",
        call -> call.result(Double.doubleToLongBits(call.real(0))));
    natives.on(
        "java/lang/Double.longBitsToDouble(J)D",
        call -> call.result(Double.longBitsToDouble(call.longAt(0))));
    unary(natives, "sqrt", Math::sqrt);
    unary(natives, "floor", Math::floor);
    unary(natives, "ceil", Math::ceil);
    natives.on(
        "java/lang/Integer.bitCount(I)I", call -> call.result(Integer.bitCount(call.integer(0))));
    natives.on(
        "java/lang/Integer.numberOfLeadingZeros(I)I",
        call -> call.result(Integer.numberOfLeadingZeros(call.integer(0))));
    natives.on(
        "java/lang/Integer.numberOfTrailingZeros(I)I",
        call -> call.result(Integer.numberOfTrailingZeros(call.integer(0))));
    natives.on(
        "java/lang/Math.multiplyHigh(JJ)J",
        call -> call.result(multiplyHigh(call.longAt(0), call.longAt(2))));
  }

  private static void unary(Natives natives, String name, DoubleUnaryOperator function) {
    Native run = call -> call.result(function.applyAsDouble(call.real(0)));
    natives.on("java/lang/Math." + name + "(D)D", run);
    natives.on("java/lang/StrictMath." + name + "(D)D", run);
  }

  /** The upper half of the product. */
  static long multiplyHigh(long x, long y) {
    long xHigh = x >> 32;
    long xLow = x & 0xffffffffL;
    long yHigh = y >> 32;
    long yLow = y & 0xffffffffL;
    long middle = xHigh * yLow + ((xLow * yLow) >>> 32);
    long low = (middle & 0xffffffffL) + xLow * yHigh;
    return xHigh * yHigh + (middle >> 32) + (low >> 32);
  }
}
