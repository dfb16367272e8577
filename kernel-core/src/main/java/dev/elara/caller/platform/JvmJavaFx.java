package dev.elara.caller.platform;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/** JavaFX's application thread, by reflection: JavaFX need not be there. Starts it if need be. */
final class JvmJavaFx implements JvmEventThread {

  private final Method isHere;
  private final Method later;
  private final Method enter;
  private final Method exit;

  /**
   * Finds JavaFX, in the context class loader's view.
   *
   * @throws IllegalArgumentException if there is none
   */
  JvmJavaFx() {
    try {
      ClassLoader loader = Thread.currentThread().getContextClassLoader();
      Class<?> toolkit = Class.forName("javafx.application.Platform", true, loader);
      isHere = toolkit.getMethod("isFxApplicationThread");
      later = toolkit.getMethod("runLater", Runnable.class);
      enter = toolkit.getMethod("enterNestedEventLoop", Object.class);
      exit = toolkit.getMethod("exitNestedEventLoop", Object.class, Object.class);
      start(toolkit);
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException(
          "The host JAVAFX needs JavaFX, and it is not to be found: "
              + e
              + ". Put javafx-graphics and its companions on the class path.",
          e);
    }
  }

  /** Without this the last window that closes would end the thread, and calls would be lost. */
  private static void start(Class<?> toolkit) throws ReflectiveOperationException {
    Runnable nothing = () -> {};
    try {
      toolkit.getMethod("startup", Runnable.class).invoke(null, nothing);
      toolkit.getMethod("setImplicitExit", boolean.class).invoke(null, false);
    } catch (InvocationTargetException e) {
      if (!(e.getCause() instanceof IllegalStateException)) {
        throw e; // else it runs already
      }
    }
  }

  @Override
  public boolean isHere() {
    return Boolean.TRUE.equals(call(isHere));
  }

  @Override
  public void later(Runnable event) {
    call(later, event);
  }

  @Override
  public Nested nested() {
    Object key = new Object();
    return new Nested() {
      @Override
      public void enter() {
        call(enter, key);
      }

      @Override
      public void exit() {
        call(exit, key, null);
      }
    };
  }

  private static @Nullable Object call(Method method, @Nullable Object... arguments) {
    try {
      return method.invoke(null, arguments);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException("JavaFX refused " + method.getName(), e.getCause());
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("JavaFX does not open " + method.getName(), e);
    }
  }
}
