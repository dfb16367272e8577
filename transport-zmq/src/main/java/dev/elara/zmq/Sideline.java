package dev.elara.zmq;

import dev.elara.kernel.Log;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Where large messages are checked and parsed, which takes longer than the I/O thread may keep all
 * others waiting. What the same sender sends meanwhile is checked and parsed at once and then waits
 * behind them, so that its order stays; what is no message never waits. Senders take turns, so that
 * none waits for all that another one sends.
 *
 * <p>Bounded for each sender and in all: when too much waits, it takes nothing more until there is
 * room again, and tells then. Room is asked for before anything is done, and a message that finds
 * some is taken whatever its size, so that what was refused is taken as soon as one job is done.
 * Thread-safe; only {@link #close} blocks; its thread ends when there was nothing to do for a
 * while.
 */
final class Sideline {

  /** Checks and parses a message. */
  interface Reading {

    /** What then hands it over, on the same thread or another; null if it is no message. */
    @Nullable Runnable read();
  }

  /** From how many bytes on a message is large: a millisecond of work, or ten in a cold JVM. */
  private static final long LARGE = 64 << 10;

  /** What a message takes in memory besides its bytes, once parsed. */
  private static final long PARSED = 2_048;

  /** Starting a thread may keep the I/O thread waiting, where cores are scarce for milliseconds. */
  private static final long THREAD_STAYS_MILLIS = 1_000;

  private record Job(ByteBuffer sender, long bytes, Runnable work) {}

  /** What waits of one sender. */
  private static final class Lane {
    final Queue<Job> jobs = new ArrayDeque<>();
    long bytes;
  }

  private final long maxBytes;
  private final long maxBytesOfOne;
  private final Runnable room;
  private final Log log;

  /** Whose turn it is comes first. Guarded by this. */
  private final Map<ByteBuffer, Lane> senders = new LinkedHashMap<>();

  private long bytes; // guarded by this
  private boolean running; // guarded by this
  private boolean closed; // guarded by this
  private @Nullable Thread worker; // guarded by this
  private boolean refused; // guarded by this

  /**
   * Nothing waits yet.
   *
   * @param maxBytes how much may wait before nothing more is taken
   * @param maxBytesOfOne how much of one sender
   * @param room told when there is room for what was refused; must not block
   */
  Sideline(long maxBytes, long maxBytesOfOne, Runnable room, Log log) {
    this.maxBytes = maxBytes;
    this.maxBytesOfOne = maxBytesOfOne;
    this.room = room;
    this.log = log;
  }

  /**
   * Reads a message and hands it over, here and now or on the side. Called by one thread.
   *
   * @param frames as they arrived; the first one names the sender
   * @return false if there is no room: nothing was done, and nothing of the same channel may be
   *     handled before this message was taken
   */
  boolean handle(List<byte[]> frames, Reading reading) {
    ByteBuffer sender = ByteBuffer.wrap(frames.getFirst());
    long size = Frames.bytes(frames) + PARSED;
    boolean large = size >= LARGE;
    if (!hasRoom(sender, large)) {
      return false;
    }
    if (large) {
      append(new Job(sender, size, () -> handOver(reading)));
      return true;
    }
    Runnable handingOver = reading.read();
    if (handingOver != null && !waits(new Job(sender, size, handingOver))) {
      handingOver.run();
    }
    return true;
  }

  private static void handOver(Reading reading) {
    Runnable handingOver = reading.read();
    if (handingOver != null) {
      handingOver.run();
    }
  }

  private synchronized boolean hasRoom(ByteBuffer sender, boolean large) {
    Lane lane = senders.get(sender);
    boolean mayWait = large || lane != null;
    boolean full = bytes >= maxBytes || (lane != null && lane.bytes >= maxBytesOfOne);
    refused |= mayWait && full;
    return !(mayWait && full);
  }

  /** Lets it wait behind others of its sender; false if there are none. */
  private synchronized boolean waits(Job job) {
    if (!senders.containsKey(job.sender())) {
      return false;
    }
    append(job);
    return true;
  }

  private synchronized void append(Job job) {
    Lane lane = senders.computeIfAbsent(job.sender(), _ -> new Lane());
    lane.jobs.add(job);
    lane.bytes += job.bytes();
    bytes += job.bytes();
    if (running) {
      notifyAll();
    } else {
      running = true;
      worker = Thread.ofPlatform().daemon().name("elara-zmq-large").start(this::work);
    }
  }

  /** Has the thread end as soon as nothing waits; waits for that, but not for long. */
  void close() {
    Thread last;
    synchronized (this) {
      closed = true;
      notifyAll();
      last = worker;
    }
    try {
      if (last != null && !last.equals(Thread.currentThread())) {
        last.join(THREAD_STAYS_MILLIS);
      }
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
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
    if (senders.isEmpty()) {
      awaitJob();
    }
    running = !senders.isEmpty();
    return running ? senders.values().iterator().next().jobs.peek() : null;
  }

  private synchronized void awaitJob() {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(THREAD_STAYS_MILLIS);
    try {
      for (long left = THREAD_STAYS_MILLIS; senders.isEmpty() && left > 0 && !closed; ) {
        wait(left);
        left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      }
    } catch (InterruptedException nothingMoreToWaitFor) {
      Thread.currentThread().interrupt();
    }
  }

  private @Nullable Job next(Job done) {
    boolean tell;
    synchronized (this) {
      Lane lane = senders.remove(done.sender());
      if (lane != null) {
        lane.jobs.remove();
        lane.bytes -= done.bytes();
        if (!lane.jobs.isEmpty()) {
          senders.put(done.sender(), lane);
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
