package dev.elara.web.engine;

import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The engine: a program's classes, objects and threads. Used on one thread only. */
final class Vm {

  final Host host;
  final Decoder decoder = new Decoder();
  final Errors errors = new Errors(this);
  final Natives natives = new Natives();
  final Scheduler scheduler = new Scheduler(this);
  final ClassTable classes = new ClassTable(this);
  final Strings strings = new Strings(this);
  final Mirrors mirrors = new Mirrors(this);
  final Boxes boxes = new Boxes(this);
  final ArrayMaker arrays = new ArrayMaker(this);
  final Resolver resolver = new Resolver(this);
  final Linker linker = new Linker(this);
  final Initializer initializer = new Initializer(this);
  final Calls calls = new Calls(this);
  final ObjectOps objects = new ObjectOps(this);
  final Jit jit;
  final Stops stops = new Stops(this);
  final Letters letters = new Letters(this);
  final OffHeap offHeap = new OffHeap();
  final Disk disk;

  /** The objects of the program's threads that have begun and not ended. */
  final Set<Instance> threads = new LinkedHashSet<>();

  final Unwinder unwinder = new Unwinder(this);

  /** Of the objects that have no place for one: arrays of primitives and of references. */
  private final IdentityHashMap<Object, Monitor> arrayMonitors = new IdentityHashMap<>();

  private final IdentityHashMap<Object, Integer> arrayIdentities = new IdentityHashMap<>();
  private int identities;
  private @Nullable Instance unnamedModule;
  private @Nullable Instance first;

  Vm(Host host, int patience) {
    this.host = host;
    this.disk = new Disk(host);
    this.jit = new Jit(this, patience);
  }

  VmClass classOf(Object value) {
    return switch (value) {
      case Instance object -> object.type;
      case RefArray array -> array.type;
      case int[] _ -> classes.arrayOf(classes.primitive('I'));
      case byte[] _ -> classes.arrayOf(classes.primitive('B'));
      case char[] _ -> classes.arrayOf(classes.primitive('C'));
      case long[] _ -> classes.arrayOf(classes.primitive('J'));
      case double[] _ -> classes.arrayOf(classes.primitive('D'));
      case boolean[] _ -> classes.arrayOf(classes.primitive('Z'));
      case short[] _ -> classes.arrayOf(classes.primitive('S'));
      case float[] _ -> classes.arrayOf(classes.primitive('F'));
      default -> throw new IllegalArgumentException("No value of a program: " + value.getClass());
    };
  }

  boolean isInstance(Object value, VmClass type) {
    VmClass has = classOf(value);
    return has == type || has.isSubclassOf(type);
  }

  Monitor monitor(Object object) {
    if (object instanceof Instance instance) {
      Monitor made = instance.monitor;
      if (made == null) {
        made = new Monitor();
        instance.monitor = made;
      }
      return made;
    }
    return arrayMonitors.computeIfAbsent(object, _ -> new Monitor());
  }

  /** What Object.hashCode says. */
  int identity(Object object) {
    if (object instanceof Instance instance) {
      if (instance.identity == 0) {
        instance.identity = nextIdentity();
      }
      return instance.identity;
    }
    return arrayIdentities.computeIfAbsent(object, _ -> nextIdentity());
  }

  private int nextIdentity() {
    identities++;
    return ((identities * 0x9e3779b9) >>> 1) | 1;
  }

  /** The thread that starts the engine and begins others; it runs nothing else. */
  Instance first() {
    return Objects.requireNonNull(first);
  }

  void first(Instance thread) {
    first = thread;
  }

  /** The module of all classes. */
  Instance unnamedModule() {
    Instance made = unnamedModule;
    if (made == null) {
      made = new Instance(classes.find("java/lang/Module"));
      unnamedModule = made;
    }
    return made;
  }

  /** What {@code fetch} gets of the host; an error of the program if it cannot be had now. */
  <T extends @Nullable Object> T fetched(String name, Supplier<T> fetch) {
    try {
      return fetch.get();
    } catch (Host.NotFetched failed) {
      throw errors.make(
          "java/lang/NoClassDefFoundError",
          name.replace('/', '.')
              + " is not here yet and cannot be fetched: is the page offline? Run the cell again when"
              + " it is not.");
    }
  }

  /** A method that must be there, as {@code java/lang/Thread.run()V}. */
  VmMethod method(String name) {
    int dot = name.indexOf('.');
    VmClass owner = classes.find(name.substring(0, dot));
    return Objects.requireNonNull(owner.find(name.substring(dot + 1)), name);
  }

  private static VmField field(VmClass type, String name) {
    VmField found = type.field(name);
    if (found == null) {
      throw new IllegalStateException(
          "This JDK's " + type.binaryName() + " has no field " + name + "; the engine knows 25's.");
    }
    return found;
  }

  void set(Instance object, String name, @Nullable Object value) {
    Slots.set(object.slots, field(object.type, name).slot, value);
  }

  void set(Instance object, String name, int value) {
    Slots.set(object.slots, field(object.type, name).slot, value);
  }

  void set(Instance object, String name, long value) {
    Slots.set(object.slots, field(object.type, name).slot, value);
  }

  @Nullable Object ref(Instance object, String name) {
    return Slots.refAt(object.slots, field(object.type, name).slot);
  }

  int integer(Instance object, String name) {
    return Slots.intAt(object.slots, field(object.type, name).slot);
  }

  /** The reference in a static field. */
  @Nullable Object statics(VmClass type, String name) {
    return Slots.refAt(type.statics, field(type, name).slot);
  }

  void setStatic(VmClass type, String name, @Nullable Object value) {
    Slots.set(type.statics, field(type, name).slot, value);
  }

  void setStatic(VmClass type, String name, int value) {
    Slots.set(type.statics, field(type, name).slot, value);
  }

  /** A thread that will call a method with references as arguments when it is made ready. */
  VmThread thread(VmMethod method, @Nullable Object... arguments) {
    VmThread thread = new VmThread(this);
    Frame frame = thread.push(method, 0);
    for (int i = 0; i < arguments.length; i++) {
      thread.refs[frame.base + i] = arguments[i];
    }
    return thread;
  }

  /** Calls a method while the engine starts, before there are threads; it must not block. */
  @Nullable Object callNow(VmMethod method, @Nullable Instance as, @Nullable Object... arguments) {
    VmThread thread = thread(method, arguments);
    thread.object = as;
    @Nullable Object[] ended = new @Nullable Object[1];
    thread.end =
        (result, thrown) -> {
          if (thrown != null) {
            throw new IllegalStateException(
                "The engine's start failed in " + method + ": " + describe(thrown));
          }
          ended[0] = result;
        };
    boolean _ =
        initializer.ready(thread, method.owner); // its initialiser is on top now, if it has one
    scheduler.runNow(thread);
    return ended[0];
  }

  /** An exception's class and message and its trace, for the engine's own log. */
  String describe(Instance thrown) {
    var text = new StringBuilder(thrown.type.binaryName());
    Object message = ref(thrown, "detailMessage");
    if (message != null) {
      text.append(": ").append(strings.host((Instance) message));
    }
    if (ref(thrown, "backtrace") instanceof Instance backtrace
        && backtrace.host instanceof Errors.Trace trace) {
      for (int i = 0; i < Math.min(30, trace.methods().length); i++) {
        VmMethod method = trace.methods()[i];
        text.append("\n  at ").append(method);
        text.append(':').append(method.code().lineAt(trace.positions()[i]));
      }
    }
    if (thrown.type.field("target") != null && ref(thrown, "target") instanceof Instance target) {
      text.append("\ncaused by ").append(describe(target));
    }
    if (ref(thrown, "cause") instanceof Instance cause && cause != thrown) {
      text.append("\ncaused by ").append(describe(cause));
    }
    return text.toString();
  }
}
