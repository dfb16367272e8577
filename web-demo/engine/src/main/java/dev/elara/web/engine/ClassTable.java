package dev.elara.web.engine;

import dev.elara.web.engine.classfile.ClassFile;
import dev.elara.web.engine.classfile.FieldInfo;
import dev.elara.web.engine.classfile.MethodInfo;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The classes that the engine knows, by name. */
final class ClassTable {

  private final Vm vm;

  /** Of classes about to be made. */
  private final Map<String, ClassFile> announced = new HashMap<>();

  private final Map<String, VmClass> classes = new HashMap<>();

  /** Those of primitives, by their descriptor. */
  private final VmClass[] primitives = new VmClass['Z' + 1];

  ClassTable(Vm vm) {
    this.vm = vm;
    for (char each : new char[] {'Z', 'B', 'C', 'S', 'I', 'J', 'F', 'D', 'V'}) {
      VmClass made =
          new VmClass(Descriptors.primitiveName(each), 0x411, null, null, List.of(), null, each);
      made.state = VmClass.State.INITIALIZED;
      primitives[each] = made;
    }
  }

  /**
   * A class by its internal name, or an array's by its descriptor.
   *
   * @throws Thrown NoClassDefFoundError
   */
  VmClass find(String name) {
    VmClass found = look(name);
    if (found == null) {
      throw vm.errors.make("java/lang/NoClassDefFoundError", name);
    }
    return found;
  }

  /** A class if there is one. */
  @Nullable VmClass look(String name) {
    VmClass found = classes.get(name);
    if (found != null) {
      return found;
    }
    if (name.charAt(0) == '[') {
      String element = name.substring(1);
      VmClass of =
          element.length() == 1
              ? primitive(element.charAt(0))
              : look(Descriptors.className(element));
      return of == null ? null : array(name, of);
    }
    ClassFile given = announced.remove(name);
    if (given != null) {
      return define(given);
    }
    byte[] bytes = vm.fetched(name, () -> vm.host.classFile(name));
    if (bytes == null) {
      return null;
    }
    VmClass made = define(bytes);
    made.whole = () -> ClassFile.read(vm.fetched(name, () -> vm.host.wholeClassFile(name)));
    return made;
  }

  /** All there are. */
  Collection<VmClass> all() {
    return classes.values();
  }

  /** A class of which objects exist already, as far as it is loaded. */
  @Nullable VmClass loaded(String name) {
    return classes.get(name);
  }

  /** The class of a primitive by its descriptor. */
  VmClass primitive(char descriptor) {
    VmClass found = primitives[descriptor];
    if (found == null) {
      throw new IllegalArgumentException("No primitive is " + descriptor);
    }
    return found;
  }

  /** The class a descriptor names. */
  VmClass ofDescriptor(String descriptor) {
    return descriptor.length() == 1
        ? primitive(descriptor.charAt(0))
        : find(Descriptors.className(descriptor));
  }

  /** The class of arrays of this class. */
  VmClass arrayOf(VmClass element) {
    VmClass known = element.arrays;
    if (known == null) {
      known = findArrayOf(element);
      element.arrays = known;
    }
    return known;
  }

  private VmClass findArrayOf(VmClass element) {
    String descriptor =
        element.primitive != 0
            ? String.valueOf(element.primitive)
            : Descriptors.ofClass(element.name);
    String name = "[" + descriptor;
    VmClass found = classes.get(name);
    return found == null ? array(name, element) : found;
  }

  private VmClass array(String name, VmClass element) {
    VmClass made =
        new VmClass(
            name,
            (element.access & 1) | 0x410,
            null,
            find("java/lang/Object"),
            List.of(find("java/lang/Cloneable"), find("java/io/Serializable")),
            element,
            (char) 0);
    made.state = VmClass.State.INITIALIZED;
    classes.put(name, made);
    return made;
  }

  /**
   * Makes a class of a class file. A class of the same name before it stays as it is for those who
   * use it.
   */
  VmClass define(byte[] bytes) {
    return define(ClassFile.read(bytes));
  }

  /** Makes classes known that refer to each other in any order. */
  void defineAll(Iterable<byte[]> classFiles) {
    List<String> names = new ArrayList<>();
    for (byte[] each : classFiles) {
      ClassFile file = ClassFile.read(each);
      announced.put(file.name(), file);
      classes.remove(file.name());
      names.add(file.name());
    }
    names.forEach(this::find);
  }

  private VmClass define(ClassFile file) {
    String superName = file.superName();
    VmClass parent = superName == null ? null : find(superName);
    List<VmClass> interfaces = new ArrayList<>();
    for (String each : file.interfaces()) {
      interfaces.add(find(each));
    }
    VmClass made =
        new VmClass(file.name(), file.access(), file, parent, interfaces, null, (char) 0);
    int statics = 0;
    for (FieldInfo each : file.fields()) {
      boolean isStatic = (each.access() & VmField.STATIC) != 0;
      int slot = isStatic ? statics++ : made.instanceSlots++;
      made.fields.put(each.name(), new VmField(made, each, slot));
    }
    for (MethodInfo each : file.methods()) {
      Native substitute = vm.natives.find(file.name(), each);
      VmMethod method = new VmMethod(made, each, substitute);
      method.patience = vm.jit.patience;
      made.methods.put(method.key, method);
    }
    classes.put(made.name, made);
    return made;
  }
}
