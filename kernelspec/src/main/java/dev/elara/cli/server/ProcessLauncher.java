package dev.elara.cli.server;

import dev.elara.kernel.Connection;
import dev.elara.kernel.Log;
import dev.elara.ws.kernels.KernelLauncher;
import dev.elara.ws.kernels.KernelLink;
import dev.elara.ws.kernels.KernelSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Starts each kernel as a process, and keeps one ready: a kernel that is asked for is there at
 * once, and the next one is started behind it, in the folder that was asked for last.
 *
 * <p>Thread-safe.
 */
final class ProcessLauncher implements KernelLauncher {

  /** A kernel that is ready, or becomes so, for notebooks of a folder. */
  private record Spare(Path directory, CompletableFuture<ProcessKernel> kernel) {

    /** Ends it as soon as it is there. */
    CompletableFuture<Void> end() {
      return kernel
          .thenCompose(ready -> {
            ready.connect(message -> {}, why -> {});
            return ready.end();
          })
          .exceptionally(failed -> null);
    }
  }

  private final KernelJvm jvm;
  private final Path directory;
  private final Path sockets;
  private final Log log;
  private final AtomicInteger started = new AtomicInteger();
  private @Nullable Spare spare; // guarded by this
  private boolean closed; // guarded by this

  /**
   * For notebooks below {@code directory}.
   *
   * @throws IOException if there is no folder for its sockets
   */
  ProcessLauncher(KernelJvm jvm, Path directory, Log log) throws IOException {
    this.jvm = jvm;
    this.directory = directory.toRealPath();
    this.sockets = Files.createTempDirectory("elara-");
    this.log = log;
  }

  @Override
  public List<KernelSpec> specs() {
    return List.of(
        new KernelSpec(dev.elara.cli.spec.KernelSpec.DEFAULT_NAME, jvm.displayName(), "java"));
  }

  /** Starts one ahead, in the background; does nothing if there is one. */
  void prepare() {
    prepare(directory);
  }

  private void prepare(Path where) {
    Spare before;
    synchronized (this) {
      if (closed || (spare != null && spare.directory().equals(where) && isUsable(spare))) {
        return;
      }
      before = spare;
      var next = new CompletableFuture<ProcessKernel>();
      spare = new Spare(where, next);
      Thread.ofVirtual().name("a kernel ahead").start(() -> startAhead(where, next));
    }
    if (before != null) {
      var _ = before.end();
    }
  }

  private static boolean isUsable(Spare spare) {
    var kernel = spare.kernel();
    return !kernel.isDone() || (!kernel.isCompletedExceptionally() && kernel.join().isAlive());
  }

  private void startAhead(Path where, CompletableFuture<ProcessKernel> next) {
    try {
      ProcessKernel ahead = start(where, Map.of());
      ahead.rehearse();
      next.complete(ahead);
    } catch (IOException failed) {
      log.warn("No kernel could be started ahead: " + failed.getMessage());
      next.completeExceptionally(failed);
    }
  }

  private ProcessKernel start(Path where, Map<String, String> environment) throws IOException {
    Path socket = sockets.resolve("k" + started.incrementAndGet());
    ProcessKernel kernel = ProcessKernel.start(jvm, socket, where, environment);
    Thread.ofVirtual()
        .name("priorities")
        .start(() -> CompilerThreads.yieldToOthers(kernel.pid(), log));
    return kernel;
  }

  @Override
  public KernelLink launch(Launch launch, Connection everyone, Consumer<String> ended)
      throws IOException {
    ProcessKernel kernel = takeSpare(launch);
    if (kernel == null) {
      kernel = start(launch.directory(), launch.environment());
    }
    kernel.connect(everyone, ended);
    prepare(launch.directory());
    return kernel;
  }

  /**
   * The one that was started ahead, if it works in the right folder; it has no variables of its
   * own. Waits for one that is being started: that takes less time than to start another.
   */
  private @Nullable ProcessKernel takeSpare(Launch launch) {
    Spare taken;
    synchronized (this) {
      taken = spare;
      if (taken == null
          || !launch.environment().isEmpty()
          || !launch.directory().equals(taken.directory())) {
        return null;
      }
      spare = null;
    }
    try {
      ProcessKernel ready = taken.kernel().join();
      return ready.isAlive() ? ready : null;
    } catch (CompletionException failed) {
      return null; // it has been said why
    }
  }

  @Override
  public void close() {
    Spare unused;
    synchronized (this) {
      closed = true;
      unused = spare;
      spare = null;
    }
    if (unused != null) {
      unused.end().join();
    }
    try {
      Files.deleteIfExists(sockets);
    } catch (IOException left) {
      log.info("A folder for sockets is left behind: " + left.getMessage());
    }
  }
}
