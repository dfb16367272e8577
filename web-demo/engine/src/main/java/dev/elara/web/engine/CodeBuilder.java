package dev.elara.web.engine;

import static dev.elara.web.engine.Op.*;

/** Writes the code of a method of a class that a call site makes. */
final class CodeBuilder {

  private final ClassBuilder owner;
  private final ClassBuilder.Bytes code = new ClassBuilder.Bytes();

  CodeBuilder(ClassBuilder owner) {
    this.owner = owner;
  }

  byte[] bytes() {
    return code.toBytes();
  }

  CodeBuilder op(int op) {
    code.u1(op);
    return this;
  }

  CodeBuilder op2(int op, int operand) {
    code.u1(op).u2(operand);
    return this;
  }

  /** A value of this descriptor from a local; returns the local behind it. */
  int load(String descriptor, int local) {
    Kind kind = Kind.of(descriptor);
    code.u1(WIDE).u1(ILOAD + kind.ordinalOfField()).u2(local);
    return local + kind.slots;
  }

  void doReturn(String descriptor) {
    Kind kind = Kind.of(descriptor);
    op(kind == Kind.VOID ? RETURN : IRETURN + kind.ordinalOfField());
  }

  CodeBuilder text(String value) {
    return op2(LDC_W, owner.text(value));
  }

  CodeBuilder number(int value) {
    return op2(LDC_W, owner.number(value));
  }

  CodeBuilder create(String type) {
    return op2(NEW, owner.type(type)).op(DUP);
  }

  CodeBuilder field(int op, String type, String name, String descriptor) {
    return op2(op, owner.member(9, type, name, descriptor));
  }

  CodeBuilder call(int op, String type, String name, String descriptor) {
    int member = owner.member(op == INVOKEINTERFACE ? 11 : 10, type, name, descriptor);
    code.u1(op).u2(member);
    if (op == INVOKEINTERFACE) {
      code.u2(0);
    }
    return this;
  }

  CodeBuilder cast(String descriptor) {
    return descriptor.equals("Ljava/lang/Object;")
        ? this
        : op2(CHECKCAST, owner.type(Descriptors.className(descriptor)));
  }

  /** A jump over the code of {@code skipped}, a builder of the same class. */
  CodeBuilder over(int jump, CodeBuilder skipped) {
    byte[] bytes = skipped.bytes();
    op2(jump, 3 + bytes.length);
    code.add(bytes);
    return this;
  }

  /** Makes the value on the stack one of another descriptor, as a lambda's call does. */
  void convert(String from, String to) {
    boolean fromRef = Kind.of(from) == Kind.REF;
    boolean toRef = Kind.of(to) == Kind.REF;
    if (from.equals(to) || to.equals("V")) {
      return;
    }
    if (fromRef && toRef) {
      cast(to);
    } else if (fromRef) {
      unbox(from, to);
    } else if (toRef) {
      char primitive = from.charAt(0);
      String box = Descriptors.box(primitive);
      call(INVOKESTATIC, box, "valueOf", "(" + from + ")L" + box + ";");
    } else {
      widen(from.charAt(0), to.charAt(0));
    }
  }

  private void unbox(String from, String to) {
    String box = Descriptors.className(from);
    char primitive = 0;
    for (char each : "ZBCSIJFD".toCharArray()) {
      if (Descriptors.box(each).equals(box)) {
        primitive = each;
      }
    }
    if (primitive == 0) {
      primitive = to.charAt(0);
      box = Descriptors.box(primitive);
      cast("L" + box + ";");
    }
    call(INVOKEVIRTUAL, box, Descriptors.primitiveName(primitive) + "Value", "()" + primitive);
    widen(primitive, to.charAt(0));
  }

  private void widen(char from, char to) {
    Kind source = Kind.of(from);
    Kind target = Kind.of(to);
    if (source == target) {
      return;
    }
    switch (target) {
      case LONG -> op(I2L);
      case FLOAT -> op(source == Kind.INT ? I2F : L2F);
      case DOUBLE -> op(source == Kind.INT ? I2D : source == Kind.LONG ? L2D : F2D);
      case INT, REF, VOID -> throw new IllegalArgumentException("No " + from + " becomes " + to);
    }
  }
}
