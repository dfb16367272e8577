package dev.elara.zmq;

import dev.elara.message.Channel;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What waits for the I/O thread, in the order it is to leave: one queue for all channels, so that
 * no cell's reply and no {@code idle} overtakes the output before it. Only answers that say nothing
 * of any output leave before all that ({@link #addAnswer}): a question about the kernel does not
 * wait for the megabytes that a cell has just printed.
 *
 * <p>Bounded: {@link #addOutput} holds its caller up while the box is full. {@link #add} and {@link
 * #addAnswer} never wait; what goes through them is bounded by the requests it answers.
 * Thread-safe.
 *
 * <pre>
 *   writers: add under the lock; if the owner is asleep, wake it (after the lock is released)
 *   owner:   take until empty; tell "asleep" under the lock only if still empty; then wait
 * </pre>
 *
 * So the owner never sleeps on a full box, and is woken once per sleep and not once per message.
 */
final class Outbox {

  /** Frames for a channel's socket. */
  record Letter(Channel channel, List<byte[]> frames, int bytes) {

    static Letter of(Channel channel, List<byte[]> frames) {
      return new Letter(channel, frames, (int) Math.min(Frames.bytes(frames), Integer.MAX_VALUE));
    }
  }

  private final long maxBytes;
  private final int maxLetters;
  private final Runnable wakeOwner;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition room = lock.newCondition();
  private final Queue<Letter> letters = new ArrayDeque<>(); // guarded by lock
  private final Queue<Letter> answers = new ArrayDeque<>(); // guarded by lock
  private long bytes; // guarded by lock
  private boolean asleep; // guarded by lock
  private int holds; // guarded by lock
  private boolean closed; // guarded by lock

  Outbox(Limits limits, Runnable wakeOwner) {
    this.maxBytes = limits.outboxBytes();
    this.maxLetters = limits.outboxMessages();
    this.wakeOwner = wakeOwner;
  }

  /** Queues a letter. Never waits. False if the box is closed. */
  boolean add(Letter letter) {
    return put(letter, letters, false);
  }

  /** Queues a letter that leaves before all that is no answer. Never waits. False if closed. */
  boolean addAnswer(Letter letter) {
    return put(letter, answers, false);
  }

  /** Queues a letter once there is room. False if the box is closed. */
  boolean addOutput(Letter letter) {
    return put(letter, letters, true);
  }

  private boolean put(Letter letter, Queue<Letter> queue, boolean waitForRoom) {
    boolean wake;
    lock.lock();
    try {
      while (waitForRoom && full() && !closed) {
        if (asleep) {
          asleep = false;
          wakeOwner.run(); // held back so far
        }
        room.awaitUninterruptibly();
      }
      if (closed) {
        return false;
      }
      queue.add(letter);
      bytes += letter.bytes();
      wake = asleep && holds == 0;
      asleep &= !wake;
    } finally {
      lock.unlock();
    }
    if (wake) {
      wakeOwner.run();
    }
    return true;
  }

  /**
   * Lets the owner sleep over what comes until {@link #release}, to be woken once for all of it.
   */
  void hold() {
    lock.lock();
    try {
      holds++;
    } finally {
      lock.unlock();
    }
  }

  /** Ends a {@link #hold}. */
  void release() {
    boolean wake;
    lock.lock();
    try {
      holds--;
      wake = asleep && holds == 0 && !isEmpty();
      asleep &= !wake;
    } finally {
      lock.unlock();
    }
    if (wake) {
      wakeOwner.run();
    }
  }

  /** The next letter, answers left out; null if there is none. */
  @Nullable Letter take() {
    return take(letters);
  }

  /** The next answer; null if there is none. */
  @Nullable Letter takeAnswer() {
    return take(answers);
  }

  private @Nullable Letter take(Queue<Letter> queue) {
    lock.lock();
    try {
      boolean wasFull = full();
      Letter letter = queue.poll();
      if (letter != null) {
        bytes -= letter.bytes();
        if (wasFull && !full()) {
          room.signalAll();
        }
      }
      return letter;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Tells that the owner will sleep unless woken. False if there is a letter: do not sleep then.
   */
  boolean sleepIfEmpty() {
    lock.lock();
    try {
      asleep = isEmpty() && !closed;
      return asleep;
    } finally {
      lock.unlock();
    }
  }

  /** Takes nothing any more and lets all who wait for room go. What is in the box stays. */
  void close() {
    lock.lock();
    try {
      closed = true;
      asleep = false;
      room.signalAll();
    } finally {
      lock.unlock();
    }
    wakeOwner.run();
  }

  private boolean isEmpty() {
    return letters.isEmpty() && answers.isEmpty();
  }

  private boolean full() {
    return letters.size() >= maxLetters || bytes >= maxBytes;
  }
}
