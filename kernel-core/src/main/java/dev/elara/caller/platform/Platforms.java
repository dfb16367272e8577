package dev.elara.caller.platform;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The platform of this process. On the JVM nothing needs to be done; a browser installs its own
 * before the first caller is made.
 *
 * <p>Thread-safe; never blocks, but for loading a class the first time.
 */
public final class Platforms {

  private static final AtomicReference<@Nullable Platform> CURRENT = new AtomicReference<>();

  private Platforms() {}

  /** The platform in use. */
  public static Platform current() {
    Platform platform = CURRENT.get();
    return platform == null ? loadDefault() : platform;
  }

  /** Puts another platform in place. Callers that exist keep the one they were made with. */
  public static void install(Platform platform) {
    CURRENT.set(platform);
  }

  /**
   * Found by name, so that a program compiled for the browser does not contain the JVM's. The name
   * comes from a property, because a constant would be resolved at build time.
   */
  private static Platform loadDefault() {
    String name = System.getProperty("dev.elara.platform", "dev.elara.caller.platform.JvmPlatform");
    try {
      Platform platform =
          Class.forName(name).asSubclass(Platform.class).getDeclaredConstructor().newInstance();
      CURRENT.compareAndSet(null, platform);
      Platform installed = CURRENT.get();
      return installed == null ? platform : installed;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(
          "No platform for callers: '"
              + name
              + "' cannot be loaded. Install one with Platforms.install, or correct the system"
              + " property dev.elara.platform.",
          e);
    }
  }
}
