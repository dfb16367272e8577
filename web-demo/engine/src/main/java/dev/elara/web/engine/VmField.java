package dev.elara.web.engine;

import dev.elara.web.engine.classfile.FieldInfo;

/** A field of a class that has been loaded. */
final class VmField {

  static final int STATIC = 8;

  final VmClass owner;
  final FieldInfo info;
  final Kind kind;

  /** Where it is in the object's or the class's slots. */
  final int slot;

  VmField(VmClass owner, FieldInfo info, int slot) {
    this.owner = owner;
    this.info = info;
    this.kind = Kind.of(info.descriptor());
    this.slot = slot;
  }

  boolean isStatic() {
    return (info.access() & STATIC) != 0;
  }
}
