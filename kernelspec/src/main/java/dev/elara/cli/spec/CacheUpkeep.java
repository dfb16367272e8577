package dev.elara.cli.spec;

import dev.elara.cli.CommandFailed;
import dev.elara.cli.cache.AotCache;
import dev.elara.kernel.Log;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Trains an installed kernel's cache again when it is no longer what its JVM could use: after the
 * JDK was updated in its place, say. The kernel that notices has started slowly already; the next
 * one will not.
 */
public final class CacheUpkeep {

  /** How long after its start a kernel looks: then its client has what it wanted at once. */
  private static final Duration DELAY = Duration.ofSeconds(20);

  private CacheUpkeep() {}

  /** Looks after the cache of the kernel that this process is, on a thread of its own. */
  public static void start(Log log) {
    start(log, DELAY);
  }

  /** Does what {@link #start} does at once, for a training run, and never looks. */
  public static void rehearse(Log log) {
    start(log, Duration.ofDays(1));
  }

  private static void start(Log log, Duration delay) {
    Thread.ofPlatform()
        .daemon()
        .name("elara-cache")
        .start(() -> {
          try {
            Thread.sleep(delay);
            Path folder = Libraries.ofProcess().folder().getParent();
            if (folder != null) {
              refresh(new Installation(folder), log);
            }
          } catch (InterruptedException | CommandFailed _) {
            // Nobody interrupts this thread; what runs from class files has no cache.
          }
        });
  }

  /** Trains it if need be; blocks for as long as that takes. The log hears of it. */
  static void refresh(Installation installation, Log log) {
    AotCache cache = AotCache.in(installation.folder());
    Path mainJar = KernelSpec.mainJar(installation.folder());
    if (!installation.isOurs() || !installation.commandLine().containsAll(cache.options())) {
      return;
    }
    Path launcher = installation.launcher().orElseThrow();
    if (cache.isFresh(launcher, mainJar)) {
      return;
    }
    try {
      cache.train(
          cache.withoutIt(installation.commandLine()),
          mainJar,
          installation.environment(),
          _ -> {});
      log.info("The JDK or the kernel has changed: its ahead-of-time cache was made anew.");
    } catch (AotCache.NotTrained e) {
      log.warn(
          "The ahead-of-time cache is out of date, so kernels start slower: " + e.getMessage());
    }
  }
}
