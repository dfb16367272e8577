package dev.elara.web.engine;

/** Strings' inner loops, which the host runs faster, and what the JDK does by wide reads. */
final class TextNatives {

  private static final String LATIN = "java/lang/StringLatin1.";

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

  private static int hash(byte[] bytes) {
    int hash = 0;
    for (byte each : bytes) {
      hash = 31 * hash + (each & 0xff);
    }
    return hash;
  }
}
