package dev.elara.zmq;

import dev.elara.kernel.Log;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Where large messages are checked and parsed, which takes longer than the I/O thread may keep all
 * others waiting. What the same sender sends meanwhile waits behind them, so that its order stays;
 * senders take turns, so that none waits for all that another one sends.
 *
 * <p>Bounded: when too much waits, it takes nothing more until there is room again, and tells then.
 * Thread-safe; never blocks; its thread lives while there is something to do.
 */
final class Sideline {

  /** From how many bytes on a message is large: a millisecond of work, or ten in a cold JVM. */
  private static final long LARGE = 64 << 10;

  /** What a frame takes in memory besides its bytes. */
  private static final long FRAME = 64;

  private record Job(ByteBuffer sender, long bytes, Runnable work) {}

  private final long maxBytes;
  private final Runnable room;
  private final Log log;

  /** Whose turn it is comes first. Guarded by this. */
  private final Map<ByteBuffer, Queue<Job>> senders = new LinkedHashMap<>();

  private long bytes; // guarded by this
  private boolean running; // guarded by this
  private boolean refused; // guarded by this

  /**
   * Nothing waits yet.
   *
   * @param room told when there is room for what was refused; must not block
   */
  Sideline(long maxBytes, Runnable room, Log log) {
    this.maxBytes = maxBytes;
    this.room = room;
    this.log = log;
  }

  /**
   * Does {@code work} with a message, here and now or on the side.
   *
   * @param frames as they arrived; the first one names the sender
   * @return false if there is no room: nothing was done, and nothing of the same channel may be
   *     handled before this message was taken
   */
  boolean handle(List<byte[]> frames, Runnable work) {
    long size = Frames.bytes(frames);
    Job job = new Job(ByteBuffer.wrap(frames.getFirst()), size + FRAME * frames.size(), work);
    synchronized (this) {
      if (size >= LARGE || senders.containsKey(job.sender())) {
        return takes(job);
      }
    }
    work.run();
    return true;
  }

  private synchronized boolean takes(Job job) {
    if (bytes > 0 && bytes + job.bytes() > maxBytes) {
      refused = true;
      return false;
    }
    senders.computeIfAbsent(job.sender(), _ -> new ArrayDeque<>()).add(job);
    bytes += job.bytes();
    if (!running) {
      running = true;
      Thread.ofPlatform().daemon().name("elara-zmq-large").start(this::work);
    }
    return true;
  }

  private void work() {
    for (Job job = first(); job != null; job = next(job)) {
      try {
        job.work().run();
      } catch (RuntimeException | Error failed) {
        log.warn("Dropped a large message: handling it failed", failed);
      }
    }
  }

  /** The job whose turn it is. It stays in its queue: what its sender sends next is behind it. */
  private synchronized @Nullable Job first() {
    running = !senders.isEmpty();
    return running ? senders.values().iterator().next().peek() : null;
  }

  private @Nullable Job next(Job done) {
    boolean tell;
    synchronized (this) {
      Queue<Job> ofSender = senders.remove(done.sender());
      if (ofSender != null) {
        ofSender.remove();
        if (!ofSender.isEmpty()) {
          senders.put(done.sender(), ofSender);
        }
      }
      bytes -= done.bytes();
      tell = refused;
      refused = false;
    }
    if (tell) {
      room.run();
    }
    return first();
  }
}
