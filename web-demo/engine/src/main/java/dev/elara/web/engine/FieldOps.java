package dev.elara.web.engine;

import static dev.elara.web.engine.Op.*;

import org.jspecify.annotations.NullUnmarked;

/** The instructions on fields that have been found, but for the commonest. */
@NullUnmarked // a reference of the program may be null wherever one is
final class FieldOps {

  private FieldOps() {}

  /** Runs one; {@code operand} is the slot or the field's constant. Returns the first free slot. */
  static int run(Vm vm, VmThread thread, int op, int operand, int sp) {
    return switch (op) {
      case GETFIELD_LONG -> {
        thread.longs[sp - 1] = Slots.longAt(slots(vm, thread, sp - 1), operand);
        yield sp + 1;
      }
      case GETFIELD_DOUBLE -> {
        thread.doubles[sp - 1] = Slots.doubleAt(slots(vm, thread, sp - 1), operand);
        yield sp + 1;
      }
      case GETFIELD_FLOAT -> {
        thread.doubles[sp - 1] = Slots.doubleAt(slots(vm, thread, sp - 1), operand);
        yield sp;
      }
      case PUTFIELD_LONG -> {
        Slots.set(slots(vm, thread, sp - 3), operand, thread.longs[sp - 2]);
        yield sp - 3;
      }
      case PUTFIELD_DOUBLE -> {
        Slots.set(slots(vm, thread, sp - 3), operand, thread.doubles[sp - 2]);
        yield sp - 3;
      }
      case PUTFIELD_FLOAT -> {
        Slots.set(slots(vm, thread, sp - 2), operand, thread.doubles[sp - 1]);
        yield sp - 2;
      }
      case GETSTATIC_READY -> {
        VmField field = (VmField) thread.top().method.owner.resolved[operand];
        read(thread, field, field.owner.statics, sp);
        yield sp + field.kind.slots;
      }
      case PUTSTATIC_READY -> {
        VmField field = (VmField) thread.top().method.owner.resolved[operand];
        write(thread, field, field.owner.statics, sp - field.kind.slots);
        yield sp - field.kind.slots;
      }
      default -> throw new IllegalStateException("No such instruction: " + op);
    };
  }

  private static Fields slots(Vm vm, VmThread thread, int at) {
    Instance object = (Instance) thread.refs[at];
    if (object == null) {
      throw vm.errors.nullPointer();
    }
    return object.slots;
  }

  /** Copies a field's value to a slot of a thread. */
  static void read(VmThread thread, VmField field, Fields slots, int to) {
    switch (field.kind) {
      case INT -> thread.ints[to] = Slots.intAt(slots, field.slot);
      case LONG -> thread.longs[to] = Slots.longAt(slots, field.slot);
      case FLOAT, DOUBLE -> thread.doubles[to] = Slots.doubleAt(slots, field.slot);
      case REF, VOID -> thread.refs[to] = Slots.refAt(slots, field.slot);
    }
  }

  /** Copies a slot of a thread to a field. */
  static void write(VmThread thread, VmField field, Fields slots, int from) {
    switch (field.kind) {
      case INT -> Slots.set(slots, field.slot, thread.ints[from]);
      case LONG -> Slots.set(slots, field.slot, thread.longs[from]);
      case FLOAT, DOUBLE -> Slots.set(slots, field.slot, thread.doubles[from]);
      case REF, VOID -> Slots.set(slots, field.slot, thread.refs[from]);
    }
  }
}
