package dev.elara.caller.platform;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;
import java.util.stream.Stream;

/**
 * Code that can be left in the middle and gone on with later, in whatever thread steps it then. It
 * is what the JDK builds virtual threads of, found by reflection: the JVM must have been started
 * with {@code --add-exports java.base/jdk.internal.vm=ALL-UNNAMED}.
 *
 * <p>One thread at a time; never blocks.
 */
public final class JvmCoroutine {
  private static final Object SCOPE;
  private static final MethodHandle NEW;
  private static final MethodHandle RUN;
  private static final MethodHandle YIELD;
  private static final MethodHandle DONE;
  private static final MethodHandle STACK;

  static {
    try {
      Class<?> continuation = Class.forName("jdk.internal.vm.Continuation");
      Class<?> scope = Class.forName("jdk.internal.vm.ContinuationScope");
      var lookup = MethodHandles.lookup();
      SCOPE = scope.getConstructor(String.class).newInstance("dev.elara.caller");
      NEW =
          lookup
              .unreflectConstructor(continuation.getConstructor(scope, Runnable.class))
              .asType(MethodType.methodType(Object.class, Object.class, Runnable.class));
      RUN =
          lookup
              .unreflect(continuation.getMethod("run"))
              .asType(MethodType.methodType(void.class, Object.class));
      YIELD =
          lookup
              .unreflect(continuation.getMethod("yield", scope))
              .asType(MethodType.methodType(boolean.class, Object.class));
      DONE =
          lookup
              .unreflect(continuation.getMethod("isDone"))
              .asType(MethodType.methodType(boolean.class, Object.class));
      STACK =
          lookup
              .unreflect(continuation.getMethod("getStackTrace"))
              .asType(MethodType.methodType(StackTraceElement[].class, Object.class));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(
          "This JVM's continuations cannot be used. Start it with"
              + " --add-exports java.base/jdk.internal.vm=ALL-UNNAMED.",
          e);
    }
  }

  private final Object continuation;

  /** Not begun. */
  public JvmCoroutine(Runnable body) {
    continuation = call(() -> NEW.invokeExact(SCOPE, body));
  }

  /** Goes on with it until it leaves or ends. */
  public void step() {
    call(() -> {
      RUN.invokeExact(continuation);
      return true;
    });
  }

  /** Whether it has ended. */
  public boolean done() {
    return call(() -> (boolean) DONE.invokeExact(continuation));
  }

  /** Where it was left, the innermost frame first. */
  public List<String> stack() {
    StackTraceElement[] frames = call(() -> (StackTraceElement[]) STACK.invokeExact(continuation));
    return Stream.of(frames).map(StackTraceElement::toString).toList();
  }

  /**
   * Leaves the one that is running; returns when it is stepped again.
   *
   * @throws IllegalStateException at once if it cannot be left here, as while a class is
   *     initialised
   */
  public static void leave() {
    boolean _ = call(() -> (boolean) YIELD.invokeExact(SCOPE));
  }

  private interface Call<T> {
    T run() throws Throwable;
  }

  private static <T> T call(Call<T> call) {
    try {
      return call.run();
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("A continuation failed.", e);
    }
  }
}
