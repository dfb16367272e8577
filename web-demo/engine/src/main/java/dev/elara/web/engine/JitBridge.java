package dev.elara.web.engine;

import org.jspecify.annotations.Nullable;
import org.teavm.interop.PlatformMarker;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSFunctor;
import org.teavm.jso.JSObject;

/**
 * The JavaScript side of compiled code: {@code globalThis.elaraJit}, which functions call X. In it
 * {@code f} is how many jumps back and calls are left until {@code over} looks at the clock; {@code
 * b} is 0 while all is well, 1 while functions are being left and 2 when a call was refused; {@code
 * q} is what they noted then, the innermost first.
 */
final class JitBridge {

  /** Chooses what a virtual call reaches. */
  @JSFunctor
  interface Choose extends JSObject {
    JSObject choose(int site, Object receiver);
  }

  /** Makes a method callable. */
  @JSFunctor
  interface Link extends JSObject {
    boolean link(int number);
  }

  /** Runs a native method. */
  @JSFunctor
  interface RunNative extends JSObject {
    boolean run(int number, Fields arguments);
  }

  /** Makes an object. */
  @JSFunctor
  interface Make extends JSObject {
    Object make(Object type);
  }

  /** Asks for an object's class. */
  @JSFunctor
  interface Is extends JSObject {
    boolean is(Object value, Object type);
  }

  /** Makes an array of references. */
  @JSFunctor
  interface MakeArray extends JSObject {
    Object make(Object type, int length);
  }

  /** Makes an array of primitives. */
  @JSFunctor
  interface MakePrimitives extends JSObject {
    Object make(int type, int length);
  }

  /** Says whether an array may hold a reference, or a lock was free. */
  @JSFunctor
  interface Test extends JSObject {
    boolean test(Object first, @Nullable Object second);
  }

  private JitBridge() {}

  @PlatformMarker
  static boolean present() {
    return false;
  }

  /** Whether the page allows functions to be made of text. */
  @JSBody(script = "try { return new Function('return true;')(); } catch (e) { return false; }")
  static native boolean allowed();

  /** Makes X. */
  static void prepare() {
    prepare(JitRuntime.CALLS + JitRuntime.NATIVES);
  }

  @JSBody(
      params = "text",
      script = "globalThis.elaraJit = new Function('\"use strict\";' + text)();")
  private static native void prepare(String text);

  @JSBody(
      params = {"choose", "link", "run"},
      script = "elaraJit.choose = choose; elaraJit.link = link; elaraJit.run = run;")
  static native void calls(Choose choose, Link link, RunNative run);

  @JSBody(
      params = {"make", "is", "array", "primitives"},
      script =
          "elaraJit.make = make; elaraJit.isOf = is; elaraJit.array = array;"
              + "elaraJit.primitives = primitives;")
  static native void objects(Make make, Is is, MakeArray array, MakePrimitives primitives);

  @JSBody(
      params = {"fits", "enter", "exit"},
      script =
          "elaraJit.mayHold = fits; elaraJit.enter = function(o) { return enter(o, null); };"
              + "elaraJit.exit = function(o) { return exit(o, null); };")
  static native void checks(Test fits, Test enter, Test exit);

  @JSBody(
      params = {"type", "arrayType", "slots", "elements", "data"},
      script =
          "elaraJit.type = type; elaraJit.arrayType = arrayType; elaraJit.slots = slots;"
              + "elaraJit.elements = elements; elaraJit.data = data;")
  static native void names(
      String type, String arrayType, String slots, String elements, String data);

  /** The name of the property that holds a value; empty if none does. */
  @JSBody(
      params = {"object", "value"},
      script =
          "for (var name in object) { if (object[name] === value) { return name; } } return '';")
  static native String nameOf(Object object, @Nullable Object value);

  /** The name of the property that holds a value; empty if none does. */
  @JSBody(
      params = {"object", "value"},
      script =
          "for (var name in object) { if (object[name] === value) { return name; } } return '';")
  static native String nameOfFields(Object object, Fields value);

  @JSBody(
      params = {"ints", "longs"},
      script =
          "for (var name in ints) { if (ints[name] instanceof Int32Array"
              + " && longs[name] instanceof BigInt64Array) { return name; } } return '';")
  static native String nameOfData(Object ints, Object longs);

  @JSBody(
      params = {"object", "name"},
      script = "return object[name] !== undefined;")
  static native boolean has(Object object, String name);

  @JSBody(params = "endMillis", script = "elaraJit.begin(endMillis);")
  static native void beginTurn(double endMillis);

  @JSBody(script = "elaraJit.f = 0; elaraJit.end = 0;")
  static native void endTurn();

  @JSBody(script = "return elaraJit.f < 0;")
  static native boolean turnIsOver();

  @JSBody(params = "number", script = "return elaraJit.callee(number);")
  static native JSObject callee(int number);

  @JSBody(
      params = {"callee", "code"},
      script = "callee.f = code.f;")
  static native void link(JSObject callee, JSObject code);

  @JSBody(params = "callee", script = "callee.f = callee.stub;")
  static native void unlink(JSObject callee);

  @JSBody(script = "return elaraJit.never;")
  static native JSObject never();

  @JSBody(
      params = {"number", "name"},
      script = "return elaraJit.nativeMethod(number, name);")
  static native JSObject nativeFunction(int number, String name);

  @JSBody(script = "return elaraJit.r;")
  static native Fields result();

  @JSBody(params = "index", script = "return {t: null, m: null, i: index, all: new Map()};")
  static native JSObject site(int index);

  /** Remembers a class that passed and one that did not. */
  @JSBody(params = "type", script = "return {y: null, n: null, c: type};")
  static native JSObject types(Object type);

  /** Remembers the classes of an array and of what was put in it. */
  @JSBody(script = "return {y: null, t: null};")
  static native JSObject typeSite();

  @JSBody(
      params = {"text", "constants"},
      script =
          "return new Function('X', 'B', 'K', '\"use strict\";' + text)(elaraJit, elaraJit.B, constants);")
  static native JSObject function(String text, Fields constants);

  /** Runs a function for the interpreter; says whether it was left before its end. */
  @JSBody(
      params = {"code", "thread", "base", "depth"},
      script = "code.e(thread, base, depth); return elaraJit.b !== 0;")
  static native boolean run(JSObject code, Object thread, int base, int depth);

  @JSBody(script = "return elaraJit.q.length;")
  static native int noted();

  @JSBody(params = "index", script = "return elaraJit.q[index].m;")
  static native int notedCode(int index);

  @JSBody(params = "index", script = "return elaraJit.q[index].p;")
  static native int notedPlace(int index);

  @JSBody(params = "index", script = "return elaraJit.q[index].l;")
  static native Fields notedLocals(int index);

  @JSBody(params = "index", script = "return elaraJit.q[index].s;")
  static native Fields notedStack(int index);

  @JSBody(script = "elaraJit.b = 0; elaraJit.q.length = 0;")
  static native void forget();

  @JSBody(
      params = {"constants", "index", "value"},
      script = "constants[index] = value;")
  static native void put(Fields constants, int index, JSObject value);
}
