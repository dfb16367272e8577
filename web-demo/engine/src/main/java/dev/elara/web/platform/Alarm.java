package dev.elara.web.platform;

import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSBody;
import org.teavm.jso.JSFunctor;
import org.teavm.jso.JSObject;

/** One alarm on {@code setTimeout}, set again where that cannot wait long enough or is early. */
final class Alarm {

  private static final double MAX_MILLIS = Integer.MAX_VALUE;
  private static final double NANOS_PER_MILLI = 1e6;

  /** What the timer calls. It must not park. */
  @JSFunctor
  interface Callback extends JSObject {
    void run();
  }

  private final long due;
  private final Runnable wake;
  private @Nullable JSObject timer;
  private boolean over;

  Alarm(long due, Runnable wake) {
    this.due = due;
    this.wake = wake;
    set();
  }

  void cancel() {
    JSObject running = timer;
    if (!over && running != null) {
      over = true;
      clear(running);
    }
  }

  private void set() {
    double millis = Math.ceil((due - Clock.nanos()) / NANOS_PER_MILLI);
    timer = start(this::ring, Math.max(0, Math.min(millis, MAX_MILLIS)));
  }

  private void ring() {
    if (over) {
      return;
    }
    if (Clock.nanos() < due) {
      set();
    } else {
      over = true;
      wake.run();
    }
  }

  /** In Node a handle that does not fit a number, so it is kept as an object. */
  @JSBody(
      params = {"callback", "millis"},
      script = "return { timer: setTimeout(callback, millis) };")
  private static native JSObject start(Callback callback, double millis);

  @JSBody(
      params = {"handle"},
      script = "clearTimeout(handle.timer);")
  private static native void clear(JSObject handle);
}
