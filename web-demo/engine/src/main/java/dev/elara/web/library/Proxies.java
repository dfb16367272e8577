package dev.elara.web.library;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.lang.reflect.UndeclaredThrowableException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** In place of what {@link Proxy} does with generated classes. */
public final class Proxies {

  private static final String NAME = "jdk/proxy1/$Proxy";
  private static final Map<List<Class<?>>, Class<?>> TYPES = new ConcurrentHashMap<>();

  private Proxies() {}

  /** In place of {@link Proxy#newProxyInstance}. */
  public static Object newProxyInstance(
      @Nullable ClassLoader loader, Class<?>[] interfaces, InvocationHandler handler)
      throws ReflectiveOperationException {
    Objects.requireNonNull(handler);
    for (Class<?> each : interfaces) {
      if (!each.isInterface() || each.isSealed() || each.isHidden()) {
        throw new IllegalArgumentException(each.getName() + " is not an interface for a proxy");
      }
    }
    return TYPES
        .computeIfAbsent(List.of(interfaces), Proxies::make)
        .getConstructor(InvocationHandler.class)
        .newInstance(handler);
  }

  private static Class<?> make(List<Class<?>> interfaces) {
    Map<String, Method> methods = new LinkedHashMap<>();
    try {
      add(methods, Object.class.getMethod("hashCode"));
      add(methods, Object.class.getMethod("equals", Object.class));
      add(methods, Object.class.getMethod("toString"));
    } catch (NoSuchMethodException impossible) {
      throw new LinkageError("An object has no such method", impossible);
    }
    for (Class<?> each : interfaces) {
      for (Method method : each.getMethods()) {
        if (!Modifier.isStatic(method.getModifiers())) {
          add(methods, method);
        }
      }
    }
    Collection<Method> all = methods.values();
    return define(
        NAME + TYPES.size(), interfaces.toArray(new Class<?>[0]), all.toArray(new Method[0]));
  }

  private static void add(Map<String, Method> methods, Method method) {
    var key = new StringBuilder(method.getName());
    for (Class<?> each : method.getParameterTypes()) {
      key.append(' ').append(each.getName());
    }
    methods.putIfAbsent(
        key.append(' ').append(method.getReturnType().getName()).toString(), method);
  }

  /** In place of {@link Proxy#isProxyClass}. */
  public static boolean isProxyClass(Class<?> type) {
    return type.getSuperclass() == Proxy.class && TYPES.containsValue(type);
  }

  /** What a proxy's methods call. Throws what the handler throws, if the method may. */
  public static @Nullable Object call(
      Object proxy, Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
    try {
      return Proxy.getInvocationHandler(proxy).invoke(proxy, method, arguments);
    } catch (RuntimeException | Error thrown) {
      throw thrown;
    } catch (Throwable thrown) {
      for (Class<?> each : method.getExceptionTypes()) {
        if (each.isInstance(thrown)) {
          throw thrown;
        }
      }
      throw new UndeclaredThrowableException(thrown);
    }
  }

  /** In place of {@link InvocationHandler#invokeDefault}. */
  public static @Nullable Object invokeDefault(
      Object proxy, Method method, @Nullable Object @Nullable ... arguments) throws Throwable {
    if (!isProxyClass(proxy.getClass()) || !method.isDefault()) {
      throw new IllegalArgumentException("\"" + method + "\" is not a proxy's default method");
    }
    try {
      return invokeSpecial(method, proxy, arguments == null ? new Object[0] : arguments);
    } catch (InvocationTargetException thrown) {
      throw thrown.getTargetException();
    }
  }

  private static native Class<?> define(String name, Class<?>[] interfaces, Method[] methods);

  /** Runs that method, whatever overrides it. */
  private static native @Nullable Object invokeSpecial(
      Method method, Object receiver, @Nullable Object[] arguments)
      throws InvocationTargetException;
}
