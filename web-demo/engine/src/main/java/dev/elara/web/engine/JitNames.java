package dev.elara.web.engine;

/**
 * What TeaVM has called the parts of the engine's objects, found out when the first method is
 * compiled: a minifier chooses other names in each build.
 *
 * @param slots of {@link Instance#slots}
 * @param type of {@link Instance#type}
 * @param elements of {@link RefArray#elements}
 * @param arrayType of {@link RefArray#type}
 * @param data of what holds a Java array's elements
 * @param ints of {@link VmThread#ints}
 * @param longs of {@link VmThread#longs}
 * @param doubles of {@link VmThread#doubles}
 * @param refs of {@link VmThread#refs}
 */
record JitNames(
    String slots,
    String type,
    String elements,
    String arrayType,
    String data,
    String ints,
    String longs,
    String doubles,
    String refs) {

  /** A slot of thread {@code T}, counted from {@code b}. */
  String row(char kind, int slot) {
    String row =
        switch (kind) {
          case 'I' -> ints;
          case 'J' -> longs;
          case 'A' -> refs;
          default -> doubles;
        };
    return "T." + row + "." + data + "[b+" + slot + "]";
  }
}
