package dev.elara.cli.server;

import dev.elara.kernel.Connection;
import dev.elara.kernel.Log;
import dev.elara.ws.kernels.KernelLauncher;
import dev.elara.ws.kernels.KernelLink;
import dev.elara.ws.kernels.KernelSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Starts each kernel as a process, and keeps some ready: a kernel that is asked for is there at
 * once, and the next one is started behind it, in the folder that was asked for last.
 *
 * <p>Thread-safe.
 */
final class ProcessLauncher
    implements KernelLauncher, Spares.Maker<ProcessLauncher.Likeness, ProcessKernel> {

  /** What a process cannot change any more once it runs. */
  record Likeness(Path directory, Map<String, String> environment) {

    Likeness {
      environment = Map.copyOf(environment);
    }
  }

  private final KernelJvm jvm;
  private final Path directory;
  private final Path sockets;
  private final Log log;
  private final AtomicInteger started = new AtomicInteger();
  private final Spares<Likeness, ProcessKernel> spares;
  private @Nullable Likeness last; // guarded by this: what was asked for last

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
    this.spares =
        new Spares<>(
            this,
            task -> Thread.ofVirtual().name("a kernel ahead").start(task),
            ProcessLauncher::later,
            System::nanoTime);
  }

  private static void later(Duration delay, Runnable task) {
    CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS).execute(task);
  }

  @Override
  public List<KernelSpec> specs() {
    return List.of(
        new KernelSpec(dev.elara.cli.spec.KernelSpec.DEFAULT_NAME, jvm.displayName(), "java"));
  }

  /** Starts one ahead, in the background; does nothing if there is one. */
  void prepare() {
    spares.prepare(new Likeness(directory, Map.of()));
  }

  @Override
  public ProcessKernel make(Likeness like) throws IOException {
    try {
      ProcessKernel ahead = start(like);
      ahead.rehearse();
      return ahead;
    } catch (IOException failed) {
      log.warn("No kernel could be started ahead: " + failed.getMessage());
      throw failed;
    }
  }

  @Override
  public boolean isAlive(ProcessKernel kernel) {
    return kernel.isAlive();
  }

  @Override
  public CompletableFuture<Void> end(ProcessKernel unused) {
    unused.connect(message -> {}, why -> {});
    return unused.end();
  }

  private ProcessKernel start(Likeness like) throws IOException {
    Path socket = sockets.resolve("k" + started.incrementAndGet());
    ProcessKernel kernel = ProcessKernel.start(jvm, socket, like.directory(), like.environment());
    Thread.ofVirtual()
        .name("priorities")
        .start(() -> CompilerThreads.yieldToOthers(kernel.pid(), log));
    return kernel;
  }

  @Override
  public KernelLink launch(Launch launch, Connection everyone, Consumer<String> ended)
      throws IOException {
    Likeness like = new Likeness(launch.directory(), launch.environment());
    ProcessKernel kernel = spares.take(like);
    if (kernel == null) {
      kernel = start(like);
    }
    kernel.connect(everyone, ended);
    if (isLikely(like)) {
      spares.asked(like);
    }
    return kernel;
  }

  /**
   * Variables are often for one kernel only: until the same are given twice, nothing is started.
   */
  private synchronized boolean isLikely(Likeness like) {
    boolean again = like.equals(last);
    last = like;
    return again || like.environment().isEmpty();
  }

  @Override
  public void close() {
    spares.close();
    try {
      Files.deleteIfExists(sockets);
    } catch (IOException left) {
      log.info("A folder for sockets is left behind: " + left.getMessage());
    }
  }
}
