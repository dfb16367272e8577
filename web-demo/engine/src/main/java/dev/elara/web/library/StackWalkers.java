package dev.elara.web.library;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** In place of what {@link StackWalker} asks of a JVM. */
public final class StackWalkers {

  private StackWalkers() {}

  /** One frame. */
  private record Frame(Class<?> type, StackTraceElement element) implements StackWalker.StackFrame {

    @Override
    public String getClassName() {
      return element.getClassName();
    }

    @Override
    public String getMethodName() {
      return element.getMethodName();
    }

    @Override
    public Class<?> getDeclaringClass() {
      return type;
    }

    @Override
    public int getByteCodeIndex() {
      return 0;
    }

    @Override
    public @Nullable String getFileName() {
      return element.getFileName();
    }

    @Override
    public int getLineNumber() {
      return element.getLineNumber();
    }

    @Override
    public boolean isNativeMethod() {
      return element.isNativeMethod();
    }

    @Override
    public StackTraceElement toStackTraceElement() {
      return element;
    }

    @Override
    public String toString() {
      return element.toString();
    }
  }

  /** In place of {@link StackWalker#walk}. */
  public static Object walk(
      StackWalker walker, Function<? super Stream<StackWalker.StackFrame>, ?> function) {
    return function.apply(frames().stream());
  }

  /** In place of {@link StackWalker#forEach}. */
  public static void forEach(StackWalker walker, Consumer<? super StackWalker.StackFrame> action) {
    frames().forEach(action);
  }

  /** In place of {@link StackWalker#getCallerClass}. */
  public static Class<?> getCallerClass(StackWalker walker) {
    List<StackWalker.StackFrame> frames = frames();
    if (frames.size() < 2) {
      throw new IllegalCallerException("no caller frame");
    }
    return frames.get(1).getDeclaringClass();
  }

  /** Those of the code that walks, and below it. */
  private static List<StackWalker.StackFrame> frames() {
    StackTraceElement[] elements = new Throwable().getStackTrace();
    Class<?>[] types = types();
    List<StackWalker.StackFrame> frames = new ArrayList<>();
    for (int at = 2; at < elements.length && at < types.length; at++) {
      if (!Arrays.asList(
              "java.lang.reflect.Method", "jdk.internal.reflect.DirectMethodHandleAccessor")
          .contains(elements[at].getClassName())) {
        frames.add(new Frame(types[at], elements[at]));
      }
    }
    return frames;
  }

  /** The classes of the calling thread's frames, from the caller's on. */
  private static native Class<?>[] types();
}
