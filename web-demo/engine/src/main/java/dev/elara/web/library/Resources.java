package dev.elara.web.library;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Resources where there is no class path: the JDK's own data. */
public final class Resources {

  private Resources() {}

  /** In place of {@link Class#getResourceAsStream}. */
  public static @Nullable InputStream ofClass(Class<?> type, String name) {
    return name.startsWith("/")
        ? named(name.substring(1))
        : named(type.getPackageName().replace('.', '/') + "/" + name);
  }

  /** In place of {@link Module#getResourceAsStream}. */
  public static @Nullable InputStream ofModule(Module module, String name) {
    return named(name.startsWith("/") ? name.substring(1) : name);
  }

  /** In place of {@link ClassLoader#getResourceAsStream}. */
  public static @Nullable InputStream ofLoader(@Nullable ClassLoader loader, String name) {
    return named(name);
  }

  /** In place of {@link ClassLoader#getSystemResourceAsStream}. */
  public static @Nullable InputStream named(String name) {
    byte[] bytes = bytes(name);
    return bytes == null ? null : new ByteArrayInputStream(bytes);
  }

  private static native byte @Nullable [] bytes(String name);
}
