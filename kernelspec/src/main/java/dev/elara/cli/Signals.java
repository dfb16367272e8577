package dev.elara.cli;

import java.lang.reflect.Proxy;

/**
 * What the system tells a process.
 *
 * <p>The only place that knows {@code sun.misc.Signal}, which is the JDK's supported way (module
 * jdk.unsupported) to hear of a signal. It is called by reflection because javac warns of it and
 * cannot be told not to.
 */
public final class Signals {

  private Signals() {}

  /**
   * Calls {@code handler} for each Ctrl-C (SIGINT) instead of ending the process. It runs on a
   * thread of its own. Does nothing where the JVM was told to leave signals alone (-Xrs).
   */
  @SuppressWarnings("ReferenceEquality") // This is what equals means for the proxy.
  public static void onInterrupt(Runnable handler) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> receiver = Class.forName("sun.misc.SignalHandler");
      Object proxy =
          Proxy.newProxyInstance(
              receiver.getClassLoader(),
              new Class<?>[] {receiver},
              (self, method, arguments) ->
                  switch (method.getName()) {
                    case "handle" -> {
                      handler.run();
                      yield null;
                    }
                    case "equals" -> self == arguments[0];
                    case "hashCode" -> System.identityHashCode(self);
                    default -> "interrupt handler";
                  });
      signal
          .getMethod("handle", signal, receiver)
          .invoke(null, signal.getConstructor(String.class).newInstance("INT"), proxy);
    } catch (ReflectiveOperationException e) {
      // -Xrs, or a JVM without that module: Ctrl-C then ends the process, as without a handler.
      System.getLogger("elara").log(System.Logger.Level.DEBUG, "No handler for SIGINT", e);
    }
  }
}
