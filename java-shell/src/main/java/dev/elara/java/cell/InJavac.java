package dev.elara.java.cell;

import com.sun.tools.javac.comp.Resolve;
import com.sun.tools.javac.util.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What Elara has of its own in javac's package, {@code com.sun.tools.javac.comp}: a class there may
 * override what is that package's own. It can be put there if the JVM opens the package to whoever
 * asks, as Elara's kernels have it ({@code Add-Opens} in the manifest); otherwise cells compile as
 * well, slower.
 */
public final class InJavac {

  private static final String RESOLVE = "com.sun.tools.javac.comp.CellResolve";

  private static final String USE = "$Use";

  /** Each after those it refers to, as the JVM verifies it when it is put there. */
  private static final List<String> PARTS_OF_RESOLVE = List.of("$ByNumber", "$Quietly", "", USE);

  /** Null if the package is not open. */
  private static final @Nullable Consumer<Context> USE_RESOLVE = useResolve();

  private InJavac() {}

  /** Whether javac has what it could have. */
  static boolean isOpen() {
    return USE_RESOLVE != null;
  }

  /** Has it ready for the first javac; takes ten milliseconds, for a thread of its own. */
  public static void prepare() {
    // Done when the class is initialised.
  }

  /** Makes a fresh javac use it. */
  static void in(Context context) {
    if (USE_RESOLVE != null) {
      USE_RESOLVE.accept(context);
    }
  }

  @SuppressWarnings("unchecked")
  private static @Nullable Consumer<Context> useResolve() {
    try {
      return (Consumer<Context>) define().getConstructor().newInstance();
    } catch (IllegalAccessException _) {
      return null;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(RESOLVE, e);
    }
  }

  private static Class<?> define() throws ReflectiveOperationException {
    MethodHandles.Lookup javac =
        MethodHandles.privateLookupIn(Resolve.class, MethodHandles.lookup());
    try {
      for (String part : PARTS_OF_RESOLVE) {
        javac.defineClass(bytes(RESOLVE + part));
      }
    } catch (LinkageError _) {
      // Another copy of this class has done so in this JVM.
    }
    return Class.forName(RESOLVE + USE, true, Resolve.class.getClassLoader());
  }

  private static byte[] bytes(String className) {
    String path = "/" + className.replace('.', '/') + ".class";
    try (InputStream file = InJavac.class.getResourceAsStream(path)) {
      return Objects.requireNonNull(file, path).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
