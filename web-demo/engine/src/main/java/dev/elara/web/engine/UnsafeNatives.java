package dev.elara.web.engine;

import java.util.Objects;
import org.jspecify.annotations.NullUnmarked;

/**
 * jdk.internal.misc.Unsafe. A field's offset is its slot; an element's is {@link #ARRAY_BASE} and
 * its index times the size the JVM would give it. Static fields have the class's mirror as their
 * object.
 */
@NullUnmarked // a reference of the program may be null wherever one is
final class UnsafeNatives {

  private static final String UNSAFE = "jdk/internal/misc/Unsafe.";
  private static final int ARRAY_BASE = 16;

  private UnsafeNatives() {}

  static void register(Natives natives) {
    natives.on(UNSAFE + "arrayBaseOffset0(Ljava/lang/Class;)I", call -> call.result(ARRAY_BASE));
    natives.on(
        UNSAFE + "arrayIndexScale0(Ljava/lang/Class;)I", call -> call.result(scale(call.type(1))));
    natives.on(
        UNSAFE + "objectFieldOffset1(Ljava/lang/Class;Ljava/lang/String;)J",
        call -> call.result((long) Objects.requireNonNull(call.type(1).field(call.text(2))).slot));
    for (String each : new String[] {"objectFieldOffset0", "staticFieldOffset0"}) {
      natives.on(
          UNSAFE + each + "(Ljava/lang/reflect/Field;)J",
          call -> call.result(offset(ReflectNatives.field(call, call.object(1)))));
    }
    natives.on(
        UNSAFE + "staticFieldBase0(Ljava/lang/reflect/Field;)Ljava/lang/Object;",
        call -> call.result(call.vm.mirrors.of(ReflectNatives.field(call, call.object(1)).owner)));
    natives.ignore(
        UNSAFE + "fullFence()V",
        UNSAFE + "loadFence()V",
        UNSAFE + "storeFence()V",
        UNSAFE + "writebackPreSync0()V",
        UNSAFE + "writebackPostSync0()V");
    natives.on(
        UNSAFE + "shouldBeInitialized0(Ljava/lang/Class;)Z",
        call -> call.result(call.type(1).state != VmClass.State.INITIALIZED));
    natives.on(UNSAFE + "ensureClassInitialized0(Ljava/lang/Class;)V", UnsafeNatives::initialize);
    natives.on(UNSAFE + "ensureClassInitialized(Ljava/lang/Class;)V", UnsafeNatives::initialize);
    natives.on(
        UNSAFE + "allocateInstance(Ljava/lang/Class;)Ljava/lang/Object;",
        call -> call.result(new Instance(call.type(1))));
    natives.on(
        UNSAFE + "allocateUninitializedArray0(Ljava/lang/Class;I)Ljava/lang/Object;",
        call ->
            call.result(
                call.vm.arrays.create(call.vm.classes.arrayOf(call.type(1)), call.integer(2))));
    natives.on(
        UNSAFE + "throwException(Ljava/lang/Throwable;)V",
        call -> {
          throw new Thrown(call.object(1));
        });
    for (String form : new String[] {"", "Volatile", "Acquire", "Opaque"}) {
      reads(natives, form);
    }
    for (String form : new String[] {"", "Volatile", "Release", "Opaque"}) {
      writes(natives, form);
    }
    swaps(natives);
  }

  private static void reads(Natives natives, String form) {
    natives.on(
        UNSAFE + "getReference" + form + "(Ljava/lang/Object;J)Ljava/lang/Object;",
        call -> call.result(Place.of(call).ref()));
    for (String each : new String[] {"Int", "Boolean", "Byte", "Short", "Char"}) {
      natives.on(
          UNSAFE + "get" + each + form + "(Ljava/lang/Object;J)" + letter(each),
          call -> call.result(Place.of(call).integer(size(each), each.equals("Short"))));
    }
    natives.on(
        UNSAFE + "getLong" + form + "(Ljava/lang/Object;J)J",
        call -> call.result(Place.of(call).longer()));
    natives.on(
        UNSAFE + "getDouble" + form + "(Ljava/lang/Object;J)D",
        call -> call.result(Place.of(call).real(8)));
    natives.on(
        UNSAFE + "getFloat" + form + "(Ljava/lang/Object;J)F",
        call -> call.result(Place.of(call).real(4)));
  }

  private static void writes(Natives natives, String form) {
    natives.on(
        UNSAFE + "putReference" + form + "(Ljava/lang/Object;JLjava/lang/Object;)V",
        call -> Place.of(call).set(call.ref(4)));
    for (String each : new String[] {"Int", "Boolean", "Byte", "Short", "Char"}) {
      natives.on(
          UNSAFE + "put" + each + form + "(Ljava/lang/Object;J" + letter(each) + ")V",
          call -> Place.of(call).set(size(each), call.integer(4)));
    }
    natives.on(
        UNSAFE + "putLong" + form + "(Ljava/lang/Object;JJ)V",
        call -> Place.of(call).set(call.longAt(4)));
    natives.on(
        UNSAFE + "putDouble" + form + "(Ljava/lang/Object;JD)V",
        call -> Place.of(call).set(8, call.real(4)));
    natives.on(
        UNSAFE + "putFloat" + form + "(Ljava/lang/Object;JF)V",
        call -> Place.of(call).set(4, call.real(4)));
  }

  private static void swaps(Natives natives) {
    natives.on(
        UNSAFE + "compareAndSetInt(Ljava/lang/Object;JII)Z",
        call -> call.result(swapInt(call) == call.integer(4)));
    natives.on(
        UNSAFE + "compareAndExchangeInt(Ljava/lang/Object;JII)I",
        call -> call.result(swapInt(call)));
    natives.on(
        UNSAFE + "compareAndSetLong(Ljava/lang/Object;JJJ)Z",
        call -> call.result(swapLong(call) == call.longAt(4)));
    natives.on(
        UNSAFE + "compareAndExchangeLong(Ljava/lang/Object;JJJ)J",
        call -> call.result(swapLong(call)));
    String refs = "(Ljava/lang/Object;JLjava/lang/Object;Ljava/lang/Object;)";
    natives.on(
        UNSAFE + "compareAndSetReference" + refs + "Z",
        call -> call.result(swapRef(call) == call.ref(4)));
    natives.on(
        UNSAFE + "compareAndExchangeReference" + refs + "Ljava/lang/Object;",
        call -> call.result(swapRef(call)));
  }

  /** Puts the second value where the first one is; returns what was there. */
  private static int swapInt(NativeCall call) {
    Place place = Place.of(call);
    int before = place.integer();
    if (before == call.integer(4)) {
      place.set(call.integer(5));
    }
    return before;
  }

  private static long swapLong(NativeCall call) {
    Place place = Place.of(call);
    long before = place.longer();
    if (before == call.longAt(4)) {
      place.set(call.longAt(6));
    }
    return before;
  }

  private static Object swapRef(NativeCall call) {
    Place place = Place.of(call);
    Object before = place.ref();
    if (before == call.ref(4)) {
      place.set(call.ref(5));
    }
    return before;
  }

  private static int size(String type) {
    return switch (type) {
      case "Int" -> 4;
      case "Short", "Char" -> 2;
      default -> 1;
    };
  }

  private static String letter(String type) {
    return type.equals("Boolean") ? "Z" : type.substring(0, 1);
  }

  /** How far apart an array's elements are. */
  static int scale(VmClass array) {
    VmClass element = Objects.requireNonNull(array.element);
    return switch (element.primitive) {
      case 'Z', 'B' -> 1;
      case 'C', 'S' -> 2;
      case 'J', 'D' -> 8;
      default -> 4;
    };
  }

  private static long offset(VmField field) {
    return field.isStatic() ? field.slot + STATICS : field.slot;
  }

  private static void initialize(NativeCall call) {
    VmClass type = call.type(1);
    if (type.state != VmClass.State.INITIALIZED && !call.vm.initializer.ready(call.thread, type)) {
      call.again();
    }
  }

  /** A field or an element, by an object and an offset: arguments 1 and 2. */
  record Place(Object holder, Fields fields, int at) {

    static Place of(NativeCall call) {
      return of(call.vm, call.ref(1), call.longAt(2));
    }

    static Place of(Vm vm, Object object, long offset) {
      if (object == null) {
        return new Place(vm.offHeap.block(offset), null, vm.offHeap.index(offset));
      }
      if (object instanceof Instance instance) {
        boolean isStatic =
            instance.host instanceof VmClass type
                && offset < Integer.MAX_VALUE
                && type.mirror == instance
                && offset >= STATICS;
        return isStatic
            ? ofFields(
                ((VmClass) Objects.requireNonNull(instance.host)).statics, (int) offset - STATICS)
            : ofFields(instance.slots, (int) offset);
      }
      if (object instanceof RefArray array) {
        return new Place(array, null, (int) (offset - ARRAY_BASE) / 4);
      }
      return new Place(object, null, (int) (offset - ARRAY_BASE) / scale(vm.classOf(object)));
    }

    /** A field by its slot. */
    static Place ofFields(Fields fields, int slot) {
      return new Place(null, fields, slot);
    }

    Object ref() {
      return holder instanceof RefArray array ? array.elements[at] : Slots.refAt(fields, at);
    }

    void set(Object value) {
      if (holder instanceof RefArray array) {
        array.elements[at] = value;
      } else {
        Slots.set(fields, at, value);
      }
    }

    /** The number that begins at this byte of an array of bytes, the lowest byte first. */
    private long joined(byte[] bytes, int size) {
      long value = 0;
      for (int i = size - 1; i >= 0; i--) {
        value = value << 8 | (bytes[at + i] & 0xff);
      }
      return value;
    }

    /** Writes a number there, the lowest byte first. */
    private void split(byte[] bytes, int size, long value) {
      for (int i = 0; i < size; i++) {
        bytes[at + i] = (byte) (value >> (8 * i));
      }
    }

    /** A number of so many bytes, whatever the array is of. */
    int integer(int size, boolean signed) {
      if (size > 1 && holder instanceof byte[] bytes) {
        int value = (int) joined(bytes, size);
        return size == 2 ? signed ? (short) value : (char) value : value;
      }
      return integer();
    }

    void set(int size, int value) {
      if (size > 1 && holder instanceof byte[] bytes) {
        split(bytes, size, value);
      } else {
        set(value);
      }
    }

    int integer() {
      return switch (holder) {
        case null -> Slots.intAt(fields, at);
        case int[] ints -> ints[at];
        case byte[] bytes -> bytes[at];
        case char[] chars -> chars[at];
        case short[] shorts -> shorts[at];
        case boolean[] booleans -> booleans[at] ? 1 : 0;
        default -> throw new IllegalStateException("No such array");
      };
    }

    void set(int value) {
      switch (holder) {
        case null -> Slots.set(fields, at, value);
        case int[] ints -> ints[at] = value;
        case byte[] bytes -> bytes[at] = (byte) value;
        case char[] chars -> chars[at] = (char) value;
        case short[] shorts -> shorts[at] = (short) value;
        case boolean[] booleans -> booleans[at] = value != 0;
        default -> throw new IllegalStateException("No such array");
      }
    }

    long longer() {
      return switch (holder) {
        case long[] longs -> longs[at];
        case byte[] bytes -> joined(bytes, 8);
        case null, default -> Slots.longAt(fields, at);
      };
    }

    void set(long value) {
      switch (holder) {
        case long[] longs -> longs[at] = value;
        case byte[] bytes -> split(bytes, 8, value);
        case null, default -> Slots.set(fields, at, value);
      }
    }

    /** A number of so many bytes, in an array of bytes too. */
    double real(int size) {
      if (holder instanceof byte[] bytes) {
        return size == 8
            ? Double.longBitsToDouble(joined(bytes, 8))
            : Float.intBitsToFloat((int) joined(bytes, 4));
      }
      return real();
    }

    void set(int size, double value) {
      if (holder instanceof byte[] bytes) {
        split(
            bytes,
            size,
            size == 8 ? Double.doubleToRawLongBits(value) : Float.floatToRawIntBits((float) value));
      } else {
        set(value);
      }
    }

    double real() {
      return switch (holder) {
        case null -> Slots.doubleAt(fields, at);
        case double[] doubles -> doubles[at];
        case float[] floats -> floats[at];
        default -> throw new IllegalStateException("No such array");
      };
    }

    void set(double value) {
      switch (holder) {
        case null -> Slots.set(fields, at, value);
        case double[] doubles -> doubles[at] = value;
        case float[] floats -> floats[at] = (float) value;
        default -> throw new IllegalStateException("No such array");
      }
    }
  }

  /** What a static field's slot is counted from, so that it is not taken for the mirror's own. */
  static final int STATICS = 1 << 20;
}
