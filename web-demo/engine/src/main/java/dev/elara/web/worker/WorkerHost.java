package dev.elara.web.worker;

import dev.elara.web.engine.Host;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSBody;
import org.teavm.jso.typedarrays.Int8Array;

/** The worker the engine runs in; what it needs is in {@code globalThis.elara}. */
final class WorkerHost implements Host {

  final Library library = new Library(WorkerHost::packed);

  private static byte @Nullable [] packed(String bundle) {
    Int8Array bytes = bundle(bundle);
    return bytes == null ? null : bytes.toJavaArray();
  }

  @Override
  public byte @Nullable [] classFile(String name) {
    return library.take(name);
  }

  @Override
  public byte @Nullable [] resource(String name) {
    return library.resource(name);
  }

  @Override
  public String timeZone() {
    return zone();
  }

  @JSBody(script = "return Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';")
  private static native String zone();

  @Override
  public byte[] random(int count) {
    return randomBytes(count).toJavaArray();
  }

  @JSBody(params = "count", script = "return crypto.getRandomValues(new Int8Array(count));")
  private static native Int8Array randomBytes(int count);

  @Override
  public byte[] wholeClassFile(String name) {
    return library.whole(name);
  }

  @Override
  public long nanoTime() {
    return (long) (now() * 1e6);
  }

  @Override
  public long currentTimeMillis() {
    return (long) time();
  }

  @Override
  public long seed() {
    return (long) (random() * 0x1p53);
  }

  @Override
  public void send(String text, List<byte[]> buffers) {
    Int8Array[] parts = new Int8Array[buffers.size()];
    for (int i = 0; i < parts.length; i++) {
      parts[i] = Int8Array.fromJavaArray(buffers.get(i));
    }
    post(text, parts);
  }

  @JSBody(
      params = {"text", "buffers"},
      script = "globalThis.elara.send(text, buffers);")
  private static native void post(String text, Int8Array[] buffers);

  @Override
  public String quoted(String text) {
    return json(text);
  }

  @JSBody(params = "text", script = "return JSON.stringify(text);")
  private static native String json(String text);

  @Override
  public void collect() {
    press();
  }

  @JSBody(script = "globalThis.elara.collect();")
  private static native void press();

  @Override
  public void outOfMemory() {
    full();
  }

  @JSBody(script = "globalThis.elara.outOfMemory();")
  private static native void full();

  @Override
  public void log(String text) {
    print(text);
  }

  @JSBody(params = "name", script = "return globalThis.elara.bundle(name);")
  private static native @Nullable Int8Array bundle(String name);

  @JSBody(script = "return performance.now();")
  private static native double now();

  @JSBody(script = "return Date.now();")
  private static native double time();

  @JSBody(script = "return Math.random();")
  private static native double random();

  @JSBody(params = "text", script = "globalThis.elara.log(text);")
  private static native void print(String text);
}
