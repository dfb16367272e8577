package dev.elara.web.engine;

import dev.elara.web.engine.classfile.Constant;
import dev.elara.web.engine.classfile.FieldInfo;
import org.jspecify.annotations.Nullable;

/** Initialises classes (JVMS 5.5). */
final class Initializer {

  private final Vm vm;

  Initializer(Vm vm) {
    this.vm = vm;
  }

  /**
   * Whether a thread may use the class now. If not, its initialiser has been put on top of the
   * thread's frames, or another thread is at it: try again when this one's turn comes.
   *
   * @throws Thrown NoClassDefFoundError if it failed before
   */
  boolean ready(VmThread thread, VmClass type) {
    switch (type.state) {
      case INITIALIZED -> {
        return true;
      }
      case INITIALIZING -> {
        if (type.initializer != thread) {
          BlockingNatives.giveWay(thread); // until the thread that is at it is done
        }
        return type.initializer == thread;
      }
      case FAILED ->
          throw vm.errors.make(
              "java/lang/NoClassDefFoundError", "Could not initialize class " + type.binaryName());
      case LOADED -> {}
    }
    VmClass parent = type.superclass;
    if (parent != null
        && !type.isInterface()
        && parent.state != VmClass.State.INITIALIZED
        && !ready(thread, parent)) {
      return false;
    }
    if (!type.isInterface() && !interfacesReady(thread, type)) {
      return false;
    }
    prepare(type);
    VmMethod initializer = type.methods.get("<clinit>()V");
    if (initializer == null || initializer.substitute != null) {
      type.state = VmClass.State.INITIALIZED;
      return true;
    }
    type.state = VmClass.State.INITIALIZING;
    type.initializer = thread;
    int base = thread.depth() == 0 ? 0 : thread.top().sp;
    thread.push(initializer, base).initializes = type;
    return false;
  }

  /** Interfaces with default methods are initialised with the classes that implement them. */
  private boolean interfacesReady(VmThread thread, VmClass type) {
    for (VmClass each : type.interfaces) {
      if (each.state != VmClass.State.INITIALIZED
          && ((each.methods.containsKey("<clinit>()V") && hasDefault(each))
              ? !ready(thread, each)
              : !interfacesReady(thread, each))) {
        return false;
      }
    }
    return true;
  }

  private static boolean hasDefault(VmClass type) {
    for (VmMethod each : type.methods.values()) {
      if (!each.isAbstract() && !each.isStatic()) {
        return true;
      }
    }
    return false;
  }

  /** Gives static fields their first values. */
  void prepare(VmClass type) {
    int count = 0;
    for (VmField field : type.fields.values()) {
      if (field.isStatic()) {
        count = Math.max(count, field.slot + 1);
      }
    }
    type.statics = Slots.create(count);
    for (VmField field : type.fields.values()) {
      if (field.isStatic()) {
        VmClass.setDefault(type.statics, field);
        constant(type.statics, field.slot, field.info);
      }
    }
  }

  private void constant(Fields statics, int slot, FieldInfo info) {
    @Nullable Constant constant = info.constant();
    switch (constant) {
      case null -> {}
      case Constant.IntValue value -> Slots.set(statics, slot, value.value());
      case Constant.LongValue value -> Slots.set(statics, slot, value.value());
      case Constant.FloatValue value -> Slots.set(statics, slot, (double) value.value());
      case Constant.DoubleValue value -> Slots.set(statics, slot, value.value());
      case Constant.Text text -> Slots.set(statics, slot, vm.strings.intern(text.value()));
      default -> throw new IllegalStateException("A field's value cannot be " + constant);
    }
  }
}
