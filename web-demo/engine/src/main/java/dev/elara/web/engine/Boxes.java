package dev.elara.web.engine;

import org.jspecify.annotations.NullUnmarked;

/** Boxes and unboxes primitives for calls by reflection. */
@NullUnmarked // a reference of the program may be null wherever one is
final class Boxes {

  private final Vm vm;

  Boxes(Vm vm) {
    this.vm = vm;
  }

  /** The value in a thread's slot, as an object of the program. */
  Object box(VmThread thread, String descriptor, int slot) {
    char type = descriptor.charAt(0);
    if (type == 'V') {
      return null;
    }
    if (Kind.of(type) == Kind.REF) {
      return thread.refs[slot];
    }
    VmClass box = vm.classes.find(Descriptors.box(type));
    Instance made = new Instance(box);
    FieldOps.write(thread, box.field("value"), made.slots, slot);
    return made;
  }

  /** Puts a boxed value into a thread's slots, widened if need be. Returns the slot behind it. */
  int unbox(VmThread thread, String descriptor, Object value, int slot) {
    Kind kind = Kind.of(descriptor);
    if (kind == Kind.REF) {
      thread.refs[slot] = value;
      return slot + 1;
    }
    if (!(value instanceof Instance box) || box.type.field("value") == null) {
      throw vm.errors.make("java/lang/IllegalArgumentException", "argument type mismatch");
    }
    VmField field = box.type.field("value");
    FieldOps.read(thread, field, box.slots, slot);
    if (field.kind != kind) {
      widen(thread, field.kind, kind, slot);
    }
    return slot + kind.slots;
  }

  private void widen(VmThread thread, Kind from, Kind to, int slot) {
    if (from.ordinal() > to.ordinal() || from == Kind.REF) {
      throw vm.errors.make("java/lang/IllegalArgumentException", "argument type mismatch");
    }
    if (to == Kind.LONG) {
      thread.longs[slot] = thread.ints[slot];
    } else if (from == Kind.INT) {
      thread.doubles[slot] = thread.ints[slot];
    } else if (from == Kind.LONG) {
      thread.doubles[slot] = thread.longs[slot];
    }
    if (to == Kind.FLOAT) {
      thread.doubles[slot] = Arithmetic.round(thread.doubles[slot]);
    }
  }
}
