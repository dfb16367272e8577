package dev.elara.web.engine;

import dev.elara.web.engine.classfile.MethodInfo;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The methods that the engine runs itself: native ones, and some that it does better. */
final class Natives {

  /** By owner, then by name and descriptor. */
  private final Map<String, Map<String, Native>> table = new HashMap<>();

  Natives() {
    ObjectNatives.register(this);
    ClassNatives.register(this);
    SystemNatives.register(this);
    ThreadNatives.register(this);
    BlockingNatives.register(this);
    UnsafeNatives.register(this);
    RawMemory.register(this);
    MathNatives.register(this);
    TextNatives.register(this);
    HandleNatives.register(this);
    ReflectNatives.register(this);
    AnnotationNatives.register(this);
    ProxyNatives.register(this);
    FileNatives.register(this);
    PathNatives.register(this);
    ChannelNatives.register(this);
    ZipNatives.register(this);
    PlatformNatives.register(this);
    KernelNatives.register(this);
  }

  /** Runs a method, as {@code java/lang/Object.hashCode()I}, by this from now on. */
  void on(String method, Native substitute) {
    int dot = method.indexOf('.');
    table
        .computeIfAbsent(method.substring(0, dot), _ -> new HashMap<>())
        .put(method.substring(dot + 1), substitute);
  }

  /** Another method of the program runs in place of this one, with the same arguments. */
  void redirect(String method, String to) {
    on(method, call -> call.instead(call.vm.method(to)));
  }

  /** These methods do nothing, and return 0 or null. */
  void ignore(String... methods) {
    for (String each : methods) {
      Kind kind = Kind.of(Descriptors.result(each));
      on(each, call -> nothing(call, kind));
    }
  }

  private static void nothing(NativeCall call, Kind kind) {
    switch (kind) {
      case INT -> call.result(0);
      case LONG -> call.result(0L);
      case FLOAT, DOUBLE -> call.result(0.0);
      case REF -> call.result((Object) null);
      case VOID -> {}
    }
  }

  /** What runs in place of a method's code; null if its code runs. */
  @Nullable Native find(String owner, MethodInfo method) {
    Native found = find(owner, method.name(), method.descriptor());
    if (found != null || (method.access() & VmMethod.NATIVE) == 0) {
      return found;
    }
    String name = owner + "." + method.name() + method.descriptor();
    return call -> {
      throw call.vm.errors.make(
          "java/lang/UnsatisfiedLinkError", "The engine in the browser has no " + name);
    };
  }

  /** What runs in place of a method; null if nothing does. */
  @Nullable Native find(String owner, String method, String descriptor) {
    Map<String, Native> ofOwner = table.get(owner);
    Native found = ofOwner == null ? null : ofOwner.get(method + descriptor);
    return found == null && (method.equals("registerNatives") || method.equals("initIDs"))
        ? call -> {}
        : found;
  }
}
