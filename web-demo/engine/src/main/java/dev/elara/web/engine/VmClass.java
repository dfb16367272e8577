package dev.elara.web.engine;

import dev.elara.web.engine.classfile.ClassFile;
import dev.elara.web.engine.classfile.MethodInfo;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A class, an interface, an array's class or a primitive, as the engine uses it. */
final class VmClass {

  static final int INTERFACE = 0x200;
  static final int ABSTRACT = 0x400;

  /** How far its initialisation is (JVMS 5.5). */
  enum State {
    LOADED,
    INITIALIZING,
    INITIALIZED,
    FAILED
  }

  /** The internal name; an array's descriptor; a primitive's name in source. */
  final String name;

  final int access;

  /** Null for arrays and primitives. */
  final @Nullable ClassFile file;

  final @Nullable VmClass superclass;
  final List<VmClass> interfaces;

  /** What an array holds, else null. */
  final @Nullable VmClass element;

  /** The first character of a primitive's descriptor, else 0. */
  final char primitive;

  final Map<String, VmMethod> methods = new LinkedHashMap<>();
  final Map<String, VmField> fields = new LinkedHashMap<>();

  /** The pool's constants as far as they have been resolved. */
  final @Nullable Object[] resolved;

  /** Values of static fields. */
  Fields statics = Slots.create(0);

  /** Gives the whole class file where the first one left code out; null if none did. */
  @Nullable Supplier<ClassFile> whole;

  State state = State.LOADED;

  /** Who initialises it. */
  @Nullable VmThread initializer;

  /** The object of java.lang.Class; made when it is first asked for. */
  @Nullable Instance mirror;

  /** The loader of the cell it is the entry of. */
  @Nullable Instance loader;

  /** How many slots its objects have. */
  int instanceSlots;

  /** The class of its arrays; null before it was asked for. */
  @Nullable VmClass arrays;

  private @Nullable Fields defaults;
  private final Set<VmClass> ancestors = new HashSet<>();
  private final Map<String, VmMethod> dispatch = new HashMap<>();

  VmClass(
      String name,
      int access,
      @Nullable ClassFile file,
      @Nullable VmClass superclass,
      List<VmClass> interfaces,
      @Nullable VmClass element,
      char primitive) {
    this.name = name;
    this.access = access;
    this.file = file;
    this.superclass = superclass;
    this.interfaces = interfaces;
    this.element = element;
    this.primitive = primitive;
    this.resolved = new @Nullable Object[file == null ? 0 : file.pool().size()];
    ancestors.add(this);
    if (superclass != null) {
      ancestors.addAll(superclass.ancestors);
      instanceSlots = superclass.instanceSlots;
    }
    for (VmClass each : interfaces) {
      ancestors.addAll(each.ancestors);
    }
  }

  boolean isInterface() {
    return (access & INTERFACE) != 0;
  }

  boolean isArray() {
    return element != null;
  }

  /** Takes the code and the constants that the class file left out at first. */
  void complete() {
    Supplier<ClassFile> source = whole;
    if (source == null || file == null) {
      return;
    }
    ClassFile fetched = source.get();
    whole = null;
    file.pool().complete(fetched.pool());
    for (MethodInfo each : fetched.methods()) {
      VmMethod method = methods.get(each.name() + each.descriptor());
      if (method != null) {
        method.code(each.code());
      }
    }
  }

  /** What the fields of a new object hold. */
  Fields defaults() {
    Fields made = defaults;
    if (made == null) {
      made = Slots.create(instanceSlots);
      for (VmClass each = this; each != null; each = each.superclass) {
        for (VmField field : each.fields.values()) {
          if (!field.isStatic()) {
            setDefault(made, field);
          }
        }
      }
      defaults = made;
    }
    return made;
  }

  static void setDefault(Fields slots, VmField field) {
    switch (field.kind) {
      case INT -> Slots.set(slots, field.slot, 0);
      case LONG -> Slots.set(slots, field.slot, 0L);
      case FLOAT, DOUBLE -> Slots.set(slots, field.slot, 0.0);
      case REF, VOID -> Slots.set(slots, field.slot, null);
    }
  }

  /** Whether a value of this class can be used as one of {@code other}. */
  boolean isSubclassOf(VmClass other) {
    if (this == other || ancestors.contains(other)) {
      return true;
    }
    VmClass mine = element;
    VmClass its = other.element;
    return mine != null
        && its != null
        && mine.primitive == 0
        && its.primitive == 0
        && mine.isSubclassOf(its);
  }

  /** The method that a call by this name and descriptor reaches in an object of this class. */
  @Nullable VmMethod find(String key) {
    VmMethod found = dispatch.get(key);
    if (found == null) {
      found = search(key);
      if (found != null) {
        dispatch.put(key, found);
      }
    }
    return found;
  }

  private @Nullable VmMethod search(String key) {
    VmMethod abstractOne = null;
    for (VmClass each = this; each != null; each = each.superclass) {
      VmMethod method = each.methods.get(key);
      if (method != null && !method.isAbstract()) {
        return method;
      }
      abstractOne = abstractOne == null ? method : abstractOne;
    }
    VmMethod best = null;
    for (VmClass each : ancestors) {
      VmMethod method = each.isInterface() ? each.methods.get(key) : null;
      if (method == null || (method.info.access() & (VmMethod.PRIVATE | VmMethod.STATIC)) != 0) {
        continue; // a static one is found by name in its own interface only
      }
      if (method.isAbstract()) {
        abstractOne = abstractOne == null ? method : abstractOne;
      } else if (best == null || method.owner.isSubclassOf(best.owner)) {
        best = method;
      }
    }
    return best == null ? abstractOne : best;
  }

  /** The field of this name that this class has or inherits (JVMS 5.4.3.2). */
  @Nullable VmField field(String name) {
    VmField own = fields.get(name);
    if (own != null) {
      return own;
    }
    for (VmClass each : interfaces) {
      VmField found = each.field(name);
      if (found != null) {
        return found;
      }
    }
    return superclass == null ? null : superclass.field(name);
  }

  /** The name as {@link Class#getName} says it. */
  String binaryName() {
    return name.replace('/', '.');
  }

  @Override
  public String toString() {
    return name;
  }
}
