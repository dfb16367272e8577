package dev.elara.web.engine;

import static dev.elara.web.engine.Op.*;

import org.jspecify.annotations.NullUnmarked;

/**
 * Runs a thread's instructions one after the other. Calls of the program are frames, never calls of
 * this method, so that a thread can be left between any two instructions.
 */
@NullUnmarked // a reference of the program may be null wherever one is
final class Interpreter {

  /** Jumps back and calls until the clock is looked at: some tens of microseconds. */
  private static final int SLICE = 500;

  /** What an exception, or going on in a function, costs in jumps. */
  private static final int DETOUR = 100;

  private final Vm vm;

  /** Jumps back and calls left of the slice. */
  private int fuel;

  /** Whether the turn ends with the slice, whatever the clock says. */
  private boolean turnEnds;

  Interpreter(Vm vm) {
    this.vm = vm;
  }

  /** Runs a thread until it blocks or ends, or until {@code end} on the host's clock. */
  void run(VmThread thread, long end) {
    turnEnds = false;
    vm.jit.beginTurn(end);
    do {
      vm.stops.look(thread);
      slice(thread);
    } while (!turnEnds && canRun(thread) && vm.host.nanoTime() < end);
  }

  private static boolean canRun(VmThread thread) {
    return thread.state == VmThread.State.READY && thread.depth() > 0;
  }

  private void slice(VmThread thread) {
    fuel = SLICE;
    while (canRun(thread) && fuel > 0) {
      try {
        if (vm.jit.resume(thread)) {
          fuel -= DETOUR;
        } else {
          loop(thread);
        }
      } catch (Thrown thrown) {
        fuel -= DETOUR;
        vm.unwinder.unwind(thread, thrown.exception);
      }
    }
  }

  /** Leaves the thread after the instruction it is at. */
  void endTurn() {
    fuel = 0;
    turnEnds = true;
  }

  private void loop(VmThread thread) {
    Frame frame = thread.top();
    int[] code = vm.decoder.instructions(frame.method);
    int[] ints = thread.ints;
    Object[] refs = thread.refs;
    int pc = frame.pc;
    int sp = frame.sp;
    int base = frame.base;
    while (true) {
      int op = code[pc];
      switch (op) {
        case NOP -> pc++;
        case ACONST_NULL -> {
          refs[sp++] = null;
          pc++;
        }
        case BIPUSH -> {
          ints[sp++] = code[pc + 1];
          pc += 2;
        }
        case ICONST_M1, ICONST_0, ICONST_1, ICONST_2, ICONST_3, ICONST_4, ICONST_5 -> {
          ints[sp++] = op - ICONST_0;
          pc++;
        }
        case ILOAD -> {
          ints[sp++] = ints[base + code[pc + 1]];
          pc += 2;
        }
        case ILOAD_0, ILOAD_0 + 1, ILOAD_0 + 2, ILOAD_0 + 3 -> {
          ints[sp++] = ints[base + op - ILOAD_0];
          pc++;
        }
        case ALOAD -> {
          refs[sp++] = refs[base + code[pc + 1]];
          pc += 2;
        }
        case ALOAD_0, ALOAD_0 + 1, ALOAD_0 + 2, ALOAD_0 + 3 -> {
          refs[sp++] = refs[base + op - ALOAD_0];
          pc++;
        }
        case ISTORE -> {
          ints[base + code[pc + 1]] = ints[--sp];
          pc += 2;
        }
        case ISTORE_0, ISTORE_0 + 1, ISTORE_0 + 2, ISTORE_0 + 3 -> {
          ints[base + op - ISTORE_0] = ints[--sp];
          pc++;
        }
        case ASTORE -> {
          refs[base + code[pc + 1]] = refs[--sp];
          pc += 2;
        }
        case ASTORE_0, ASTORE_0 + 1, ASTORE_0 + 2, ASTORE_0 + 3 -> {
          refs[base + op - ASTORE_0] = refs[--sp];
          pc++;
        }
        case POP -> {
          sp--;
          pc++;
        }
        case DUP -> {
          ints[sp] = ints[sp - 1];
          refs[sp] = refs[sp - 1];
          thread.doubles[sp] = thread.doubles[sp - 1];
          sp++;
          pc++;
        }
        case IADD -> {
          sp--;
          ints[sp - 1] += ints[sp];
          pc++;
        }
        case ISUB -> {
          sp--;
          ints[sp - 1] -= ints[sp];
          pc++;
        }
        case IMUL -> {
          sp--;
          ints[sp - 1] *= ints[sp];
          pc++;
        }
        case IDIV, IREM -> {
          sp--;
          frame.pc = pc;
          ints[sp - 1] = Arithmetic.divide(vm, op, ints[sp - 1], ints[sp]);
          pc++;
        }
        case INEG -> {
          ints[sp - 1] = -ints[sp - 1];
          pc++;
        }
        case ISHL -> {
          sp--;
          ints[sp - 1] <<= ints[sp];
          pc++;
        }
        case ISHR -> {
          sp--;
          ints[sp - 1] >>= ints[sp];
          pc++;
        }
        case IUSHR -> {
          sp--;
          ints[sp - 1] >>>= ints[sp];
          pc++;
        }
        case IAND -> {
          sp--;
          ints[sp - 1] &= ints[sp];
          pc++;
        }
        case IOR -> {
          sp--;
          ints[sp - 1] |= ints[sp];
          pc++;
        }
        case IXOR -> {
          sp--;
          ints[sp - 1] ^= ints[sp];
          pc++;
        }
        case IINC -> {
          ints[base + code[pc + 1]] += code[pc + 2];
          pc += 3;
        }
        case IFEQ, IFNE, IFLT, IFGE, IFGT, IFLE -> {
          if (Arithmetic.holds(op, ints[--sp], 0)) {
            int target = code[pc + 1];
            if (target <= pc && (--fuel <= 0 || --frame.method.patience <= 0)) {
              frame.leaveAt(target, sp);
              return;
            }
            pc = target;
          } else {
            pc += 3;
          }
        }
        case IF_ICMPEQ, IF_ICMPNE, IF_ICMPLT, IF_ICMPGE, IF_ICMPGT, IF_ICMPLE -> {
          sp -= 2;
          if (Arithmetic.holds(op, ints[sp], ints[sp + 1])) {
            int target = code[pc + 1];
            if (target <= pc && (--fuel <= 0 || --frame.method.patience <= 0)) {
              frame.leaveAt(target, sp);
              return;
            }
            pc = target;
          } else {
            pc += 3;
          }
        }
        case IF_ACMPEQ, IF_ACMPNE, IFNULL, IFNONNULL -> {
          Object right = op == IF_ACMPEQ || op == IF_ACMPNE ? refs[--sp] : null;
          boolean same = refs[--sp] == right;
          if (same == (op == IF_ACMPEQ || op == IFNULL)) {
            int target = code[pc + 1];
            if (target <= pc && (--fuel <= 0 || --frame.method.patience <= 0)) {
              frame.leaveAt(target, sp);
              return;
            }
            pc = target;
          } else {
            pc += 3;
          }
        }
        case GOTO -> {
          int target = code[pc + 1];
          if (target <= pc && (--fuel <= 0 || --frame.method.patience <= 0)) {
            frame.leaveAt(target, sp);
            return;
          }
          pc = target;
        }
        case TABLESWITCH, LOOKUPSWITCH ->
            pc = frame.method.switches[code[pc + 1]].target(ints[--sp]);
        case GETFIELD_INT -> {
          Instance object = (Instance) refs[sp - 1];
          if (object == null) {
            frame.pc = pc;
            throw vm.errors.nullPointer();
          }
          ints[sp - 1] = Slots.intAt(object.slots, code[pc + 1]);
          pc += 3;
        }
        case GETFIELD_REF -> {
          Instance object = (Instance) refs[sp - 1];
          if (object == null) {
            frame.pc = pc;
            throw vm.errors.nullPointer();
          }
          refs[sp - 1] = Slots.refAt(object.slots, code[pc + 1]);
          pc += 3;
        }
        case PUTFIELD_INT -> {
          sp -= 2;
          Instance object = (Instance) refs[sp];
          if (object == null) {
            frame.pc = pc;
            throw vm.errors.nullPointer();
          }
          Slots.set(object.slots, code[pc + 1], ints[sp + 1]);
          pc += 3;
        }
        case PUTFIELD_REF -> {
          sp -= 2;
          Instance object = (Instance) refs[sp];
          if (object == null) {
            frame.pc = pc;
            throw vm.errors.nullPointer();
          }
          Slots.set(object.slots, code[pc + 1], refs[sp + 1]);
          pc += 3;
        }
        case IALOAD -> {
          sp--;
          frame.pc = pc;
          int[] array = (int[]) refs[sp - 1];
          int index = ints[sp];
          if (array == null || index < 0 || index >= array.length) {
            throw vm.errors.badElement(array, index);
          }
          ints[sp - 1] = array[index];
          pc++;
        }
        case AALOAD -> {
          sp--;
          frame.pc = pc;
          RefArray array = (RefArray) refs[sp - 1];
          int index = ints[sp];
          if (array == null || index < 0 || index >= array.elements.length) {
            throw vm.errors.badElement(array, index);
          }
          refs[sp - 1] = array.elements[index];
          pc++;
        }
        case LALOAD, FALOAD, DALOAD, BALOAD, CALOAD, SALOAD -> {
          frame.pc = pc;
          sp = ArrayOps.load(vm, thread, op, sp);
          pc++;
        }
        case IASTORE, LASTORE, FASTORE, DASTORE, AASTORE, BASTORE, CASTORE, SASTORE -> {
          frame.pc = pc;
          sp = ArrayOps.store(vm, thread, op, sp);
          pc++;
        }
        case INVOKEVIRTUAL, INVOKESPECIAL, INVOKESTATIC, INVOKEINTERFACE, INVOKEDYNAMIC -> {
          frame.pc = pc;
          frame.sp = sp;
          fuel--;
          vm.calls.invoke(thread, frame, op, code[pc + 1]);
          if (fuel <= 0 || thread.state != VmThread.State.READY) {
            return;
          }
          Frame next = thread.top();
          if (next != frame || ints != thread.ints) {
            frame = next;
            code = vm.decoder.instructions(frame.method);
            ints = thread.ints;
            refs = thread.refs;
            base = frame.base;
          }
          pc = frame.pc;
          sp = frame.sp;
        }
        case IRETURN, LRETURN, FRETURN, DRETURN, ARETURN, RETURN -> {
          frame.pc = pc;
          frame.sp = sp;
          VmMethod before = frame.method;
          if (!vm.calls.leave(thread, frame)) {
            return;
          }
          frame = thread.top();
          if (vm.stops.isOn() && vm.stops.looksAfter(before, frame.method)) {
            fuel = 0;
            return;
          }
          code = vm.decoder.instructions(frame.method);
          base = frame.base;
          pc = frame.pc;
          sp = frame.sp;
        }
        case GETFIELD,
            PUTFIELD,
            GETSTATIC,
            PUTSTATIC,
            NEW,
            LDC,
            CHECKCAST,
            INSTANCEOF,
            NEWARRAY,
            ANEWARRAY,
            MULTIANEWARRAY,
            ARRAYLENGTH,
            ATHROW,
            MONITORENTER,
            MONITOREXIT -> {
          frame.pc = pc;
          frame.sp = sp;
          vm.objects.run(thread, frame, op, code);
          if (turnEnds || thread.state != VmThread.State.READY || thread.top() != frame) {
            return; // waits for a lock, or a class is initialised first
          }
          ints = thread.ints;
          refs = thread.refs;
          pc = frame.pc;
          sp = frame.sp;
        }
        default -> {
          frame.pc = pc;
          if (op >= POP2 && op <= SWAP) {
            sp = StackOps.run(thread, op, sp);
            pc++;
          } else if (op >= GETFIELD_INT) {
            sp = FieldOps.run(vm, thread, op, code[pc + 1], sp);
            pc += 3;
          } else if ((op >= LLOAD && op <= DLOAD) || (op >= LSTORE && op <= DSTORE)) {
            sp = StackOps.local(thread, op, base + code[pc + 1], sp);
            pc += 2;
          } else if ((op >= LLOAD_0 && op < ALOAD_0) || (op >= LSTORE_0 && op < ASTORE_0)) {
            sp = StackOps.firstLocal(thread, op, base, sp);
            pc++;
          } else {
            sp = Arithmetic.run(vm, thread, op, sp);
            pc++;
          }
        }
      }
    }
  }
}
