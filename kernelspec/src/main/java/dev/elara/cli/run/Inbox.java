package dev.elara.cli.run;

import dev.elara.kernel.Connection;
import dev.elara.kernel.ReplyAddress;
import dev.elara.message.Message;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A client in the kernel's own process: what the kernel publishes and what it replies, in one queue
 * and so in the order in which it was sent.
 *
 * <p>Thread-safe. The queue is bounded: a cell that prints faster than the terminal takes it waits.
 */
final class Inbox implements Connection, ReplyAddress {

  private static final int CAPACITY = 10_000;

  /** Something that arrived: a message, or null for the wish to stop. */
  private record Item(@Nullable Message message) {}

  private final BlockingQueue<Item> items = new LinkedBlockingQueue<>(CAPACITY);
  private volatile boolean stopWanted;
  private volatile boolean closed;
  private boolean stopTold; // the reader's

  @Override
  public void publish(Message message) {
    put(new Item(message));
  }

  @Override
  public void send(Message message) {
    put(new Item(message));
  }

  /** Wakes the reader: its user wants to stop. Never blocks. */
  void wantStop() {
    stopWanted = true;
    items.offer(new Item(null)); // If there is no room, the reader is not asleep.
  }

  /** Whether {@link #wantStop} was called. */
  boolean stopWanted() {
    return stopWanted;
  }

  /**
   * The next message. Blocks until there is one, {@code deadline} is over ({@link
   * System#nanoTime}), or somebody calls {@link #wantStop}; empty in both latter cases, even if
   * more messages wait: a cell that prints for ever is stopped too. For one reader only.
   *
   * @param deadline null for none
   */
  Optional<Message> next(@Nullable Long deadline) {
    while (true) {
      if (stopWanted && !stopTold) {
        stopTold = true;
        return Optional.empty();
      }
      if (deadline != null && deadline - System.nanoTime() <= 0) {
        return Optional.empty();
      }
      Item item = poll(deadline);
      if (item != null && item.message != null) {
        return Optional.of(item.message);
      }
    }
  }

  private @Nullable Item poll(@Nullable Long deadline) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return deadline == null
              ? items.take()
              : items.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException _) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** When a wait that starts now ends. */
  static long deadlineIn(Duration wait) {
    return System.nanoTime() + wait.toNanos();
  }

  /** Nobody reads any more: what is still said is dropped, and who waits to say it goes on. */
  void close() {
    closed = true;
    items.clear();
  }

  /** Nothing a kernel says is lost, even if the thread that says it is being interrupted. */
  private void put(Item item) {
    boolean interrupted = false;
    while (!closed) {
      try {
        items.put(item);
        break;
      } catch (InterruptedException _) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
