package dev.elara.web.engine;

import static dev.elara.web.engine.Op.*;

import dev.elara.web.engine.classfile.Constant;
import java.util.ArrayList;
import java.util.List;

/** The class of a lambda or a method reference (LambdaMetafactory). */
final class LambdaSite {

  private static final int SERIALIZABLE = 1;
  private static final int MARKERS = 2;
  private static final int BRIDGES = 4;

  private final Vm vm;
  private final ClassBuilder builder;
  private final Constant.Dynamic dynamic;
  private final Constant[] arguments;
  private final List<String> captured;
  private final Constant.Handle implementation;
  private final String instantiated;

  LambdaSite(Vm vm, ClassBuilder builder, Constant.Dynamic dynamic, Constant[] arguments) {
    this.vm = vm;
    this.builder = builder;
    this.dynamic = dynamic;
    this.arguments = arguments;
    this.captured = Descriptors.parameters(dynamic.descriptor());
    this.implementation = (Constant.Handle) arguments[1];
    this.instantiated = descriptor(arguments[2]);
  }

  private static String descriptor(Constant type) {
    return ((Constant.MethodType) type).descriptor();
  }

  private static int number(Constant constant) {
    return ((Constant.IntValue) constant).value();
  }

  void write() {
    builder.implement(Descriptors.className(Descriptors.result(dynamic.descriptor())));
    for (int i = 0; i < captured.size(); i++) {
      builder.field("c" + i, captured.get(i));
    }
    writeSite();
    writeMethod(descriptor(arguments[0]));
    if (arguments.length > 3) {
      writeExtras();
    }
  }

  private void writeExtras() {
    int flags = number(arguments[3]);
    int next = 4;
    if ((flags & SERIALIZABLE) != 0) {
      builder.implement("java/io/Serializable");
    }
    if ((flags & MARKERS) != 0) {
      int count = number(arguments[next++]);
      for (int i = 0; i < count; i++) {
        builder.implement(((Constant.ClassName) arguments[next++]).name());
      }
    }
    if ((flags & BRIDGES) != 0) {
      int count = number(arguments[next++]);
      for (int i = 0; i < count; i++) {
        writeMethod(descriptor(arguments[next++]));
      }
    }
  }

  /** Makes the object with what is captured. */
  private void writeSite() {
    var code = new CodeBuilder(builder);
    code.op2(NEW, builder.type(builder.name()));
    int local = 0;
    for (int i = 0; i < captured.size(); i++) {
      code.op(DUP);
      local = code.load(captured.get(i), local);
      code.field(PUTFIELD, builder.name(), "c" + i, captured.get(i));
    }
    code.op(ARETURN);
    builder.method(VmMethod.STATIC | 1, Linker.SITE, dynamic.descriptor(), code);
  }

  /** The interface's method, or one it bridges to. */
  private void writeMethod(String descriptor) {
    var code = new CodeBuilder(builder);
    Constant.Member member = implementation.member();
    boolean creates = implementation.kind() == 8;
    if (creates) {
      code.create(member.owner());
    }
    List<String> targets = new ArrayList<>();
    if (implementation.kind() != 6 && !creates) {
      targets.add(Descriptors.ofClass(member.owner()));
    }
    targets.addAll(Descriptors.parameters(member.descriptor()));
    for (int i = 0; i < captured.size(); i++) {
      code.op(ALOAD_0).field(GETFIELD, builder.name(), "c" + i, captured.get(i));
      code.convert(captured.get(i), targets.get(i));
    }
    List<String> given = Descriptors.parameters(descriptor);
    List<String> exact = Descriptors.parameters(instantiated);
    int local = 1;
    for (int i = 0; i < given.size(); i++) {
      local = code.load(given.get(i), local);
      code.convert(given.get(i), exact.get(i));
      code.convert(exact.get(i), targets.get(captured.size() + i));
    }
    code.call(instruction(), member.owner(), member.name(), member.descriptor());
    String result =
        creates ? Descriptors.ofClass(member.owner()) : Descriptors.result(member.descriptor());
    finish(code, result, Descriptors.result(descriptor));
    builder.method(1, dynamic.name(), descriptor, code);
  }

  private static void finish(CodeBuilder code, String from, String to) {
    if (to.equals("V")) {
      Kind left = Kind.of(from);
      if (left != Kind.VOID) {
        code.op(left.slots == 2 ? POP2 : POP);
      }
    } else {
      code.convert(from, to);
    }
    code.doReturn(to);
  }

  private int instruction() {
    return switch (implementation.kind()) {
      case 5 -> INVOKEVIRTUAL;
      case 6 -> INVOKESTATIC;
      case 7 ->
          vm.classes.find(implementation.member().owner()).isInterface()
              ? INVOKEINTERFACE
              : INVOKEVIRTUAL;
      case 8 -> INVOKESPECIAL;
      case 9 -> INVOKEINTERFACE;
      default ->
          throw new IllegalStateException("A lambda cannot be of kind " + implementation.kind());
    };
  }
}
