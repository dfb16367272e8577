package dev.elara.web.worker;

import dev.elara.web.engine.Engine;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSExport;
import org.teavm.jso.JSFunctor;
import org.teavm.jso.JSObject;
import org.teavm.jso.typedarrays.Int8Array;

/** What JavaScript may ask of the engine. Called in the worker only. */
public final class EngineProgram {

  private static final WorkerHost HOST = new WorkerHost();
  private static @Nullable Engine engine;
  private static int patience = -1;

  /** Told how a call ended: with its result as text, or with what it threw. */
  @JSFunctor
  public interface Ended extends JSObject {
    /** Exactly one of the two is null, but for a method that returned null. */
    void ended(@Nullable String result, @Nullable String thrown);
  }

  private EngineProgram() {}

  /** Nothing happens by itself. */
  public static void main(String[] args) {}

  private static Engine engine() {
    Engine made = engine;
    if (made == null) {
      made = patience < 0 ? new Engine(HOST) : new Engine(HOST, patience);
      engine = made;
    }
    return made;
  }

  /** Takes an unpacked bundle of class files. */
  @JSExport
  public static void add(Int8Array bundle) {
    HOST.library.add(bundle.toJavaArray());
  }

  /** Takes the unpacked bundle of the whole class files of classes that came without some code. */
  @JSExport
  public static void addWhole(Int8Array bundle) {
    HOST.library.addWhole(bundle.toJavaArray());
  }

  /** These packages, one in a line, can be fetched by {@code globalThis.elara.bundle}. */
  @JSExport
  public static void packages(String names) {
    HOST.library.packages(List.of(names.split("\n")));
  }

  /** Another threshold of the second speed; to be called before anything else. */
  @JSExport
  public static void compileAfter(int jumps) {
    patience = jumps;
  }

  /** Starts the engine. */
  @JSExport
  public static void start() {
    Engine _ = engine();
  }

  /** Makes classes known. */
  @JSExport
  public static void define(Int8Array[] classFiles) {
    engine().defineAll(List.of(classFiles).stream().map(Int8Array::toJavaArray).toList());
  }

  /** Calls a static method without arguments in a thread of its own. */
  @JSExport
  public static void call(String type, String method, Ended ended) {
    engine()
        .call(
            type,
            method,
            new Engine.End() {
              @Override
              public void returned(@Nullable Object result) {
                ended.ended(result == null ? null : result.toString(), null);
              }

              @Override
              public void threw(String description) {
                ended.ended(null, description);
              }
            });
  }

  /** Hands a letter to the kernel: JSON text and binary parts. */
  @JSExport
  public static void deliver(String text, Int8Array[] buffers) {
    engine().deliver(text, List.of(buffers).stream().map(Int8Array::toJavaArray).toList());
  }

  /** Gives threads their turns; see {@link Engine#run}. */
  @JSExport
  public static double run(int millis) {
    return engine().run(millis);
  }
}
