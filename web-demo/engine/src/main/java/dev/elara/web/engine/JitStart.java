package dev.elara.web.engine;

import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Puts together what compiled code refers to. */
final class JitStart {

  private JitStart() {}

  /** The names in this build; null if this JavaScript is not what functions are written for. */
  static @Nullable JitNames run(Vm vm, Jit jit) {
    JitBridge.prepare();
    JitBridge.calls(jit::choose, jit::link, jit::runNative);
    JitBridge.objects(
        type -> new Instance((VmClass) type),
        (value, type) -> vm.isInstance(value, (VmClass) type),
        (type, length) -> vm.arrays.create((VmClass) type, length),
        vm.arrays::primitive);
    JitBridge.checks(
        (array, value) -> fits(vm, (RefArray) array, value),
        (object, _) -> jit.enter(object),
        (object, _) -> jit.exit(object));
    return names(vm);
  }

  private static boolean fits(Vm vm, RefArray array, @Nullable Object value) {
    VmClass element = array.type.element;
    return value == null || (element != null && vm.isInstance(value, element));
  }

  private static @Nullable JitNames names(Vm vm) {
    var object = new Instance(vm.classes.find("java/lang/Object"));
    var array = new RefArray(vm.classes.find("[Ljava/lang/Object;"), 1);
    var thread = new VmThread(vm);
    String slots = JitBridge.nameOfFields(object, object.slots);
    String type = JitBridge.nameOf(object, object.type);
    String elements = JitBridge.nameOf(array, array.elements);
    String arrayType = JitBridge.nameOf(array, array.type);
    String data = JitBridge.nameOfData(thread.ints, thread.longs);
    String ints = JitBridge.nameOf(thread, thread.ints);
    String longs = JitBridge.nameOf(thread, thread.longs);
    String doubles = JitBridge.nameOf(thread, thread.doubles);
    String refs = JitBridge.nameOf(thread, thread.refs);
    if (Stream.of(slots, type, elements, arrayType, data, ints, longs, doubles, refs)
            .anyMatch(String::isEmpty)
        || JitBridge.has(array, data)
        || JitBridge.has(array, slots)
        || JitBridge.has(object, elements)
        || JitBridge.has(object, data)
        || JitBridge.has(thread.ints, slots)
        || JitBridge.has(thread.ints, elements)
        || (JitBridge.has(array, type) && !type.equals(arrayType))) {
      return null;
    }
    JitBridge.names(type, arrayType, slots, elements, data);
    return new JitNames(slots, type, elements, arrayType, data, ints, longs, doubles, refs);
  }
}
