package dev.elara.web.platform;

import org.teavm.jso.JSBody;
import org.teavm.jso.JSFunctor;
import org.teavm.jso.JSObject;

/** The event loop's queue: {@code setImmediate} where there is one, else a MessageChannel. */
final class Macrotasks {

  /** What the event loop calls. It must not park. */
  @JSFunctor
  interface Callback extends JSObject {
    void run();
  }

  private Macrotasks() {}

  /** Calls back in a turn of the event loop of its own, with nothing below it on the stack. */
  @JSBody(
      params = {"callback"},
      script =
          "var add = globalThis.elaraMacrotask;"
              + "if (!add) {"
              + "  if (typeof setImmediate === 'function') { add = setImmediate; }"
              + "  else {"
              + "    var queue = [], channel = new MessageChannel();"
              + "    channel.port1.onmessage = function() { queue.shift()(); };"
              + "    add = function(f) { queue.push(f); channel.port2.postMessage(0); };"
              + "  }"
              + "  globalThis.elaraMacrotask = add;"
              + "}"
              + "add(callback);")
  static native void add(Callback callback);
}
