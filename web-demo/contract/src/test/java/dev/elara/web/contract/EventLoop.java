package dev.elara.web.contract;

import org.teavm.jso.JSBody;

/** Watches the event loop: how long it takes from one of its turns to the next. */
final class EventLoop {

  private EventLoop() {}

  /** Begins to watch, with messages to itself. */
  @JSBody(
      script =
          "var seen = { turns: 0, over: 0, longest: 0 }, last = performance.now();"
              + "globalThis.elaraTurns = seen;"
              + "var channel = new MessageChannel();"
              + "channel.port1.onmessage = function() {"
              + "  var now = performance.now(), took = now - last;"
              + "  last = now; seen.turns++;"
              + "  if (took > 16) { seen.over++; }"
              + "  seen.longest = Math.max(seen.longest, took);"
              + "  if (!seen.ended) { channel.port2.postMessage(0); }"
              + "  else { channel.port1.close(); }"
              + "};"
              + "channel.port2.postMessage(0);")
  static native void watch();

  /** How many turns there were. */
  @JSBody(script = "return globalThis.elaraTurns.turns;")
  static native int turns();

  /** How many of them took more than 16 ms. */
  @JSBody(script = "return globalThis.elaraTurns.over;")
  static native int turnsOver16();

  /** The longest of them, in milliseconds. */
  @JSBody(script = "return globalThis.elaraTurns.longest;")
  static native double longest();

  /** Watches no longer. */
  @JSBody(script = "globalThis.elaraTurns.ended = true;")
  static native void stop();
}
