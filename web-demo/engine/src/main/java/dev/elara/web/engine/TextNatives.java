package dev.elara.web.engine;

/** Strings' inner loops, which the host runs faster, and what the JDK does by wide reads. */
final class TextNatives {

  private static final String LATIN = "java/lang/StringLatin1.";
  private static final String DIGITS = "jdk/internal/util/DecimalDigits.";

  private TextNatives() {}

  static void register(Natives natives) {
    natives.on(
        "java/lang/String.intern()Ljava/lang/String;",
        call -> call.result(call.vm.strings.intern(call.object(0))));
    natives.on(
        LATIN + "equals([B[B)Z",
        call -> call.result(equal((byte[]) call.ref(0), (byte[]) call.ref(1))));
    natives.on(
        "java/lang/StringUTF16.equals([B[B)Z",
        call -> call.result(equal((byte[]) call.ref(0), (byte[]) call.ref(1))));
    natives.on(LATIN + "hashCode([B)I", call -> call.result(hash((byte[]) call.ref(0))));
    natives.on(
        LATIN + "inflate([BI[BII)V",
        call -> {
          byte[] from = (byte[]) call.ref(0);
          byte[] to = (byte[]) call.ref(2);
          int start = call.integer(1);
          int target = call.integer(3);
          for (int i = 0; i < call.integer(4); i++) {
            to[2 * (target + i)] = from[start + i];
            to[2 * (target + i) + 1] = 0;
          }
        });
    natives.on(
        "java/lang/StringCoding.countPositives([BII)I",
        call -> {
          byte[] bytes = (byte[]) call.ref(0);
          int start = call.integer(1);
          int count = 0;
          while (count < call.integer(2) && bytes[start + count] >= 0) {
            count++;
          }
          call.result(count);
        });
    natives.on(
        DIGITS + "uncheckedPutCharLatin1([BII)V",
        call -> ((byte[]) call.ref(0))[call.integer(1)] = (byte) call.integer(2));
    natives.on(
        DIGITS + "uncheckedGetCharsLatin1(II[B)I",
        call -> call.result(digits(call.integer(0), call.integer(1), (byte[]) call.ref(2))));
    natives.on(
        DIGITS + "uncheckedGetCharsLatin1(JI[B)I",
        call -> call.result(digits(call.longAt(0), call.integer(2), (byte[]) call.ref(3))));
    natives.ignore("java/lang/StringUTF16.isBigEndian()Z");
    // "No difference found, this many elements are still to be compared": all of them.
    natives.on(
        "jdk/internal/util/ArraysSupport.vectorizedMismatch(Ljava/lang/Object;JLjava/lang/Object;JII)I",
        call -> call.result(~call.integer(6)));
  }

  private static boolean equal(byte[] left, byte[] right) {
    if (left.length != right.length) {
      return false;
    }
    for (int i = 0; i < left.length; i++) {
      if (left[i] != right[i]) {
        return false;
      }
    }
    return true;
  }

  /** Writes a number in front of {@code end}; where it begins then. */
  private static int digits(long number, int end, byte[] to) {
    int at = end;
    long rest = number;
    do {
      to[--at] = (byte) ('0' + Math.abs(rest % 10));
      rest /= 10;
    } while (rest != 0);
    if (number < 0) {
      to[--at] = '-';
    }
    return at;
  }

  private static int hash(byte[] bytes) {
    int hash = 0;
    for (byte each : bytes) {
      hash = 31 * hash + (each & 0xff);
    }
    return hash;
  }
}
