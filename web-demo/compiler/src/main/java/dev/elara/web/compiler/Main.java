package dev.elara.web.compiler;

import org.jspecify.annotations.Nullable;
import org.teavm.jso.JSExport;
import org.teavm.jso.typedarrays.Int8Array;

/** What the program offers to JavaScript. */
public final class Main {

  private static @Nullable Port port;

  private Main() {}

  /** Nothing happens before {@link #open}. */
  public static void main(String[] arguments) {}

  /** Starts a session over an API. */
  @JSExport
  public static void open(Int8Array api) {
    port = new Port(Api.read(api.copyToJavaArray()));
  }

  /** Answers a request of the session. */
  @JSExport
  public static Value answer(Port.Request request) {
    return port().answer(request);
  }

  /** Practises a little; for a time when nobody asks anything. Returns whether there is more. */
  @JSExport
  public static boolean practise() {
    return port().practise();
  }

  private static Port port() {
    Port opened = port;
    if (opened == null) {
      throw new IllegalStateException("The compiler has no API yet: call open first");
    }
    return opened;
  }
}
