package dev.elara.web.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.NullUnmarked;
import org.teavm.jso.JSObject;

/**
 * The second speed: methods and loops that run often become JavaScript functions. On the JVM, where
 * tests run, there is none.
 *
 * <p>Functions call each other directly, so what they do is on the host's stack, and no thread can
 * be left there. When one must be left (see {@link JitWriter}) every function on the way notes its
 * values, innermost first, and {@link #restore} makes frames of them. The interpreter goes on with
 * those; at the next jump back of a loop it enters a function again.
 */
@NullUnmarked // a reference of the program may be null wherever one is
final class Jit {

  /** Jumps back of a method before it is compiled, unless something else is asked for. */
  static final int PATIENCE = 2000;

  /** Of a method's patience, what a call by the interpreter counts. */
  private static final int CALL = 8;

  /** The same, of a call by a function: what that calls is worth compiling soon. */
  private static final int WANTED = 1000;

  /** The patience with a method that is not compiled. */
  static final int NEVER = Integer.MAX_VALUE;

  /** A method as functions call it. */
  private static final class Callee {
    final VmMethod method;
    final String descriptor;
    final JSObject bare;

    /** The kinds of its arguments, the receiver's included, and of its result. */
    final char[] kinds;

    final Kind result;

    Callee(VmMethod method, String descriptor, JSObject bare) {
      this.method = method;
      this.descriptor = descriptor;
      this.bare = bare;
      this.result = Kind.of(Descriptors.result(descriptor));
      var letters = new StringBuilder(method.isStatic() ? "" : "A");
      for (String each : Descriptors.parameters(descriptor)) {
        letters.append(JitShape.letter(Kind.of(each)));
      }
      this.kinds = letters.toString().toCharArray();
    }
  }

  private record Key(VmMethod method, String descriptor) {}

  private final Vm vm;

  /** Jumps back of a method before it is compiled; calls count as several of them. */
  final int patience;

  private final Map<Key, Integer> numbers = new HashMap<>();
  private final List<Callee> callees = new ArrayList<>();
  private final List<CallTarget> sites = new ArrayList<>();
  private final List<JitCode> codes = new ArrayList<>();
  private final NativeCall nativeCall;
  private JitNames names;
  private boolean started;

  Jit(Vm vm, int patience) {
    this.vm = vm;
    this.patience = patience;
    this.nativeCall = new NativeCall(vm);
  }

  JitNames names() {
    return names;
  }

  private boolean works() {
    if (!started) {
      started = true;
      names = JitBridge.present() && JitBridge.allowed() ? JitStart.run(vm, this) : null;
    }
    return names != null;
  }

  /** Lets functions run until a time on the host's clock. */
  void beginTurn(long end) {
    if (names != null) {
      JitBridge.beginTurn(end / 1e6);
    }
  }

  /** Functions are left at their next jump back or call. */
  void endTurn() {
    if (names != null) {
      JitBridge.endTurn();
    }
  }

  /** While cells are being stopped their methods are the interpreter's, also for functions. */
  void leaveCells() {
    for (Callee each : callees) {
      if (CellCallSites.isCell(each.method.owner)) {
        JitBridge.unlink(each.bare);
      }
    }
  }

  private boolean isBeingStopped(VmMethod method) {
    return vm.stops.isOn() && CellCallSites.isCell(method.owner);
  }

  private JitMethod compiled(VmMethod method) {
    if (method.compiled == null) {
      method.compiled = new JitMethod(method);
    }
    return method.compiled;
  }

  /** Makes the function that was written. */
  JitCode made(JitWriter writer, VmMethod method, JitShape shape, boolean whole) {
    String text = writer.write(codes.size());
    List<JitConstant> constants = writer.text.constants;
    Fields values = Slots.create(constants.size());
    for (int i = 0; i < constants.size(); i++) {
      constants.get(i).put(values, i);
    }
    JSObject function = JitBridge.function(text + "\n//# sourceURL=" + method, values);
    JitCode made = new JitCode(writer, method, shape, whole, function);
    codes.add(made);
    return made;
  }

  /** Runs a call if its method is compiled; otherwise the interpreter does. */
  boolean call(VmThread thread, Frame frame, VmMethod method, int base, int behind) {
    method.patience -= CALL;
    if (method.patience > 0 || isBeingStopped(method) || !works()) {
      return false;
    }
    JitCode code = compiled(method).whole(vm, this);
    if (code == null) {
      method.patience = NEVER;
      return false;
    }
    method.patience = 0;
    if (thread.depth() > VmThread.MAX_DEPTH - 200) {
      return false;
    }
    if (!JitBridge.run(code.function, thread, base, 0)) {
      frame.pc = behind;
      frame.sp = base + method.result.slots;
      return true;
    }
    if (JitBridge.noted() == 0) { // refused at once, as its lock is held by another
      JitBridge.forget();
      return false;
    }
    frame.pc = behind;
    frame.sp = base;
    restore(thread, base);
    return true;
  }

  /** Goes on with the topmost frame in a function, if it stands where one can be entered. */
  boolean resume(VmThread thread) {
    Frame frame = thread.top();
    VmMethod method = frame.method;
    if (method.patience > 0 || isBeingStopped(method)) {
      return false;
    }
    if (!works() || compiled(method).refused) {
      method.patience = NEVER;
      return false;
    }
    JitCode code = compiled(method).loop(vm, this, frame.pc);
    if (code == null
        || frame.sp != frame.base + method.code().maxLocals()
        || thread.depth() > VmThread.MAX_DEPTH - 200) {
      return false;
    }
    boolean _ = JitBridge.run(code.function, thread, frame.base, 0);
    restore(thread, frame.base);
    return true;
  }

  /** Makes frames of what the functions noted on their way out. */
  private void restore(VmThread thread, int base) {
    int from = base;
    int innermost = 0;
    for (int i = JitBridge.noted() - 1; i >= 0; i--) {
      innermost = JitBridge.notedCode(i);
      JitCode code = codes.get(innermost);
      Frame frame = code.whole ? thread.push(code.method, from) : thread.top();
      Fields locals = JitBridge.notedLocals(i);
      for (int j = 0; j < code.slots.length; j++) {
        copyIn(thread, code.kinds[j], frame.base + code.slots[j], locals, j);
      }
      int place = JitBridge.notedPlace(i);
      if (code.whole && code.method.isSynchronized()) {
        frame.locked = Slots.refAt(locals, code.slots.length);
      }
      String kinds = stack(code, place);
      Fields stack = kinds.isEmpty() ? null : JitBridge.notedStack(i);
      frame.sp = frame.base + code.method.code().maxLocals();
      for (int j = 0; j < kinds.length(); j++) {
        copyIn(thread, kinds.charAt(j), frame.sp, stack, j);
        frame.sp += "JD".indexOf(kinds.charAt(j)) < 0 ? 1 : 2;
      }
      frame.pc = place >= 0 ? place : ~place + JitShape.length(code.shape.code[~place]);
      from = frame.sp;
    }
    JitBridge.forget();
    if (JitBridge.turnIsOver()) {
      vm.scheduler.yieldTurn();
    } else if (!vm.stops.isOn()) {
      left(codes.get(innermost));
    }
  }

  /** The kinds of what lies on the stack at a noted place; in a call without its arguments. */
  private static String stack(JitCode code, int place) {
    if (place >= 0) {
      return code.shape.stacks[place];
    }
    int pc = ~place;
    String kinds = code.shape.stacks[pc];
    return kinds.substring(0, kinds.length() - code.shape.arguments(pc, code.shape.code[pc]));
  }

  private void left(JitCode code) {
    if (code.left()) {
      compiled(code.method).forget(code);
      Integer number = numbers.get(new Key(code.method, code.method.info.descriptor()));
      if (number != null && code.whole) {
        JitBridge.unlink(callees.get(number).bare);
      }
    }
  }

  /** What functions call to call a method. */
  JSObject callee(VmMethod method, String descriptor) {
    var key = new Key(method, descriptor);
    Integer known = numbers.get(key);
    if (known == null) {
      known = callees.size();
      callees.add(new Callee(method, descriptor, JitBridge.callee(known)));
      numbers.put(key, known);
    }
    return callees.get(known).bare;
  }

  /** What a virtual call remembers about its last receiver. */
  JSObject site(CallTarget target) {
    sites.add(target);
    return JitBridge.site(sites.size() - 1);
  }

  /** What a virtual call reaches in this object. */
  JSObject choose(int site, Object receiver) {
    CallTarget target = sites.get(site);
    VmMethod chosen = target.choose(vm.classOf(receiver));
    return chosen == null || chosen.isAbstract()
        ? JitBridge.never()
        : callee(chosen, target.descriptor);
  }

  /** Makes a method callable by functions; says whether it is now. */
  boolean link(int number) {
    Callee callee = callees.get(number);
    VmMethod method = callee.method;
    if (method.substitute != null) {
      boolean safe = JitNatives.isSafe(method);
      JitBridge.link(
          callee.bare,
          safe ? JitBridge.nativeFunction(number, method.toString()) : JitBridge.never());
      return safe;
    }
    if (method.patience != NEVER) {
      method.patience -= WANTED;
    }
    if (method.patience > 0 || isBeingStopped(method)) {
      return false;
    }
    JitCode code = compiled(method).whole(vm, this);
    JitBridge.link(callee.bare, code == null ? JitBridge.never() : code.function);
    return code != null;
  }

  private static void copyOut(VmThread thread, Kind kind, int slot, Fields to) {
    switch (kind) {
      case INT -> Slots.set(to, 0, thread.ints[slot]);
      case LONG -> Slots.set(to, 0, thread.longs[slot]);
      case FLOAT, DOUBLE -> Slots.set(to, 0, thread.doubles[slot]);
      case REF -> Slots.set(to, 0, thread.refs[slot]);
      case VOID -> {}
    }
  }

  private static void copyIn(VmThread thread, char kind, int slot, Fields from, int index) {
    switch (kind) {
      case 'I' -> thread.ints[slot] = Slots.intAt(from, index);
      case 'J' -> thread.longs[slot] = Slots.longAt(from, index);
      case 'A' -> thread.refs[slot] = Slots.refAt(from, index);
      default -> thread.doubles[slot] = Slots.doubleAt(from, index);
    }
  }

  /** Runs a native method for a function; says whether it is done. */
  boolean runNative(int number, Fields arguments) {
    Callee callee = callees.get(number);
    VmThread thread = Objects.requireNonNull(vm.scheduler.running());
    Frame top = thread.top();
    int base = top.base + top.method.code().maxLocals() + top.method.code().maxStack() + 4;
    thread.reserve(base + 24);
    int slot = base;
    for (int i = 0; i < callee.kinds.length; i++) {
      char kind = callee.kinds[i];
      copyIn(thread, kind, slot, arguments, i);
      slot += kind == 'J' || kind == 'D' ? 2 : 1;
    }
    nativeCall.thread = thread;
    nativeCall.base = base;
    nativeCall.descriptor = callee.descriptor;
    nativeCall.outcome = NativeCall.Outcome.DONE;
    try {
      callee.method.substitute.run(nativeCall);
    } catch (Thrown _) {
      return false; // the interpreter makes the call again, and it throws where it belongs
    }
    if (nativeCall.outcome != NativeCall.Outcome.DONE) {
      return false;
    }
    copyOut(thread, callee.result, base, JitBridge.result());
    return true;
  }

  /** Locks for the running thread, if it need not wait. */
  boolean enter(Object object) {
    return vm.monitor(object).tryEnter(Objects.requireNonNull(vm.scheduler.running()));
  }

  boolean exit(Object object) {
    vm.monitor(object).exit();
    return true;
  }
}
