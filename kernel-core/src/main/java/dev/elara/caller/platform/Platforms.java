package dev.elara.caller.platform;

import org.jspecify.annotations.Nullable;

/** Holds the platform in use; finds the JVM's by name, so that a browser build need not hold it. */
final class Platforms {

  private static final String JVM = "dev.elara.caller.platform.JvmPlatform";

  private static volatile @Nullable Platform platform;

  private Platforms() {}

  static Platform current() {
    Platform found = platform;
    if (found == null) {
      found = jvm();
      platform = found;
    }
    return found;
  }

  static void install(Platform chosen) {
    platform = chosen;
  }

  private static Platform jvm() {
    try {
      return Class.forName(JVM).asSubclass(Platform.class).getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException missing) {
      throw new IllegalStateException(
          "No platform is installed for callers. Call Platform.install(...) first.", missing);
    }
  }
}
