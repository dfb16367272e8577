package dev.elara.caller.platform;

import static java.lang.invoke.MethodType.methodType;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Code that can be left in the middle and gone on with later, in whatever thread steps it then. It
 * is what the JDK builds virtual threads of, found by reflection: the JVM must have been started
 * with {@code --add-exports java.base/jdk.internal.vm=ALL-UNNAMED}.
 *
 * <p>One thread at a time; never blocks.
 */
public final class JvmCoroutine {

  /** What there is of the JDK's class. */
  private record Continuations(
      Object scope,
      MethodHandle create,
      MethodHandle run,
      MethodHandle leave,
      MethodHandle isDone,
      MethodHandle stackTrace) {

    static Continuations find() throws ReflectiveOperationException {
      Class<?> type = Class.forName("jdk.internal.vm.Continuation");
      Class<?> scope = Class.forName("jdk.internal.vm.ContinuationScope");
      var lookup = MethodHandles.lookup();
      return new Continuations(
          scope.getConstructor(String.class).newInstance("dev.elara.caller"),
          lookup
              .unreflectConstructor(type.getConstructor(scope, Runnable.class))
              .asType(methodType(Object.class, Object.class, Runnable.class)),
          lookup.unreflect(type.getMethod("run")).asType(methodType(void.class, Object.class)),
          lookup
              .unreflect(type.getMethod("yield", scope))
              .asType(methodType(boolean.class, Object.class)),
          lookup
              .unreflect(type.getMethod("isDone"))
              .asType(methodType(boolean.class, Object.class)),
          lookup
              .unreflect(type.getMethod("getStackTrace"))
              .asType(methodType(StackTraceElement[].class, Object.class)));
    }
  }

  private static final @Nullable Continuations FOUND; // null if this JVM does not let us
  private static final @Nullable Throwable WHY_NOT;

  static {
    Continuations found = null;
    Throwable whyNot = null;
    try {
      found = Continuations.find();
    } catch (ReflectiveOperationException e) {
      whyNot = e;
    }
    FOUND = found;
    WHY_NOT = whyNot;
  }

  private final Object continuation;

  /**
   * Not begun.
   *
   * @throws IllegalStateException if this JVM was not started as it must be
   */
  public JvmCoroutine(Runnable body) {
    Continuations jdk = jdk();
    continuation = call(() -> (Object) jdk.create.invokeExact(jdk.scope, body));
  }

  /** Goes on with it until it leaves or ends. */
  public void step() {
    call(() -> {
      jdk().run.invokeExact(continuation);
      return true;
    });
  }

  /** Whether it has ended. */
  public boolean done() {
    return call(() -> (boolean) jdk().isDone.invokeExact(continuation));
  }

  /** Where it was left, the innermost frame first. */
  public List<String> stack() {
    StackTraceElement[] frames =
        call(() -> (StackTraceElement[]) jdk().stackTrace.invokeExact(continuation));
    return Stream.of(frames).map(StackTraceElement::toString).toList();
  }

  /**
   * Leaves the one that is running; returns when it is stepped again.
   *
   * @throws IllegalStateException at once if it cannot be left here, as while a class is
   *     initialised
   */
  public static void leave() {
    Continuations jdk = jdk();
    boolean _ = call(() -> (boolean) jdk.leave.invokeExact(jdk.scope));
  }

  /**
   * Says so if there are none here.
   *
   * @throws IllegalStateException if this JVM was not started as it must be
   */
  static void require() {
    Continuations _ = jdk();
  }

  private static Continuations jdk() {
    Continuations found = FOUND;
    if (found == null) {
      throw new IllegalStateException(
          "This JVM's continuations cannot be used: "
              + WHY_NOT
              + ". Start it with --add-exports java.base/jdk.internal.vm=ALL-UNNAMED.",
          WHY_NOT);
    }
    return found;
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
