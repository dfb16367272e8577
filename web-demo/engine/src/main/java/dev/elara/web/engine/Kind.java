package dev.elara.web.engine;

/** What a slot of a frame or an object holds. */
enum Kind {
  INT(1),
  LONG(2),
  FLOAT(1),
  DOUBLE(2),
  REF(1),
  VOID(0);

  /** How many slots of a frame it takes. */
  final int slots;

  Kind(int slots) {
    this.slots = slots;
  }

  /** The kind of a descriptor that begins with this character. */
  static Kind of(char first) {
    return switch (first) {
      case 'Z', 'B', 'C', 'S', 'I' -> INT;
      case 'J' -> LONG;
      case 'F' -> FLOAT;
      case 'D' -> DOUBLE;
      case 'V' -> VOID;
      default -> REF;
    };
  }

  static Kind of(String descriptor) {
    return of(descriptor.charAt(0));
  }

  /** Where it stands among the instructions on fields. */
  int ordinalOfField() {
    return this == VOID ? -1 : ordinal();
  }
}
