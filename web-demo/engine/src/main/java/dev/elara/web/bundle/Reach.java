package dev.elara.web.bundle;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.reflect.AccessFlag;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which methods can never return in the engine: native ones that it does not have, and those whose
 * every way to a return calls one, or uses a class that is left out or whose initialiser is one.
 * What is called by way of a reflective object, a function or an instruction made when it runs is
 * taken to return.
 */
final class Reach {

  private static final String INITIALIZER = "<clinit>()V";

  /** Whether the engine runs this method itself: owner, name and descriptor. */
  @FunctionalInterface
  interface Substitutes {
    boolean has(String owner, String name, String descriptor);
  }

  /** A method, and its way through its code. */
  private record Method(String owner, String key, boolean isAbstract, @Nullable Flow flow) {}

  /** A class. */
  private record Type(
      @Nullable String parent,
      List<String> interfaces,
      boolean canBeExtended,
      Map<String, Method> methods) {}

  private final Map<String, Type> types = new HashMap<>();
  private final Map<String, List<String>> children = new HashMap<>();

  /** What can never return, as {@code owner.key}, and the native method that this comes down to. */
  private final Map<String, String> lacking = new HashMap<>();

  private final Substitutes substitutes;

  /** That of these class files, by internal name. */
  Reach(Map<String, byte[]> classFiles, Substitutes substitutes) {
    this.substitutes = substitutes;
    classFiles.forEach((name, bytes) -> add(name, ClassFile.of().parse(bytes)));
    boolean more = true;
    while (more) {
      more = false;
      for (var type : types.values()) {
        for (Method method : type.methods().values()) {
          more |= look(method);
        }
      }
    }
  }

  private void add(String name, ClassModel model) {
    var methods = new HashMap<String, Method>();
    for (MethodModel each : model.methods()) {
      String key = each.methodName().stringValue() + each.methodType().stringValue();
      boolean own =
          substitutes.has(name, each.methodName().stringValue(), each.methodType().stringValue());
      boolean isNative = each.flags().has(AccessFlag.NATIVE);
      if (isNative && !own) {
        lacking.put(name + "." + key, name + "." + each.methodName().stringValue());
      }
      Flow flow = own ? null : each.code().map((CodeModel code) -> Flow.of(code)).orElse(null);
      methods.put(key, new Method(name, key, each.flags().has(AccessFlag.ABSTRACT) && !own, flow));
    }
    String parent = model.superclass().map(ClassEntry::asInternalName).orElse(null);
    var interfaces = model.interfaces().stream().map(ClassEntry::asInternalName).toList();
    types.put(name, new Type(parent, interfaces, canBeExtended(model, name), methods));
    var supers = new ArrayList<>(interfaces);
    if (parent != null) {
      supers.add(parent);
    }
    supers.forEach(each -> children.computeIfAbsent(each, _ -> new ArrayList<>()).add(name));
  }

  /** Whether a cell can have a class of its own in its place. */
  private static boolean canBeExtended(ClassModel model, String name) {
    return name.startsWith("java/")
        && model.flags().has(AccessFlag.PUBLIC)
        && !model.flags().has(AccessFlag.FINAL)
        && (model.flags().has(AccessFlag.INTERFACE)
            || model.methods().stream()
                .anyMatch(each ->
                    each.methodName().equalsString("<init>")
                        && (each.flags().has(AccessFlag.PUBLIC)
                            || each.flags().has(AccessFlag.PROTECTED))));
  }

  private boolean look(Method method) {
    String name = method.owner() + "." + method.key();
    if (method.flow() == null || lacking.containsKey(name)) {
      return false;
    }
    Flow.Use stop = method.flow().stopsAt(use -> cause(use) != null);
    if (stop == null) {
      return false;
    }
    lacking.put(name, Objects.requireNonNull(cause(stop)));
    return true;
  }

  /** The native method that calling this comes down to; null if it may return. */
  @Nullable String cause(String owner, String key) {
    return lacking.get(owner + "." + key);
  }

  /** The native method that starting this class comes down to; null if it starts. */
  @Nullable String causeOfStart(String owner) {
    for (String each = owner; each != null; each = parent(each)) {
      String cause = isLeftOut(each) ? each : lacking.get(each + "." + INITIALIZER);
      if (cause != null) {
        return cause;
      }
    }
    return null;
  }

  private boolean isLeftOut(String name) {
    return !types.containsKey(name) && name.charAt(0) != '[';
  }

  private Type type(String name) {
    return Objects.requireNonNull(types.get(name), name);
  }

  private @Nullable String parent(String name) {
    Type type = types.get(name);
    return type == null ? null : type.parent();
  }

  private @Nullable String cause(Flow.Use use) {
    return switch (use) {
      case Flow.Use.Start start -> causeOfStart(start.owner());
      case Flow.Use.Call call -> {
        String key = call.name() + call.type();
        Method found = find(call.owner(), key);
        if (found == null) {
          yield isLeftOut(call.owner()) ? call.owner() : null;
        }
        yield call.isVirtual() ? causeOfAll(call.owner(), found) : cause(found.owner(), key);
      }
    };
  }

  /** Of a virtual call: the cause if whatever may be called has one. */
  private @Nullable String causeOfAll(String owner, Method declared) {
    String cause = null;
    if (declared.isAbstract()) {
      if (type(declared.owner()).canBeExtended()) {
        return null;
      }
    } else {
      cause = cause(declared.owner(), declared.key());
      if (cause == null) {
        return null;
      }
    }
    var open = new ArrayList<>(children.getOrDefault(owner, List.of()));
    for (int at = 0; at < open.size(); at++) {
      Method own = type(open.get(at)).methods().get(declared.key());
      if (own != null && !own.isAbstract()) {
        String ofOwn = cause(own.owner(), own.key());
        if (ofOwn == null) {
          return null;
        }
        cause = cause == null ? ofOwn : cause;
      }
      for (String child : children.getOrDefault(open.get(at), List.of())) {
        if (!open.contains(child)) {
          open.add(child);
        }
      }
    }
    return cause;
  }

  private @Nullable Method find(String owner, String key) {
    for (String each = owner; each != null; each = parent(each)) {
      Type type = types.get(each);
      if (type == null) {
        return null;
      }
      Method own = type.methods().get(key);
      if (own != null) {
        return own;
      }
    }
    Type type = types.get(owner);
    for (String each : type == null ? List.<String>of() : type.interfaces()) {
      Method inherited = find(each, key);
      if (inherited != null) {
        return inherited;
      }
    }
    return null;
  }
}
