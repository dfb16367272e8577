package dev.elara.web.engine;

import static dev.elara.web.engine.Op.*;

import dev.elara.web.engine.JitText.Value;
import dev.elara.web.engine.classfile.Constant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Writes the instructions on objects, arrays, classes and methods. */
final class JitMembers {

  private final Vm vm;
  private final Jit jit;
  private final VmClass owner;
  private final JitText text;
  private final JitNames names;
  private final int[] code;
  private final boolean hasThis;

  /** Whether a class was not initialised or a call not linked: it may be the next time. */
  boolean couldBeBetter;

  JitMembers(Vm vm, Jit jit, VmMethod method, JitShape shape, JitText text) {
    this.vm = vm;
    this.jit = jit;
    this.owner = method.owner;
    this.text = text;
    this.names = jit.names();
    this.code = shape.code;
    this.hasThis = !method.isStatic() && !shape.stores(0);
  }

  String mirrorOfOwner() {
    return text.constant(vm.mirrors.of(owner));
  }

  /** Writes one; false if it can only be left to the interpreter. */
  boolean write(int pc, int op) {
    if (op >= GETFIELD_INT && op <= GETFIELD_REF) {
      read("IJFDA".charAt(op - GETFIELD_INT), code[pc + 1]);
      return true;
    }
    if (op >= PUTFIELD_INT && op <= PUTFIELD_REF) {
      write(code[pc + 1]);
      return true;
    }
    if (op >= IALOAD && op <= SALOAD) {
      load(op);
      return true;
    }
    if (op >= IASTORE && op <= SASTORE) {
      store(op);
      return true;
    }
    return switch (op) {
      case GETFIELD, PUTFIELD, GETSTATIC, PUTSTATIC, GETSTATIC_READY, PUTSTATIC_READY ->
          field(pc, op);
      case LDC -> constant(pc);
      case NEW -> create(pc);
      case CHECKCAST, INSTANCEOF -> check(pc, op);
      case NEWARRAY, ANEWARRAY -> array(pc, op);
      case ARRAYLENGTH -> length();
      case MONITORENTER, MONITOREXIT -> lock(op);
      case INVOKEVIRTUAL, INVOKESPECIAL, INVOKESTATIC, INVOKEINTERFACE, INVOKEDYNAMIC ->
          call(pc, op);
      default -> false;
    };
  }

  private boolean later() {
    couldBeBetter = true;
    return false;
  }

  private void needed(Value reference) {
    if (!(hasThis && reference.text().equals("A0"))) {
      text.line("if(" + reference.text() + "===null)" + text.leave());
    }
  }

  private void read(char kind, int slot) {
    Value object = text.popSimple();
    needed(object);
    text.pushNow(kind, object.text() + "." + names.slots() + "[" + slot + "]");
  }

  private void write(int slot) {
    Value value = text.pop();
    Value object = text.popSimple();
    needed(object);
    text.line(object.text() + "." + names.slots() + "[" + slot + "]=" + value.text() + ";");
  }

  /** A field that the interpreter has not come by yet, or a static one. */
  private boolean field(int pc, int op) {
    VmField field = known(code[pc + 1]);
    if (field == null) {
      return later();
    }
    if (op == GETFIELD) {
      read(JitShape.letter(field.kind).charAt(0), field.slot);
      return true;
    }
    if (op == PUTFIELD) {
      write(field.slot);
      return true;
    }
    if (field.owner.state != VmClass.State.INITIALIZED) {
      return later();
    }
    String place = text.bare(field.owner.statics) + "[" + field.slot + "]";
    if (op == GETSTATIC || op == GETSTATIC_READY) {
      text.pushNow(JitShape.letter(field.kind).charAt(0), place);
    } else {
      text.line(place + "=" + text.pop().text() + ";");
    }
    return true;
  }

  /** A field, unless a class would have to be loaded to find it. */
  private @Nullable VmField known(int index) {
    if (owner.resolved[index] instanceof VmField field) {
      return field;
    }
    var member = (Constant.Member) pool(index);
    return vm.classes.loaded(member.owner()) == null ? null : vm.resolver.field(owner, index);
  }

  private Constant pool(int index) {
    return Objects.requireNonNull(owner.file).pool().at(index);
  }

  private @Nullable VmClass knownType(int index) {
    if (owner.resolved[index] instanceof VmClass type) {
      return type;
    }
    String name = ((Constant.ClassName) pool(index)).name();
    return vm.classes.loaded(name) == null ? null : vm.resolver.type(owner, index);
  }

  private boolean constant(int pc) {
    int index = code[pc + 1];
    switch (pool(index)) {
      case Constant.IntValue value -> text.push('I', JitOps.number(value.value()), "");
      case Constant.LongValue value -> text.push('J', JitOps.number(value.value()), "");
      case Constant.FloatValue value -> text.push('F', text.constant(value.value()), "");
      case Constant.DoubleValue value -> text.push('D', text.constant(value.value()), "");
      case Constant.Text _ -> text.push('A', text.constant(vm.resolver.constant(owner, index)), "");
      case Constant.ClassName name -> {
        VmClass type = vm.classes.loaded(name.name());
        if (type == null) {
          return later();
        }
        text.push('A', text.constant(vm.mirrors.of(type)), "");
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private boolean create(int pc) {
    VmClass type = knownType(code[pc + 1]);
    if (type == null || type.state != VmClass.State.INITIALIZED) {
      return later();
    }
    if ((type.access & (VmClass.ABSTRACT | VmClass.INTERFACE)) != 0) {
      return false;
    }
    text.pushNow('A', "X.make(" + text.constant(type) + ")");
    return true;
  }

  private boolean check(int pc, int op) {
    VmClass type = knownType(code[pc + 1]);
    if (type == null) {
      return later();
    }
    Value value = text.popSimple();
    String name = value.text();
    String site = text.bare(JitBridge.types(type));
    if (op == CHECKCAST) {
      text.line("if(" + name + "!==null&&" + name + "." + names.type() + "!==" + site + ".y");
      text.line("&&!X.is(" + site + "," + name + "))" + text.leave());
      text.push(value);
    } else {
      String its = name + "." + names.type();
      text.pushNow(
          'I',
          String.join(
              "",
              "(" + name + "!==null&&(" + its + "===" + site + ".y||",
              its + "!==" + site + ".n&&X.is(" + site + "," + name + "))?1:0)"));
    }
    return true;
  }

  private boolean array(int pc, int op) {
    VmClass type = null;
    if (op == ANEWARRAY) {
      VmClass element = knownType(code[pc + 1]);
      if (element == null) {
        return later();
      }
      type = vm.classes.arrayOf(element);
    }
    Value length = text.popSimple();
    text.line("if((" + length.text() + ">>>0)>" + ArrayMaker.HARMLESS + ")" + text.leave());
    String made = type == null ? "X.primitives(" + code[pc + 1] : "X.array(" + text.constant(type);
    text.pushNow('A', made + "," + length.text() + ")");
    return true;
  }

  private boolean length() {
    Value array = text.popSimple();
    needed(array);
    String name = array.text();
    text.pushNow(
        'I',
        "("
            + name
            + "."
            + names.data()
            + "||"
            + name
            + "."
            + names.elements()
            + "."
            + names.data()
            + ").length");
    return true;
  }

  private String element(Value array, Value index, boolean ofReferences) {
    String data = array.text() + "." + (ofReferences ? names.elements() + "." : "") + names.data();
    text.line("if(" + array.text() + "===null||" + index.text() + ">>>0>=" + data + ".length)");
    text.line(text.leave());
    return data + "[" + index.text() + "]";
  }

  private void load(int op) {
    Value index = text.popSimple();
    Value array = text.popSimple();
    String element = element(array, index, op == AALOAD);
    text.pushNow("IJFDAIII".charAt(op - IALOAD), element);
  }

  private void store(int op) {
    Value value = text.popSimple();
    Value index = text.popSimple();
    Value array = text.popSimple();
    String element = element(array, index, op == AASTORE);
    if (op == AASTORE && !value.text().equals("null")) {
      String site = text.bare(JitBridge.typeSite());
      String stored = value.text();
      text.line(
          "if(" + stored + "!==null&&(" + stored + "." + names.type() + "!==" + site + ".y||");
      text.line(
          array.text() + "." + names.arrayType() + "!==" + site + ".t)&&!X.fits(" + site + ",");
      text.line(array.text() + "," + stored + "))" + text.leave());
    }
    text.line(element + "=" + value.text() + ";");
  }

  private boolean lock(int op) {
    Value object = text.popSimple();
    needed(object);
    text.line(
        op == MONITORENTER
            ? "if(!X.enter(" + object.text() + "))" + text.leave()
            : "X.exit(" + object.text() + ");");
    return true;
  }

  /** What a call instruction calls, if that can be said without loading a class. */
  private @Nullable CallTarget target(int op, int index) {
    if (owner.resolved[index] instanceof CallTarget target) {
      return target;
    }
    return pool(index) instanceof Constant.Member member
            && vm.classes.loaded(member.owner()) != null
        ? vm.resolver.call(owner, op, index)
        : null;
  }

  private boolean call(int pc, int op) {
    CallTarget target = target(op, code[pc + 1]);
    if (target == null) {
      return later();
    }
    boolean isStatic = target.method.isStatic();
    if (isStatic && target.method.owner.state != VmClass.State.INITIALIZED) {
      return later();
    }
    int count = Descriptors.parameters(target.descriptor).size();
    var arguments = new StringBuilder();
    for (int i = 0; i < count; i++) {
      arguments.insert(0, "," + text.pop().text());
    }
    String called;
    if (isStatic) {
      called = text.bare(jit.callee(target.method, target.descriptor));
    } else {
      Value receiver = text.popSimple();
      needed(receiver);
      arguments.insert(0, "," + receiver.text());
      if (target.method.key.equals("<init>()V")
          && target.method.owner.name.equals("java/lang/Object")) {
        return true;
      }
      called = receiver(op, target, receiver.text());
    }
    String parameters = arguments.isEmpty() ? "" : arguments.substring(1) + ",";
    String call = called + ".f(" + parameters + "d+1)";
    String result = JitShape.letter(Kind.of(Descriptors.result(target.descriptor)));
    if (result.isEmpty()) {
      text.line(call + ";");
    } else {
      text.pushNow(result.charAt(0), call);
    }
    text.line("if(X.b!==0)" + text.leaveInCall());
    return true;
  }

  private String receiver(int op, CallTarget target, String receiver) {
    if (op == INVOKESPECIAL || target.method.isDirect()) {
      return text.bare(jit.callee(target.method, target.descriptor));
    }
    String site = text.bare(jit.site(target));
    text.line("if(" + receiver + "." + names.type() + "!==" + site + ".t)");
    text.line("X.find(" + site + "," + receiver + ");");
    return site + ".m";
  }
}
