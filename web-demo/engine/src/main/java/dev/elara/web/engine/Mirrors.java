package dev.elara.web.engine;

/** The objects of java.lang.Class. */
final class Mirrors {

  private final Vm vm;

  Mirrors(Vm vm) {
    this.vm = vm;
  }

  /** The object that stands for a class; always the same. */
  Instance of(VmClass type) {
    Instance made = type.mirror;
    if (made == null) {
      made = new Instance(vm.classes.find("java/lang/Class"));
      made.host = type;
      type.mirror = made;
      vm.set(made, "modifiers", modifiers(type));
      vm.set(made, "primitive", type.primitive == 0 ? 0 : 1);
      vm.set(made, "module", vm.unnamedModule());
      if (type.element != null) {
        vm.set(made, "componentType", of(type.element));
      }
    }
    return made;
  }

  /** As in source: those of an inner class are written down with its outer one. */
  static int modifiers(VmClass type) {
    if (type.file != null) {
      for (var each : type.file.inner()) {
        if (each.name().equals(type.name)) {
          return each.access() & 0x7fdf;
        }
      }
    }
    return type.access & 0x7fdf;
  }
}
