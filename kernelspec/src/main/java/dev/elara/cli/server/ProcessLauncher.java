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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Starts each kernel as a process, and keeps one ready: a kernel that is asked for is there at
 * once, and the next one is started behind it.
 *
 * <p>Thread-safe.
 */
final class ProcessLauncher implements KernelLauncher {

  private final KernelJvm jvm;
  private final Path directory;
  private final Path sockets;
  private final Log log;
  private final AtomicInteger started = new AtomicInteger();
  private @Nullable ProcessKernel spare; // guarded by this
  private boolean closed; // guarded by this
  private boolean preparing; // guarded by this

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
    synchronized (this) {
      if (closed || preparing || (spare != null && spare.isAlive())) {
        return;
      }
      preparing = true;
    }
    Thread.ofVirtual()
        .name("a kernel ahead")
        .start(() -> {
          ProcessKernel ready = null;
          try {
            ready = start(directory, Map.of());
          } catch (IOException failed) {
            log.warn("No kernel could be started ahead: " + failed.getMessage());
          }
          keep(ready);
        });
  }

  private void keep(@Nullable ProcessKernel ready) {
    synchronized (this) {
      preparing = false;
      if (!closed) {
        spare = ready;
        return;
      }
    }
    if (ready != null) {
      ready.connect(message -> {}, why -> {});
      var _ = ready.end();
    }
  }

  private ProcessKernel start(Path where, Map<String, String> environment) throws IOException {
    Path socket = sockets.resolve("k" + started.incrementAndGet());
    return ProcessKernel.start(jvm, socket, where, environment);
  }

  @Override
  public KernelLink launch(Launch launch, Connection everyone, Consumer<String> ended)
      throws IOException {
    ProcessKernel kernel = fits(launch) ? takeSpare() : null;
    if (kernel == null) {
      kernel = start(launch.directory(), launch.environment());
    }
    kernel.connect(everyone, ended);
    prepare();
    return kernel;
  }

  /** One that was started ahead has no variables of its own, and works in the directory itself. */
  private boolean fits(Launch launch) {
    return launch.environment().isEmpty() && launch.directory().equals(directory);
  }

  private synchronized @Nullable ProcessKernel takeSpare() {
    ProcessKernel ready = spare;
    spare = null;
    return ready != null && ready.isAlive() ? ready : null;
  }

  @Override
  public void close() {
    ProcessKernel unused;
    synchronized (this) {
      closed = true;
      unused = spare;
      spare = null;
    }
    if (unused != null) {
      unused.connect(message -> {}, why -> {});
      unused.end().join();
    }
    try {
      Files.deleteIfExists(sockets);
    } catch (IOException left) {
      log.info("A folder for sockets is left behind: " + left.getMessage());
    }
  }
}
