package dev.elara.web.engine;

import org.jspecify.annotations.NullUnmarked;

/** Object, Throwable and arrays. */
@NullUnmarked // a reference of the program may be null wherever one is
final class ObjectNatives {

  private ObjectNatives() {}

  static void register(Natives natives) {
    natives.on(
        "java/lang/Object.getClass()Ljava/lang/Class;",
        call -> call.result(call.vm.mirrors.of(call.vm.classOf(call.ref(0)))));
    natives.on("java/lang/Object.hashCode()I", call -> call.result(call.vm.identity(call.ref(0))));
    natives.on("java/lang/Object.clone()Ljava/lang/Object;", ObjectNatives::copy);
    natives.on("java/lang/Object.notify()V", call -> notify(call, false));
    natives.on("java/lang/Object.notifyAll()V", call -> notify(call, true));
    natives.on("java/lang/Object.<init>()V", call -> {});
    natives.on(
        "java/lang/Throwable.fillInStackTrace(I)Ljava/lang/Throwable;",
        call -> call.vm.errors.fill(call.object(0)));
    natives.on(
        "java/lang/StackTraceElement.of(Ljava/lang/Object;I)[Ljava/lang/StackTraceElement;",
        call -> {
          Object trace = call.object(0).host;
          call.result(
              call.vm.errors.elements((Errors.Trace) java.util.Objects.requireNonNull(trace)));
        });
    natives.on(
        "java/lang/NullPointerException.getExtendedNPEMessage()Ljava/lang/String;",
        call -> call.text(call.vm.errors.whatWasNull(call.object(0))));
    natives.on(
        "java/lang/System.arraycopy(Ljava/lang/Object;ILjava/lang/Object;II)V",
        ObjectNatives::copyElements);
    natives.on(
        "java/lang/reflect/Array.newArray(Ljava/lang/Class;I)Ljava/lang/Object;",
        call ->
            call.result(
                call.vm.arrays.create(call.vm.classes.arrayOf(call.type(0)), call.integer(1))));
    natives.on(
        "java/lang/reflect/Array.multiNewArray(Ljava/lang/Class;[I)Ljava/lang/Object;",
        call -> {
          int[] sizes = (int[]) call.ref(1);
          VmClass type = call.type(0);
          for (int i = 0; i < sizes.length; i++) {
            type = call.vm.classes.arrayOf(type);
          }
          call.result(call.vm.arrays.create(type, sizes, 0));
        });
    natives.on(
        "java/lang/reflect/Array.getLength(Ljava/lang/Object;)I",
        call -> call.result(ArrayOps.length(array(call))));
    natives.on(
        "java/lang/reflect/Array.get(Ljava/lang/Object;I)Ljava/lang/Object;",
        ObjectNatives::element);
    natives.on(
        "java/lang/reflect/Array.set(Ljava/lang/Object;ILjava/lang/Object;)V",
        ObjectNatives::setElement);
    String library = "dev/elara/web/library/ArrayElements.";
    for (char letter : "ZBCSIJFD".toCharArray()) {
      String type = Descriptors.primitiveName(letter);
      String name = Character.toUpperCase(type.charAt(0)) + type.substring(1);
      String get = "get" + name + "(Ljava/lang/Object;I)" + letter;
      String set = "set" + name + "(Ljava/lang/Object;I" + letter + ")V";
      natives.redirect("java/lang/reflect/Array." + get, library + get);
      natives.redirect("java/lang/reflect/Array." + set, library + set);
    }
  }

  private static void copy(NativeCall call) {
    Object object = call.ref(0);
    if (!(object instanceof Instance instance)) {
      call.result(ArrayMaker.copy(object));
      return;
    }
    if (!call.vm.isInstance(object, call.vm.classes.find("java/lang/Cloneable"))) {
      throw call.vm.errors.make("java/lang/CloneNotSupportedException", instance.type.binaryName());
    }
    call.result(new Instance(instance));
  }

  private static Monitor held(NativeCall call) {
    Monitor monitor = call.vm.monitor(call.ref(0));
    if (!monitor.isHeldBy(call.thread)) {
      throw call.vm.errors.make(
          "java/lang/IllegalMonitorStateException", "current thread is not owner");
    }
    return monitor;
  }

  private static void notify(NativeCall call, boolean all) {
    Monitor monitor = held(call);
    VmThread next = monitor.waiting.poll();
    while (next != null) {
      next.ready();
      next = all ? monitor.waiting.poll() : null;
    }
  }

  /** What a thread in Object.wait waits for. */
  private record Waiting(Monitor monitor, int depth) {}

  static void await(NativeCall call) {
    VmThread thread = call.thread;
    if (thread.waitingFor instanceof Waiting waiting) {
      waiting.monitor.waiting.remove(thread);
      if (!waiting.monitor.enter(thread)) {
        call.again();
        return;
      }
      waiting.monitor.depth(waiting.depth);
      thread.waitingFor = null;
      ThreadNatives.throwIfInterrupted(call);
      return;
    }
    Monitor monitor = held(call);
    ThreadNatives.throwIfInterrupted(call);
    var waiting = new Waiting(monitor, monitor.exitAll());
    monitor.waiting.add(thread);
    thread.waitingFor = waiting;
    thread.block();
    long millis = call.longAt(1);
    if (millis > 0) {
      call.vm.scheduler.wakeAt(call.vm.host.nanoTime() + millis * 1_000_000, thread, waiting);
    }
    call.again();
  }

  private static void copyElements(NativeCall call) {
    Object from = call.ref(0);
    Object to = call.ref(2);
    int start = call.integer(1);
    int target = call.integer(3);
    int count = call.integer(4);
    Vm vm = call.vm;
    if (from == null || to == null) {
      throw vm.errors.nullPointer();
    }
    VmClass fromType = vm.classOf(from);
    VmClass toType = vm.classOf(to);
    if (!fromType.isArray()
        || !toType.isArray()
        || (fromType != toType && !(from instanceof RefArray && to instanceof RefArray))) {
      throw vm.errors.make(
          "java/lang/ArrayStoreException",
          "arraycopy: type mismatch: can not copy "
              + fromType.binaryName()
              + " into "
              + toType.binaryName());
    }
    if (count > ArrayMaker.LARGE) {
      vm.scheduler.yieldTurn();
    }
    checkRange(vm, "source", start, count, ArrayOps.length(from));
    checkRange(vm, "destination", target, count, ArrayOps.length(to));
    if (from instanceof RefArray source && to instanceof RefArray destination) {
      if (fromType.isSubclassOf(toType)) {
        System.arraycopy(source.elements, start, destination.elements, target, count);
      } else {
        for (int i = 0; i < count; i++) {
          ArrayOps.storeRef(vm, destination, target + i, source.elements[start + i]);
        }
      }
    } else {
      System.arraycopy(from, start, to, target, count);
    }
  }

  private static void checkRange(Vm vm, String which, int start, int count, int length) {
    if (start < 0 || count < 0 || start + count > length || start + count < 0) {
      String what =
          count < 0
              ? "arraycopy: length " + count + " is negative"
              : start < 0
                  ? "arraycopy: "
                      + which
                      + " index "
                      + start
                      + " out of bounds for length "
                      + length
                  : "arraycopy: last "
                      + which
                      + " index "
                      + (start + (long) count)
                      + " out of bounds for length "
                      + length;
      throw vm.errors.make("java/lang/ArrayIndexOutOfBoundsException", what);
    }
  }

  /** The first argument, which must be an array. */
  private static Object array(NativeCall call) {
    Object array = call.ref(0);
    if (array == null) {
      throw call.vm.errors.nullArgument();
    }
    if (array instanceof Instance) {
      throw call.vm.errors.make("java/lang/IllegalArgumentException", "Argument is not an array");
    }
    return array;
  }

  private static void element(NativeCall call) {
    Object array = array(call);
    int index = call.integer(1);
    if (index < 0 || index >= ArrayOps.length(array)) {
      throw call.vm.errors.badElement(array, index);
    }
    if (array instanceof RefArray refs) {
      call.result(refs.elements[index]);
      return;
    }
    char primitive = call.vm.classOf(array).element.primitive;
    switch (array) {
      case long[] longs -> call.result(longs[index]);
      case double[] doubles -> call.result(doubles[index]);
      case float[] floats -> call.result((double) floats[index]);
      case int[] ints -> call.result(ints[index]);
      case short[] shorts -> call.result(shorts[index]);
      case char[] chars -> call.result((int) chars[index]);
      case byte[] bytes -> call.result(bytes[index]);
      case boolean[] booleans -> call.result(booleans[index]);
      default -> throw new IllegalStateException("No array");
    }
    call.result(call.vm.boxes.box(call.thread, String.valueOf(primitive), call.base));
  }

  private static void setElement(NativeCall call) {
    Object array = array(call);
    int index = call.integer(1);
    if (index < 0 || index >= ArrayOps.length(array)) {
      throw call.vm.errors.badElement(array, index);
    }
    if (array instanceof RefArray refs) {
      ArrayOps.storeRef(call.vm, refs, index, call.ref(2));
      return;
    }
    char primitive = call.vm.classOf(array).element.primitive;
    int at = call.base;
    call.vm.boxes.unbox(call.thread, String.valueOf(primitive), call.ref(2), at);
    switch (array) {
      case long[] longs -> longs[index] = call.longAt(0);
      case double[] doubles -> doubles[index] = call.real(0);
      case float[] floats -> floats[index] = (float) call.real(0);
      case int[] ints -> ints[index] = call.integer(0);
      case short[] shorts -> shorts[index] = (short) call.integer(0);
      case char[] chars -> chars[index] = (char) call.integer(0);
      case byte[] bytes -> bytes[index] = (byte) call.integer(0);
      case boolean[] booleans -> booleans[index] = call.flag(0);
      default -> throw new IllegalStateException("No array");
    }
  }
}
