package dev.elara.zmq;

import dev.elara.kernel.Log;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Where large messages are checked and parsed, which takes longer than the I/O thread may keep all
 * others waiting. What the same sender sends meanwhile waits behind them, so that its order stays.
 *
 * <p>Bounded: when too much waits, the I/O thread does the work itself, or waits if that would
 * change a sender's order. Thread-safe; its thread lives while there is something to do.
 */
final class Sideline {

  /** From how many bytes on a message is large: some milliseconds of work. */
  private static final long LARGE = 512 << 10;

  private record Job(ByteBuffer sender, long bytes, Runnable work) {}

  private final long maxBytes;
  private final Log log;
  private final Queue<Job> jobs = new ArrayDeque<>(); // guarded by this
  private final Map<ByteBuffer, Integer> senders = new HashMap<>(); // guarded by this
  private long bytes; // guarded by this
  private boolean running; // guarded by this

  Sideline(long maxBytes, Log log) {
    this.maxBytes = maxBytes;
    this.log = log;
  }

  /**
   * Does {@code work} with a message, here and now or on the side. Blocks only while what waits of
   * the same sender leaves no room.
   *
   * @param frames as they arrived; the first one names the sender
   */
  void handle(List<byte[]> frames, Runnable work) {
    Job job = new Job(ByteBuffer.wrap(frames.getFirst()), Frames.bytes(frames), work);
    if (!takes(job)) {
      work.run();
    }
  }

  private synchronized boolean takes(Job job) {
    boolean behindAnother = senders.containsKey(job.sender());
    if (behindAnother) {
      awaitRoom(job);
    }
    boolean large = job.bytes() >= LARGE && fits(job);
    if (!behindAnother && !large) {
      return false;
    }
    jobs.add(job);
    senders.merge(job.sender(), 1, Integer::sum);
    bytes += job.bytes();
    if (!running) {
      running = true;
      Thread.ofPlatform().daemon().name("elara-zmq-large").start(this::work);
    }
    return true;
  }

  private boolean fits(Job job) {
    return bytes == 0 || bytes + job.bytes() <= maxBytes;
  }

  /** Keeps the sender's order, and memory bounded: the time is that of the work that waits here. */
  private void awaitRoom(Job job) {
    boolean interrupted = false;
    while (!fits(job)) {
      try {
        wait();
      } catch (InterruptedException remembered) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void work() {
    for (Job job = next(null); job != null; job = next(job)) {
      try {
        job.work().run();
      } catch (RuntimeException | Error failed) {
        log.warn("Dropped a large message: handling it failed", failed);
      }
    }
  }

  private synchronized @Nullable Job next(@Nullable Job done) {
    if (done != null) {
      senders.computeIfPresent(done.sender(), (_, count) -> count == 1 ? null : count - 1);
      bytes -= done.bytes();
      notifyAll();
    }
    Job next = jobs.poll();
    running = next != null;
    return next;
  }
}
