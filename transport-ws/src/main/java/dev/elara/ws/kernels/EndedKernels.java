package dev.elara.ws.kernels;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Kernels that were shut down, kept for clients that were away then: what was said to them before
 * waits for a while, followed by the kernel's end.
 *
 * <p>Thread-safe; never blocks.
 */
final class EndedKernels {

  private record Ended(HostedKernel kernel, long since) {

    long bytes() {
      return kernel.channels().keptBytes();
    }
  }

  private final Duration age;
  private final long mostBytes;
  private final LongSupplier nanoClock;
  private final Map<String, Ended> kernels = new LinkedHashMap<>(); // guarded by this; oldest first

  /**
   * None yet.
   *
   * @param age how long one is kept
   * @param mostBytes how much is kept for all of their clients; the oldest go beyond that
   */
  EndedKernels(Duration age, long mostBytes, LongSupplier nanoClock) {
    this.age = age;
    this.mostBytes = mostBytes;
    this.nanoClock = nanoClock;
  }

  /** Keeps one that is about to end. */
  synchronized void add(HostedKernel kernel) {
    kernels.put(kernel.id(), new Ended(kernel, nanoClock.getAsLong()));
    forget();
  }

  /** The one of that id if it has something for the client of that {@code session_id}, or null. */
  synchronized @Nullable HostedKernel find(String id, String sessionId) {
    forget();
    Ended ended = kernels.get(id);
    return ended != null && ended.kernel().channels().knows(sessionId) ? ended.kernel() : null;
  }

  private synchronized void forget() {
    long now = nanoClock.getAsLong();
    kernels.values().removeIf(one -> now - one.since() > age.toNanos());
    long bytes = kernels.values().stream().mapToLong(Ended::bytes).sum();
    for (var oldest = kernels.values().iterator(); bytes > mostBytes && oldest.hasNext(); ) {
      bytes -= oldest.next().bytes();
      oldest.remove();
    }
  }
}
