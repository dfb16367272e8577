package dev.elara.web.engine;

import dev.elara.web.engine.classfile.Annotations;
import dev.elara.web.engine.classfile.ClassFile;
import dev.elara.web.engine.classfile.Constant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the JDK's parser of annotations asks for: their bytes, and the constants they refer to. */
final class AnnotationNatives {

  private static final String CLASS = "java/lang/Class.";
  private static final String POOL = "jdk/internal/reflect/ConstantPool";

  private AnnotationNatives() {}

  static void register(Natives natives) {
    natives.on(
        CLASS + "getRawAnnotations()[B",
        call -> {
          ClassFile file = call.type(0).file;
          call.result(file == null ? null : file.annotations().own());
        });
    natives.on(
        CLASS + "getConstantPool()L" + POOL + ";",
        call -> {
          Instance pool = new Instance(call.vm.classes.find(POOL));
          call.vm.set(pool, "constantPoolOop", call.ref(0));
          call.result(pool);
        });
    natives.on(
        POOL + ".getUTF8At0(Ljava/lang/Object;I)Ljava/lang/String;",
        call -> call.text(((Constant.Utf) constant(call)).text()));
    natives.on(
        POOL + ".getStringAt0(Ljava/lang/Object;I)Ljava/lang/String;",
        call -> call.text(((Constant.Text) constant(call)).value()));
    natives.on(
        POOL + ".getIntAt0(Ljava/lang/Object;I)I",
        call -> call.result(((Constant.IntValue) constant(call)).value()));
    natives.on(
        POOL + ".getLongAt0(Ljava/lang/Object;I)J",
        call -> call.result(((Constant.LongValue) constant(call)).value()));
    natives.on(
        POOL + ".getFloatAt0(Ljava/lang/Object;I)F",
        call -> call.result((double) ((Constant.FloatValue) constant(call)).value()));
    natives.on(
        POOL + ".getDoubleAt0(Ljava/lang/Object;I)D",
        call -> call.result(((Constant.DoubleValue) constant(call)).value()));
  }

  private static Constant constant(NativeCall call) {
    VmClass owner = call.type(1);
    return Objects.requireNonNull(owner.file).pool().at(call.integer(2));
  }

  /** Gives an object of reflection what its class file says of a member. */
  static void give(Vm vm, Instance member, Annotations annotations) {
    set(vm, member, "annotations", annotations.own());
    set(vm, member, "parameterAnnotations", annotations.parameters());
    set(vm, member, "annotationDefault", annotations.standard());
  }

  private static void set(Vm vm, Instance member, String field, byte @Nullable [] bytes) {
    if (bytes != null) {
      vm.set(member, field, bytes);
    }
  }
}
