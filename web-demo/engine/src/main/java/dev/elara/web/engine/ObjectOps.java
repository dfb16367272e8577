package dev.elara.web.engine;

import static dev.elara.web.engine.Op.*;

import dev.elara.web.engine.classfile.Constant;
import org.jspecify.annotations.NullUnmarked;

/** The instructions on objects, classes and locks, and fields the first time they are used. */
@NullUnmarked // a reference of the program may be null wherever one is
final class ObjectOps {

  private final Vm vm;

  ObjectOps(Vm vm) {
    this.vm = vm;
  }

  /**
   * Runs the instruction at the frame's place. Afterwards the frame stands behind it, or still at
   * it if something must be done first.
   */
  void run(VmThread thread, Frame frame, int op, int[] code) {
    VmClass owner = frame.method.owner;
    int operand = frame.pc + 1 < code.length ? code[frame.pc + 1] : 0;
    switch (op) {
      case GETFIELD, PUTFIELD -> {
        VmField field = vm.resolver.field(owner, operand);
        code[frame.pc + 1] = field.slot;
        code[frame.pc] =
            (op == GETFIELD ? GETFIELD_INT : PUTFIELD_INT) + field.kind.ordinalOfField();
      }
      case GETSTATIC, PUTSTATIC -> runStatic(thread, frame, op, code, operand);
      case NEW -> {
        VmClass type = vm.resolver.type(owner, operand);
        if (type.state == VmClass.State.INITIALIZED || vm.initializer.ready(thread, type)) {
          if ((type.access & (VmClass.ABSTRACT | VmClass.INTERFACE)) != 0) {
            throw vm.errors.make("java/lang/InstantiationError", type.binaryName());
          }
          thread.refs[frame.sp++] = new Instance(type);
          frame.pc += 3;
        }
      }
      case LDC -> load(thread, frame, vm.resolver.constant(owner, operand));
      case CHECKCAST -> {
        Object value = thread.refs[frame.sp - 1];
        if (value != null) {
          VmClass type = vm.resolver.type(owner, operand);
          VmClass has = vm.classOf(value);
          if (has != type && !has.isSubclassOf(type)) {
            throw vm.errors.badCast(has, type);
          }
        }
        frame.pc += 3;
      }
      case INSTANCEOF -> {
        Object value = thread.refs[frame.sp - 1];
        thread.ints[frame.sp - 1] =
            value != null && vm.isInstance(value, vm.resolver.type(owner, operand)) ? 1 : 0;
        frame.pc += 3;
      }
      case NEWARRAY -> {
        thread.refs[frame.sp - 1] = vm.arrays.primitive(operand, thread.ints[frame.sp - 1]);
        frame.pc += 2;
      }
      case ANEWARRAY -> {
        VmClass type = vm.classes.arrayOf(vm.resolver.type(owner, operand));
        thread.refs[frame.sp - 1] = vm.arrays.create(type, thread.ints[frame.sp - 1]);
        frame.pc += 3;
      }
      case MULTIANEWARRAY -> {
        int dimensions = code[frame.pc + 2];
        frame.sp -= dimensions - 1;
        int[] sizes = new int[dimensions];
        System.arraycopy(thread.ints, frame.sp - 1, sizes, 0, dimensions);
        thread.refs[frame.sp - 1] = vm.arrays.create(vm.resolver.type(owner, operand), sizes, 0);
        frame.pc += 4;
      }
      case ARRAYLENGTH -> {
        thread.ints[frame.sp - 1] = ArrayOps.length(needed(thread.refs[frame.sp - 1]));
        frame.pc++;
      }
      case ATHROW -> throw new Thrown((Instance) needed(thread.refs[frame.sp - 1]));
      case MONITORENTER -> {
        if (BlockingNatives.enter(thread, needed(thread.refs[frame.sp - 1]))) {
          frame.sp--;
          frame.pc++;
        }
      }
      case MONITOREXIT -> {
        Object locked = needed(thread.refs[--frame.sp]);
        frame.pc++;
        vm.monitor(locked).exit();
      }
      default -> throw new IllegalStateException("No such instruction: " + op);
    }
  }

  private void runStatic(VmThread thread, Frame frame, int op, int[] code, int operand) {
    VmField field = vm.resolver.field(frame.method.owner, operand);
    VmClass type = field.owner;
    if (type.state == VmClass.State.INITIALIZED) {
      code[frame.pc] = op == GETSTATIC ? GETSTATIC_READY : PUTSTATIC_READY;
    } else if (vm.initializer.ready(thread, type)) {
      if (op == GETSTATIC) {
        FieldOps.read(thread, field, type.statics, frame.sp);
        frame.sp += field.kind.slots;
      } else {
        frame.sp -= field.kind.slots;
        FieldOps.write(thread, field, type.statics, frame.sp);
      }
      frame.pc += 3;
    }
  }

  private static void load(VmThread thread, Frame frame, Object constant) {
    switch (constant) {
      case Constant.IntValue value -> thread.ints[frame.sp++] = value.value();
      case Constant.FloatValue value -> thread.doubles[frame.sp++] = value.value();
      case Constant.LongValue value -> {
        thread.longs[frame.sp] = value.value();
        frame.sp += 2;
      }
      case Constant.DoubleValue value -> {
        thread.doubles[frame.sp] = value.value();
        frame.sp += 2;
      }
      default -> thread.refs[frame.sp++] = constant;
    }
    frame.pc += 2; // the longer form has nothing behind it
  }

  private Object needed(Object reference) {
    if (reference == null) {
      throw vm.errors.nullPointer();
    }
    return reference;
  }
}
