package dev.elara.web.engine;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.NullUnmarked;

/**
 * Variable handles, as the JDK's own classes use them: of a field, of a static field, of an array's
 * elements. The kinds of access are all the same, as nothing runs in between.
 */
@NullUnmarked // a reference of the program may be null wherever one is
final class HandleNatives {

  private static final String LOOKUP = "java/lang/invoke/MethodHandles$Lookup.";
  // as Lookup has them
  private static final int TRUSTED = -1;
  private static final int FULL_POWER = 0x5f;

  private static final String HANDLE = "java/lang/invoke/VarHandle.";

  /** What a handle is of: a field, or the elements of an array if there is none. */
  private record Variable(VmField field, String descriptor, ByteView view) {}

  private HandleNatives() {}

  static void register(Natives natives) {
    String made = ")Ljava/lang/invoke/VarHandle;";
    String named = "(Ljava/lang/Class;Ljava/lang/String;Ljava/lang/Class;";
    natives.on("java/lang/invoke/MethodHandles.<clinit>()V", call -> {});
    natives.on("java/lang/invoke/VarHandle.<clinit>()V", call -> {});
    natives.on("java/lang/invoke/MethodHandle.<clinit>()V", call -> {});
    natives.on("java/lang/invoke/MethodHandles$Lookup.<clinit>()V", call -> {});
    String lookup = "()Ljava/lang/invoke/MethodHandles$Lookup;";
    for (String each : new String[] {"lookup", "publicLookup"}) {
      natives.on(
          "java/lang/invoke/MethodHandles." + each + lookup,
          call -> call.result(lookup(call, call.thread.top().method.owner)));
    }
    natives.on(
        "java/lang/invoke/MethodHandles.privateLookupIn"
            + "(Ljava/lang/Class;Ljava/lang/invoke/MethodHandles$Lookup;)Ljava/lang/invoke/MethodHandles$Lookup;",
        call -> call.result(lookup(call, call.type(0))));
    natives.on(LOOKUP + "findVarHandle" + named + made, HandleNatives::ofField);
    natives.on(LOOKUP + "findStaticVarHandle" + named + made, HandleNatives::ofField);
    natives.on(
        "java/lang/invoke/MethodHandles.arrayElementVarHandle(Ljava/lang/Class;" + made,
        call -> call.result(handle(call, null, element(call))));
    natives.on(
        "java/lang/invoke/MethodHandles.byteArrayViewVarHandle"
            + "(Ljava/lang/Class;Ljava/nio/ByteOrder;"
            + made,
        HandleNatives::ofBytes);
    natives.on(HANDLE + "withInvokeExactBehavior(" + made, call -> {});
    natives.on(HANDLE + "withInvokeBehavior(" + made, call -> {});
    natives.ignore(
        HANDLE + "fullFence()V",
        HANDLE + "acquireFence()V",
        HANDLE + "releaseFence()V",
        HANDLE + "loadLoadFence()V",
        HANDLE + "storeStoreFence()V");
    for (String form : List.of("", "Volatile", "Opaque", "Acquire")) {
      access(natives, "get" + form, "Ljava/lang/Object;", HandleNatives::get);
    }
    for (String form : List.of("", "Volatile", "Opaque", "Release")) {
      access(natives, "set" + form, "V", HandleNatives::set);
    }
    for (String form : List.of("", "Acquire", "Release")) {
      access(natives, "compareAndExchange" + form, "Ljava/lang/Object;", HandleNatives::exchange);
      access(natives, "getAndSet" + form, "Ljava/lang/Object;", HandleNatives::getAndSet);
      access(natives, "getAndAdd" + form, "Ljava/lang/Object;", call -> update(call, '+'));
      access(natives, "getAndBitwiseOr" + form, "Ljava/lang/Object;", call -> update(call, '|'));
      access(natives, "getAndBitwiseAnd" + form, "Ljava/lang/Object;", call -> update(call, '&'));
      access(natives, "getAndBitwiseXor" + form, "Ljava/lang/Object;", call -> update(call, '^'));
    }
    for (String form : List.of("", "Plain", "Acquire", "Release")) {
      access(natives, "weakCompareAndSet" + form, "Z", HandleNatives::compareAndSet);
    }
    access(natives, "compareAndSet", "Z", HandleNatives::compareAndSet);
  }

  private static void access(Natives natives, String name, String result, Native run) {
    natives.on(HANDLE + name + "([Ljava/lang/Object;)" + result, run);
  }

  private static Instance lookup(NativeCall call, VmClass from) {
    Instance made = new Instance(call.vm.classes.find("java/lang/invoke/MethodHandles$Lookup"));
    call.vm.set(made, "lookupClass", call.vm.mirrors.of(from));
    call.vm.set(
        made,
        "allowedModes",
        from.name.startsWith("java/") || from.name.startsWith("jdk/") ? TRUSTED : FULL_POWER);
    return made;
  }

  private static Instance handle(NativeCall call, VmField field, VmClass type) {
    Instance made = new Instance(call.vm.classes.find("java/lang/invoke/VarHandle"));
    String descriptor =
        type.primitive == 0 ? Descriptors.ofClass(type.name) : String.valueOf(type.primitive);
    made.host = new Variable(field, descriptor, null);
    return made;
  }

  /** The type of the elements of the array type that is the first argument. */
  private static VmClass element(NativeCall call) {
    VmClass element = call.type(0).element;
    if (element == null) {
      throw call.vm.errors.make(
          "java/lang/IllegalArgumentException", "not an array type: " + call.type(0).binaryName());
    }
    return element;
  }

  private static void ofField(NativeCall call) {
    String name = call.text(2);
    VmField field = call.type(1).field(name);
    if (field == null) {
      throw call.vm.errors.make("java/lang/NoSuchFieldException", name);
    }
    if (field.isStatic()
        && field.owner.state != VmClass.State.INITIALIZED
        && !call.vm.initializer.ready(call.thread, field.owner)) {
      call.again();
      return;
    }
    call.result(handle(call, field, call.type(3)));
  }

  private static void ofBytes(NativeCall call) {
    char type = element(call).primitive;
    if ("CSIJFD".indexOf(type) < 0) {
      throw call.vm.errors.make("java/lang/UnsupportedOperationException", null);
    }
    String order = call.vm.strings.host((Instance) call.vm.ref(call.object(1), "name"));
    Instance made = new Instance(call.vm.classes.find("java/lang/invoke/VarHandle"));
    made.host =
        new Variable(null, String.valueOf(type), new ByteView(type, order.startsWith("BIG")));
    call.result(made);
  }

  /** The place that the arguments name, and where the values among them begin. */
  private record Target(UnsafeNatives.Place place, int values, Kind kind) {}

  private static Target target(NativeCall call) {
    Variable variable = (Variable) Objects.requireNonNull(call.object(0).host);
    VmField field = variable.field;
    Kind kind = Kind.of(variable.descriptor);
    if (field == null) {
      Object array = call.ref(1);
      int index = call.integer(2);
      if (array == null || index < 0 || index >= ArrayOps.length(array)) {
        throw call.vm.errors.badElement(array, index);
      }
      return new Target(new UnsafeNatives.Place(array, null, index), 3, kind);
    }
    return field.isStatic()
        ? new Target(UnsafeNatives.Place.ofFields(field.owner.statics, field.slot), 1, kind)
        : new Target(UnsafeNatives.Place.ofFields(call.object(1).slots, field.slot), 2, kind);
  }

  private static ByteView view(NativeCall call) {
    return ((Variable) Objects.requireNonNull(call.object(0).host)).view;
  }

  private static void get(NativeCall call) {
    ByteView view = view(call);
    if (view != null) {
      view.get(call);
      return;
    }
    load(call, target(call), 0);
  }

  /** Copies the variable's value to a slot of the call. */
  private static void load(NativeCall call, Target target, int slot) {
    int to = call.base + slot;
    switch (target.kind) {
      case INT -> call.thread.ints[to] = target.place.integer();
      case LONG -> call.thread.longs[to] = target.place.longer();
      case FLOAT, DOUBLE -> call.thread.doubles[to] = target.place.real();
      case REF, VOID -> call.thread.refs[to] = target.place.ref();
    }
  }

  private static void set(NativeCall call) {
    ByteView view = view(call);
    if (view != null) {
      view.set(call);
      return;
    }
    Target target = target(call);
    store(call, target, target.values);
  }

  private static void store(NativeCall call, Target target, int slot) {
    switch (target.kind) {
      case INT -> target.place.set(call.integer(slot));
      case LONG -> target.place.set(call.longAt(slot));
      case FLOAT, DOUBLE -> target.place.set(call.real(slot));
      case REF, VOID -> target.place.set(call.ref(slot));
    }
  }

  private static boolean swap(NativeCall call, Target target) {
    int expected = target.values;
    boolean same =
        switch (target.kind) {
          case INT -> target.place.integer() == call.integer(expected);
          case LONG -> target.place.longer() == call.longAt(expected);
          case FLOAT, DOUBLE -> target.place.real() == call.real(expected);
          case REF, VOID -> target.place.ref() == call.ref(expected);
        };
    if (same) {
      store(call, target, expected + target.kind.slots);
    }
    return same;
  }

  private static void compareAndSet(NativeCall call) {
    call.result(swap(call, target(call)));
  }

  private static void exchange(NativeCall call) {
    Target target = target(call);
    int free = target.values + 2 * target.kind.slots;
    load(call, target, free);
    swap(call, target);
    move(call, target.kind, free);
  }

  private static void getAndSet(NativeCall call) {
    Target target = target(call);
    int free = target.values + target.kind.slots;
    load(call, target, free);
    store(call, target, target.values);
    move(call, target.kind, free);
  }

  private static void update(NativeCall call, char operation) {
    Target target = target(call);
    int by = target.values;
    int free = by + target.kind.slots;
    load(call, target, free);
    switch (target.kind) {
      case INT -> target.place.set((int) combine(operation, call.integer(free), call.integer(by)));
      case LONG -> target.place.set(combine(operation, call.longAt(free), call.longAt(by)));
      case FLOAT, DOUBLE -> target.place.set(call.real(free) + call.real(by));
      case REF, VOID -> throw new IllegalStateException("References cannot be added.");
    }
    move(call, target.kind, free);
  }

  private static long combine(char operation, long left, long right) {
    return switch (operation) {
      case '+' -> left + right;
      case '|' -> left | right;
      case '&' -> left & right;
      default -> left ^ right;
    };
  }

  /** Makes the value in a slot of the call its result. */
  private static void move(NativeCall call, Kind kind, int from) {
    switch (kind) {
      case INT -> call.result(call.integer(from));
      case LONG -> call.result(call.longAt(from));
      case FLOAT, DOUBLE -> call.result(call.real(from));
      case REF, VOID -> call.result(call.ref(from));
    }
  }
}
