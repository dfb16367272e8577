package dev.elara.web.engine;

import dev.elara.web.engine.classfile.ClassFile;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** java.lang.Class. */
final class ClassNatives {

  private static final String CLASS = "java/lang/Class.";

  private ClassNatives() {}

  static void register(Natives natives) {
    natives.on(
        CLASS + "isInstance(Ljava/lang/Object;)Z",
        call -> {
          Object value = call.ref(1);
          call.result(value != null && call.vm.isInstance(value, call.type(0)));
        });
    natives.on(
        CLASS + "isAssignableFrom(Ljava/lang/Class;)Z",
        call -> {
          call.object(1);
          call.result(call.type(1).isSubclassOf(call.type(0)));
        });
    natives.on(
        CLASS + "initClassName()Ljava/lang/String;",
        call -> {
          Instance name = call.vm.strings.intern(call.type(0).binaryName());
          call.vm.set(call.object(0), "name", name);
          call.result(name);
        });
    natives.on(
        CLASS + "getSuperclass()Ljava/lang/Class;",
        call -> {
          VmClass type = call.type(0);
          call.result(mirror(call, type.isInterface() ? null : type.superclass));
        });
    natives.on(
        CLASS + "getInterfaces0()[Ljava/lang/Class;",
        call -> call.result(mirrors(call, call.type(0).interfaces)));
    natives.on(
        CLASS + "isRecord0()Z",
        call -> {
          ClassFile file = call.type(0).file;
          call.result(file != null && file.record() != null);
        });
    natives.ignore(
        CLASS + "isHidden()Z",
        CLASS + "desiredAssertionStatus0(Ljava/lang/Class;)Z",
        CLASS + "desiredAssertionStatus()Z",
        CLASS + "getRawTypeAnnotations()[B",
        CLASS + "getClassLoader()Ljava/lang/ClassLoader;",
        CLASS + "getClassLoader0()Ljava/lang/ClassLoader;",
        CLASS + "checkMemberAccess(Ljava/lang/SecurityManager;ILjava/lang/Class;Z)V");
    natives.on(
        CLASS + "getPrimitiveClass(Ljava/lang/String;)Ljava/lang/Class;",
        call -> {
          String name = call.text(0);
          for (char each : "ZBCSIJFDV".toCharArray()) {
            if (Descriptors.primitiveName(each).equals(name)) {
              call.result(call.vm.mirrors.of(call.vm.classes.primitive(each)));
            }
          }
        });
    natives.on(CLASS + "forName(Ljava/lang/String;)Ljava/lang/Class;", call -> byName(call, true));
    natives.on(
        CLASS + "forName(Ljava/lang/String;ZLjava/lang/ClassLoader;)Ljava/lang/Class;",
        call -> byName(call, call.flag(1)));
    natives.on(
        CLASS + "forName(Ljava/lang/Module;Ljava/lang/String;)Ljava/lang/Class;",
        call -> call.result(mirror(call, call.vm.classes.look(call.text(1).replace('.', '/')))));
    natives.on(CLASS + "getPackage()Ljava/lang/Package;", ClassNatives::packageOf);
    natives.on(
        "jdk/internal/reflect/Reflection.getCallerClass()Ljava/lang/Class;", ClassNatives::caller);
    natives.on(
        "jdk/internal/reflect/Reflection.areNestMates(Ljava/lang/Class;Ljava/lang/Class;)Z",
        call -> call.result(nest(call.type(0)).equals(nest(call.type(1)))));
    natives.on(
        CLASS + "getSimpleBinaryName0()Ljava/lang/String;",
        call -> call.text(inner(call, ClassFile.Inner::simpleName)));
    natives.on(
        CLASS + "getDeclaringClass0()Ljava/lang/Class;",
        call -> {
          String outer = inner(call, ClassFile.Inner::outer);
          call.result(outer == null ? null : mirror(call, call.vm.classes.look(outer)));
        });
    natives.on(CLASS + "getEnclosingMethod0()[Ljava/lang/Object;", ClassNatives::enclosing);
    natives.on(
        CLASS + "getNestHost0()Ljava/lang/Class;",
        call -> {
          ClassFile file = call.type(0).file;
          String host = file == null ? null : file.nestHost();
          call.result(host == null ? call.ref(0) : mirror(call, call.vm.classes.find(host)));
        });
    natives.on(
        CLASS + "getPermittedSubclasses0()[Ljava/lang/Class;",
        call -> {
          ClassFile file = call.type(0).file;
          List<String> names = file == null ? null : file.permitted();
          call.result(names == null ? null : named(call, names));
        });
    natives.on(
        CLASS + "getDeclaredClasses0()[Ljava/lang/Class;",
        call -> {
          VmClass type = call.type(0);
          List<String> names = new ArrayList<>();
          if (type.file != null) {
            for (ClassFile.Inner each : type.file.inner()) {
              if (type.name.equals(each.outer())) {
                names.add(each.name());
              }
            }
          }
          call.result(named(call, names));
        });
    natives.on(
        CLASS + "getGenericSignature0()Ljava/lang/String;",
        call -> {
          ClassFile file = call.type(0).file;
          call.text(file == null ? null : file.signature());
        });
    natives.on(CLASS + "getClassAccessFlagsRaw0()I", call -> call.result(call.type(0).access));
    natives.on(CLASS + "getClassFileVersion0()I", call -> call.result(69));
    natives.on(CLASS + "getEnumConstantsShared()[Ljava/lang/Object;", ClassNatives::enumConstants);
  }

  static @Nullable Instance mirror(NativeCall call, @Nullable VmClass type) {
    return type == null ? null : call.vm.mirrors.of(type);
  }

  static RefArray mirrors(NativeCall call, List<VmClass> types) {
    VmClass array = call.vm.classes.find("[Ljava/lang/Class;");
    RefArray made = new RefArray(array, types.size());
    for (int i = 0; i < types.size(); i++) {
      made.elements[i] = call.vm.mirrors.of(types.get(i));
    }
    return made;
  }

  private static RefArray named(NativeCall call, List<String> names) {
    return mirrors(call, names.stream().map(call.vm.classes::find).toList());
  }

  private static void packageOf(NativeCall call) {
    Vm vm = call.vm;
    VmClass type = call.type(0);
    if (type.file == null) {
      call.result((Object) null); // an array's or a primitive's
      return;
    }
    VmClass versions = vm.classes.find("java/lang/Package$VersionInfo");
    if (versions.state != VmClass.State.INITIALIZED
        && !vm.initializer.ready(call.thread, versions)) {
      call.again();
      return;
    }
    int slash = type.name.lastIndexOf('/');
    String name = slash < 0 ? "" : type.name.substring(0, slash).replace('/', '.');
    Instance made = new Instance(vm.classes.find("java/lang/Package"));
    vm.set(made, "name", vm.strings.intern(name));
    vm.set(made, "module", vm.unnamedModule());
    vm.set(made, "versionInfo", vm.statics(versions, "NULL_VERSION_INFO"));
    call.result(made);
  }

  private static String nest(VmClass type) {
    String host = type.file == null ? null : type.file.nestHost();
    return host == null ? type.name : host;
  }

  /** The class of the method that called the one on top. */
  private static void caller(NativeCall call) {
    int depth = call.thread.depth() - 2;
    call.result(depth < 0 ? null : mirror(call, call.thread.frame(depth).method.owner));
  }

  private static @Nullable String inner(
      NativeCall call, Function<ClassFile.Inner, @Nullable String> part) {
    VmClass type = call.type(0);
    if (type.file != null) {
      for (ClassFile.Inner each : type.file.inner()) {
        if (each.name().equals(type.name)) {
          return part.apply(each);
        }
      }
    }
    return null;
  }

  private static void enclosing(NativeCall call) {
    ClassFile file = call.type(0).file;
    if (file == null || file.enclosingClass() == null) {
      call.result((Object) null);
      return;
    }
    RefArray made = new RefArray(call.vm.classes.find("[Ljava/lang/Object;"), 3);
    made.elements[0] = mirror(call, call.vm.classes.find(file.enclosingClass()));
    if (file.enclosingMethod() != null) {
      made.elements[1] = call.vm.strings.make(file.enclosingMethod().name());
      made.elements[2] = call.vm.strings.make(file.enclosingMethod().descriptor());
    }
    call.result(made);
  }

  private static void byName(NativeCall call, boolean initialize) {
    String name = call.text(0).replace('.', '/');
    VmClass found =
        name.isEmpty() || call.text(0).indexOf('/') >= 0 ? null : call.vm.classes.look(name);
    if (found == null) {
      throw call.vm.errors.make("java/lang/ClassNotFoundException", call.text(0));
    }
    if (initialize
        && found.state != VmClass.State.INITIALIZED
        && !call.vm.initializer.ready(call.thread, found)) {
      call.again();
      return;
    }
    call.result(call.vm.mirrors.of(found));
  }

  private static void enumConstants(NativeCall call) {
    VmClass type = call.type(0);
    VmMethod values = type.methods.get("values()[L" + type.name + ";");
    VmClass parent = type.superclass;
    if (values == null || parent == null || !parent.name.equals("java/lang/Enum")) {
      call.result((Object) null);
    } else if (type.state != VmClass.State.INITIALIZED
        && !call.vm.initializer.ready(call.thread, type)) {
      call.again();
    } else {
      call.instead(values);
    }
  }
}
