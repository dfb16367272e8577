package dev.elara.caller;

import dev.elara.caller.platform.Guard;
import dev.elara.caller.platform.Platforms;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * Carries items from any number of senders to any number of receivers, each item to one of them, in
 * the order sent.
 *
 * <p>Thread-safe. {@code send}, {@code receive} and iterating block: a task lets its caller go on
 * with others, a plain thread stands still. Who waits is served in the order of coming. A receiver
 * that is cancelled, or whose time is over, has taken no item; such a sender has sent none.
 *
 * <pre>
 * receivers wait  ⇒  the buffer is empty and no sender waits
 * senders wait    ⇒  the buffer is full and no receiver waits
 * </pre>
 *
 * @param <T> what is sent; never null
 */
public final class Channel<T> implements Iterable<T>, AutoCloseable {

  /** What comes out instead of an item when there will be none any more. */
  private enum End {
    END
  }

  private final Guard guard = Platforms.current().guard();
  private final Line receivers = new Line(guard); // cargo: the item, once there is one
  private final Line senders = new Line(guard); // cargo: the item, until it is taken
  private final ArrayDeque<Object> buffer = new ArrayDeque<>(); // guarded by guard
  private final int capacity;
  private boolean closed; // guarded by guard

  private Channel(int capacity) {
    this.capacity = capacity;
  }

  /** A channel in which nobody ever waits to send. */
  public static <T> Channel<T> unbounded() {
    return new Channel<>(Integer.MAX_VALUE);
  }

  /**
   * A channel that keeps that many items; further senders wait. With zero, a sender waits until a
   * receiver has taken its item.
   *
   * @throws IllegalArgumentException if {@code capacity} is negative
   */
  public static <T> Channel<T> bounded(int capacity) {
    if (capacity < 0) {
      throw new IllegalArgumentException("The capacity is " + capacity + "; use zero or more.");
    }
    return new Channel<>(capacity);
  }

  /**
   * Sends an item, and waits for room if there is none.
   *
   * @throws ChannelClosed if it is closed, or is while waiting; then the item was not sent
   * @throws PendingCancelled if the waiter is cancelled or interrupted before the item was sent
   */
  public void send(T item) {
    boolean _ = put(item, null);
  }

  /**
   * The same for a limited time.
   *
   * @return false if there was no room in time; then the item was not sent
   */
  public boolean send(T item, Duration timeout) {
    return put(item, timeout);
  }

  /**
   * Sends an item if there is room. Never blocks.
   *
   * @throws ChannelClosed if it is closed
   */
  public boolean trySend(T item) {
    return offer(item, null);
  }

  /**
   * Takes the next item, and waits for it if there is none.
   *
   * @throws ChannelClosed if it is closed and empty, or is while waiting
   * @throws PendingCancelled if the waiter is cancelled or interrupted before it has an item
   */
  public T receive() {
    T item = orClosed(take(null));
    if (item == null) {
      throw new IllegalStateException("A wait without a timeout timed out: " + this);
    }
    return item;
  }

  /** The same for a limited time; null if there was no item in time. */
  public @Nullable T receive(Duration timeout) {
    return orClosed(take(timeout));
  }

  /**
   * Takes the next item if there is one, else null. Never blocks.
   *
   * @throws ChannelClosed if it is closed and empty
   */
  public @Nullable T tryReceive() {
    return orClosed(poll(null));
  }

  /**
   * Takes no more items. What is in it can still be received; who waits to send or to receive is
   * told. Idempotent; never blocks.
   */
  @Override
  public void close() {
    List<Wait> waiting = new ArrayList<>();
    guard.lock();
    try {
      closed = true;
      waiting.addAll(receivers.drain());
      waiting.addAll(senders.drain());
    } finally {
      guard.unlock();
    }
    waiting.forEach(Wait::wake);
  }

  /** Whether it was closed; there may be items in it. */
  public boolean isClosed() {
    guard.lock();
    try {
      return closed;
    } finally {
      guard.unlock();
    }
  }

  /** How many items are in it, without those of waiting senders. */
  public int size() {
    guard.lock();
    try {
      return buffer.size();
    } finally {
      guard.unlock();
    }
  }

  /**
   * Receives until it is closed and empty. Several may iterate at a time; each item goes to one.
   * {@code hasNext} takes the item and may block; the iterator itself is for one task.
   */
  @Override
  public Iterator<T> iterator() {
    return new Items();
  }

  @Override
  public String toString() {
    return "Channel["
        + (isClosed() ? "closed" : "open")
        + ", size="
        + size()
        + (capacity == Integer.MAX_VALUE ? "" : ", capacity=" + capacity)
        + ", waiting="
        + waiting()
        + "]";
  }

  /** How many wait, to send or to receive. */
  int waiting() {
    guard.lock();
    try {
      return receivers.size() + senders.size();
    } finally {
      guard.unlock();
    }
  }

  private boolean put(T item, @Nullable Duration timeout) {
    Wait wait = Line.newWait(timeout);
    if (offer(item, wait)) {
      return true;
    }
    if (!senders.await(wait, timeout)) {
      return false;
    }
    if (wait.cargo != null) {
      throw closedFor("The item was not sent.");
    }
    return true;
  }

  /** Hands the item over if that can be done at once; else {@code wait} stands in line with it. */
  private boolean offer(T item, @Nullable Wait wait) {
    Wait receiver;
    guard.lock();
    try {
      if (closed) {
        throw closedFor("The item was not sent.");
      }
      receiver = receivers.poll();
      if (receiver != null) {
        receiver.cargo = item;
      } else if (buffer.size() < capacity) {
        buffer.add(item);
      } else {
        if (wait != null) {
          wait.cargo = item;
          senders.join(wait);
        }
        return false;
      }
    } finally {
      guard.unlock();
    }
    Line.wake(receiver);
    return true;
  }

  /** An item, null if the time was over, or END. */
  private @Nullable Object take(@Nullable Duration timeout) {
    Wait wait = Line.newWait(timeout);
    Object item = poll(wait);
    if (item != null || !receivers.await(wait, timeout)) {
      return item;
    }
    Object brought = wait.cargo;
    return brought == null ? End.END : brought;
  }

  /** An item that is there, END, or null; then {@code wait} stands in line for one. */
  private @Nullable Object poll(@Nullable Wait wait) {
    Wait sender;
    Object item;
    guard.lock();
    try {
      item = buffer.poll();
      sender = senders.poll();
      if (sender != null) {
        Object brought = sender.cargo;
        sender.cargo = null;
        if (item == null) {
          item = brought;
        } else if (brought != null) {
          buffer.add(brought);
        }
      }
      if (item == null && closed) {
        return End.END;
      }
      if (item == null && wait != null) {
        receivers.join(wait);
      }
    } finally {
      guard.unlock();
    }
    Line.wake(sender);
    return item;
  }

  @SuppressWarnings("unchecked") // only items of type T get in
  private @Nullable T orClosed(@Nullable Object item) {
    if (item instanceof End) {
      throw closedFor("Nothing is left in it.");
    }
    return (T) item;
  }

  private static ChannelClosed closedFor(String what) {
    return new ChannelClosed("The channel is closed. " + what);
  }

  private final class Items implements Iterator<T> {

    private @Nullable Object next; // END from the end on

    @Override
    public boolean hasNext() {
      if (next == null) {
        next = take(null);
      }
      return !(next instanceof End);
    }

    @Override
    @SuppressWarnings("unchecked") // only items of type T get in
    public T next() {
      if (!hasNext()) {
        throw new NoSuchElementException("The channel is closed. Nothing is left in it.");
      }
      T item = (T) next;
      next = null;
      if (item == null) {
        throw new NoSuchElementException("The channel had no item.");
      }
      return item;
    }
  }
}
