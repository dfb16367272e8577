package dev.elara.web.engine;

import dev.elara.web.engine.classfile.FieldInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.NullUnmarked;

/** Fields, methods and constructors as objects. */
@NullUnmarked // a reference of the program may be null wherever one is
final class ReflectNatives {

  private static final String CLASS = "java/lang/Class.";
  private static final String ACCESSORS = "jdk/internal/reflect/Direct";

  private ReflectNatives() {}

  static void register(Natives natives) {
    natives.on(CLASS + "getDeclaredFields0(Z)[Ljava/lang/reflect/Field;", ReflectNatives::fields);
    natives.on(
        CLASS + "getDeclaredMethods0(Z)[Ljava/lang/reflect/Method;",
        call -> members(call, "java/lang/reflect/Method", false));
    natives.on(
        CLASS + "getDeclaredConstructors0(Z)[Ljava/lang/reflect/Constructor;",
        call -> members(call, "java/lang/reflect/Constructor", true));
    natives.on(
        CLASS + "getRecordComponents0()[Ljava/lang/reflect/RecordComponent;",
        ReflectNatives::components);
    natives.on(
        ACCESSORS
            + "MethodHandleAccessor$NativeAccessor.invoke0"
            + "(Ljava/lang/reflect/Method;Ljava/lang/Object;[Ljava/lang/Object;)Ljava/lang/Object;",
        ReflectNatives::invoke);
    natives.on(
        ACCESSORS
            + "ConstructorHandleAccessor$NativeAccessor.newInstance0"
            + "(Ljava/lang/reflect/Constructor;[Ljava/lang/Object;)Ljava/lang/Object;",
        ReflectNatives::create);
    access(natives);
  }

  private static void access(Natives natives) {
    String library = "dev/elara/web/library/FieldAccess";
    String made = "()Ljdk/internal/reflect/FieldAccessor;";
    String of = "(Ljava/lang/reflect/Field;)L" + library + ";";
    natives.redirect("java/lang/reflect/Field.getFieldAccessor" + made, library + ".of" + of);
    natives.redirect(
        "java/lang/reflect/Field.getOverrideFieldAccessor" + made, library + ".ofAccessible" + of);
    String field = "(Ljava/lang/reflect/Field;Ljava/lang/Object;";
    natives.on(
        library + ".read" + field + ")Ljava/lang/Object;",
        call -> {
          VmField read = ready(call);
          if (read != null) {
            Fields slots = read.isStatic() ? read.owner.statics : call.object(1).slots;
            FieldOps.read(call.thread, read, slots, call.base);
            call.result(call.vm.boxes.box(call.thread, read.info.descriptor(), call.base));
          }
        });
    natives.on(
        library + ".write" + field + "Ljava/lang/Object;)V",
        call -> {
          VmField written = ready(call);
          if (written != null) {
            Fields slots = written.isStatic() ? written.owner.statics : call.object(1).slots;
            call.vm.boxes.unbox(call.thread, written.info.descriptor(), call.ref(2), call.base);
            FieldOps.write(call.thread, written, slots, call.base);
          }
        });
  }

  /** The field of a call, in a class that is initialised; null if that has to be done before. */
  private static VmField ready(NativeCall call) {
    VmField field = field(call, call.object(0));
    if (field.isStatic()
        && field.owner.state != VmClass.State.INITIALIZED
        && !call.vm.initializer.ready(call.thread, field.owner)) {
      call.again();
      return null;
    }
    return field;
  }

  /** The field that a java.lang.reflect.Field stands for. */
  static VmField field(NativeCall call, Instance object) {
    VmClass owner = (VmClass) ((Instance) call.vm.ref(object, "clazz")).host;
    return owner.fields.get(call.vm.strings.host((Instance) call.vm.ref(object, "name")));
  }

  private static void fields(NativeCall call) {
    Vm vm = call.vm;
    VmClass owner = call.type(0);
    boolean publicOnly = call.flag(1);
    VmClass type = vm.classes.find("java/lang/reflect/Field");
    List<Object> made = new ArrayList<>();
    for (VmField each : owner.fields.values()) {
      if (publicOnly && (each.info.access() & 1) == 0) {
        continue;
      }
      Instance field = new Instance(type);
      vm.set(field, "clazz", vm.mirrors.of(owner));
      vm.set(field, "slot", each.slot);
      vm.set(field, "name", vm.strings.intern(each.info.name()));
      vm.set(field, "type", vm.mirrors.of(vm.classes.ofDescriptor(each.info.descriptor())));
      vm.set(field, "modifiers", each.info.access());
      signature(vm, field, each.info.signature());
      AnnotationNatives.give(vm, field, each.info.annotations());
      made.add(field);
    }
    call.result(new RefArray(vm.classes.arrayOf(type), made.toArray()));
  }

  private static void signature(Vm vm, Instance member, String signature) {
    if (signature != null) {
      vm.set(member, "signature", vm.strings.make(signature));
    }
  }

  private static void members(NativeCall call, String name, boolean constructors) {
    Vm vm = call.vm;
    VmClass owner = call.type(0);
    boolean publicOnly = call.flag(1);
    VmClass type = vm.classes.find(name);
    List<Object> made = new ArrayList<>();
    int slot = 0;
    for (VmMethod each : owner.methods.values()) {
      slot++;
      boolean fits =
          constructors ? each.info.name().equals("<init>") : each.info.name().charAt(0) != '<';
      if (fits && (!publicOnly || (each.info.access() & 1) != 0)) {
        made.add(member(call, type, owner, each, slot - 1, constructors));
      }
    }
    call.result(new RefArray(vm.classes.arrayOf(type), made.toArray()));
  }

  private static Instance member(
      NativeCall call,
      VmClass type,
      VmClass owner,
      VmMethod method,
      int slot,
      boolean constructor) {
    Vm vm = call.vm;
    String descriptor = method.info.descriptor();
    Instance made = new Instance(type);
    vm.set(made, "clazz", vm.mirrors.of(owner));
    vm.set(made, "slot", slot);
    vm.set(made, "parameterTypes", types(call, Descriptors.parameters(descriptor)));
    List<String> thrown = new ArrayList<>();
    for (String each : method.info.exceptions()) {
      thrown.add(Descriptors.ofClass(each));
    }
    vm.set(made, "exceptionTypes", types(call, thrown));
    vm.set(made, "modifiers", method.info.access());
    signature(vm, made, method.info.signature());
    AnnotationNatives.give(vm, made, method.info.annotations());
    if (!constructor) {
      vm.set(made, "name", vm.strings.intern(method.info.name()));
      vm.set(
          made,
          "returnType",
          vm.mirrors.of(vm.classes.ofDescriptor(Descriptors.result(descriptor))));
    }
    made.host = method;
    return made;
  }

  private static RefArray types(NativeCall call, List<String> descriptors) {
    List<VmClass> types = new ArrayList<>();
    for (String each : descriptors) {
      types.add(call.vm.classes.ofDescriptor(each));
    }
    return ClassNatives.mirrors(call, types);
  }

  private static void components(NativeCall call) {
    Vm vm = call.vm;
    VmClass owner = call.type(0);
    VmClass type = vm.classes.find("java/lang/reflect/RecordComponent");
    List<FieldInfo> infos = owner.file == null ? null : owner.file.record();
    if (infos == null) {
      call.result((Object) null);
      return;
    }
    List<Object> made = new ArrayList<>();
    VmClass methods = vm.classes.find("java/lang/reflect/Method");
    for (FieldInfo each : infos) {
      Instance component = new Instance(type);
      vm.set(component, "clazz", vm.mirrors.of(owner));
      vm.set(component, "name", vm.strings.intern(each.name()));
      vm.set(component, "type", vm.mirrors.of(vm.classes.ofDescriptor(each.descriptor())));
      signature(vm, component, each.signature());
      AnnotationNatives.give(vm, component, each.annotations());
      VmMethod accessor = owner.methods.get(each.name() + "()" + each.descriptor());
      if (accessor != null) {
        vm.set(component, "accessor", member(call, methods, owner, accessor, 0, false));
      }
      made.add(component);
    }
    call.result(new RefArray(vm.classes.arrayOf(type), made.toArray()));
  }

  /** The method that an object of reflection stands for; copies of it know their root. */
  static VmMethod method(NativeCall call, Instance object) {
    VmClass owner = (VmClass) ((Instance) call.vm.ref(object, "clazz")).host;
    int slot = call.vm.integer(object, "slot");
    if (object.host instanceof VmMethod known) {
      return known;
    }
    return (VmMethod) Objects.requireNonNull(owner.methods.values().toArray()[slot]);
  }

  private static void invoke(NativeCall call) {
    invoke(call, true);
  }

  /** Runs a method on a receiver, or, unless {@code virtual}, that method and no override. */
  static void invoke(NativeCall call, boolean virtual) {
    VmMethod method = method(call, call.object(0));
    Object receiver = call.ref(1);
    RefArray arguments = (RefArray) call.ref(2);
    if (!method.isStatic()) {
      if (receiver == null) {
        throw call.vm.errors.nullPointer();
      }
      if (virtual && !method.isDirect()) {
        method = call.vm.classOf(receiver).find(method.key);
      }
    } else if (method.owner.state != VmClass.State.INITIALIZED
        && !call.vm.initializer.ready(call.thread, method.owner)) {
      call.again();
      return;
    }
    spread(call, method, receiver, arguments);
    call.insteadByReflection(method);
  }

  private static void create(NativeCall call) {
    VmMethod constructor = method(call, call.object(0));
    VmClass type = constructor.owner;
    if (type.state != VmClass.State.INITIALIZED && !call.vm.initializer.ready(call.thread, type)) {
      call.again();
      return;
    }
    VmMethod factory = call.vm.linker.factory(constructor);
    spread(call, factory, null, (RefArray) call.ref(1));
    call.insteadByReflection(factory);
  }

  private static void spread(
      NativeCall call, VmMethod method, Object receiver, RefArray arguments) {
    call.keepReflected();
    int slot = call.base;
    if (!method.isStatic()) {
      call.thread.refs[slot++] = receiver;
    }
    call.thread.reserve(slot + method.argumentSlots + 2);
    int next = 0;
    for (String each : Descriptors.parameters(method.info.descriptor())) {
      slot = call.vm.boxes.unbox(call.thread, each, arguments.elements[next++], slot);
    }
  }
}
