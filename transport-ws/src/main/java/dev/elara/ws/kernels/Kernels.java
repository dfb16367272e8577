package dev.elara.ws.kernels;

import dev.elara.kernel.Log;
import dev.elara.message.MessageFactory;
import dev.elara.ws.channels.KernelChannels;
import dev.elara.ws.channels.ReplayLimits;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/** The kernels of a server, by id. Thread-safe. */
public final class Kernels implements AutoCloseable {

  private final ConcurrentMap<String, HostedKernel> kernels = new ConcurrentHashMap<>();
  private final EndedKernels ended;
  private final KernelLauncher launcher;
  private final ReplayLimits limits;
  private final Log log;
  private final MessageFactory messages =
      new MessageFactory(UUID.randomUUID().toString(), "server", Instant::now);

  /** None yet. */
  public Kernels(KernelLauncher launcher, ReplayLimits limits, Log log) {
    this.ended = new EndedKernels(limits.age(), limits.awayBytes(), System::nanoTime);
    this.launcher = launcher;
    this.limits = limits;
    this.log = log;
  }

  /** The kinds of kernels, the default first. */
  public List<KernelSpec> specs() {
    return launcher.specs();
  }

  /** The kind of that name; the default for null. Null if there is none. */
  public @Nullable KernelSpec spec(@Nullable String name) {
    if (name == null) {
      return specs().getFirst();
    }
    return specs().stream().filter(one -> one.name().equals(name)).findFirst().orElse(null);
  }

  /** All, in no order. */
  public List<HostedKernel> all() {
    return new ArrayList<>(kernels.values());
  }

  /** The one of that id, or null. */
  public @Nullable HostedKernel find(String id) {
    return kernels.get(id);
  }

  /**
   * The one of that id, or one that was shut down a short while ago and has something left for the
   * client of that {@code session_id}; or null.
   */
  public @Nullable HostedKernel find(String id, String sessionId) {
    HostedKernel kernel = kernels.get(id);
    return kernel == null ? ended.find(id, sessionId) : kernel;
  }

  /**
   * Starts a kernel. Blocks until it is there.
   *
   * @throws IOException if it cannot be started
   */
  public HostedKernel start(KernelLauncher.Launch launch) throws IOException {
    String id = UUID.randomUUID().toString();
    KernelChannels channels = new KernelChannels(limits, messages, log, System::nanoTime);
    HostedKernel kernel = new HostedKernel(id, launcher, launch, channels, log);
    kernel.start();
    kernels.put(id, kernel);
    return kernel;
  }

  /**
   * Ends a kernel for good; false if there is none of that id. Does not wait for its end. What its
   * clients have not received yet is kept for a while.
   */
  public boolean delete(String id) {
    HostedKernel kernel = kernels.remove(id);
    if (kernel != null) {
      ended.add(kernel);
      kernel.delete();
    }
    return kernel != null;
  }

  /** Ends all, and waits for that. */
  @Override
  public void close() {
    List<CompletableFuture<Void>> ends = new ArrayList<>();
    for (Map.Entry<String, HostedKernel> one : kernels.entrySet()) {
      kernels.remove(one.getKey());
      ends.add(one.getValue().delete());
    }
    launcher.close();
    ends.forEach(CompletableFuture::join);
  }
}
