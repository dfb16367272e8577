package dev.elara.cli.server;

import dev.elara.cli.Elara;
import dev.elara.cli.cache.AotCache;
import dev.elara.cli.spec.JavaHome;
import dev.elara.cli.spec.KernelSpec;
import dev.elara.cli.spec.Libraries;
import dev.elara.kernel.Log;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How the JVM of a kernel is started: with this program's own JDK and jars, and from an
 * ahead-of-time cache once one was made for them.
 *
 * <p>Thread-safe.
 */
final class KernelJvm {

  private final KernelSpec spec;
  private final Path mainJar;
  private final AotCache cache;

  /** Of this program; the cache lies in {@code caches}. */
  KernelJvm(Path caches) {
    JavaHome java = JavaHome.current();
    spec =
        new KernelSpec(
            KernelSpec.DEFAULT_NAME,
            KernelSpec.defaultDisplayName(java),
            java,
            List.of(),
            Map.of(),
            false);
    mainJar = Libraries.ofProcess().folder().resolve(KernelSpec.MAIN_JAR);
    String place = Elara.version() + "-" + Integer.toHexString(mainJar.toString().hashCode());
    cache = AotCache.in(caches.resolve(place));
  }

  /** The folder for caches of the user who runs this. */
  static Path userCaches() {
    String xdg = System.getenv("XDG_CACHE_HOME");
    String local = System.getenv("LOCALAPPDATA");
    Path home = Path.of(System.getProperty("user.home"));
    if (xdg != null && !xdg.isEmpty()) {
      return Path.of(xdg, "elara");
    }
    return local != null && !local.isEmpty()
        ? Path.of(local, "elara", "cache")
        : home.resolve(".cache").resolve("elara");
  }

  /** What people read. */
  String displayName() {
    return spec.displayName();
  }

  /** The command that starts a kernel linked to a socket. */
  List<String> command(Path socket) {
    List<String> command = new ArrayList<>(spec.jvm());
    if (isTrained()) {
      command.addAll(cache.options());
    }
    if (CompilerThreads.canYield()) {
      command.add(CompilerThreads.OPTION);
    }
    command.addAll(List.of("-jar", mainJar.toString(), "linked-kernel", socket.toString()));
    return command;
  }

  /** Whether kernels start from a cache that was made for this program and JDK. */
  boolean isTrained() {
    return cache.isFresh(Path.of(spec.jvm().getFirst()), mainJar);
  }

  /** Makes the cache if there is none for this program and JDK; blocks for 10 s or so. */
  void train(Log log) {
    if (isTrained()) {
      return;
    }
    try {
      Files.createDirectories(cache.file().getParent());
      cache.train(spec.jvm(), mainJar, Map.of(), step -> {});
    } catch (IOException | AotCache.NotTrained failed) {
      log.warn("Kernels start slower than they could: " + failed.getMessage());
    }
  }
}
