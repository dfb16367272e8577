package dev.elara.comm;

import dev.elara.caller.Caller;
import dev.elara.message.Content;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A line between code in the kernel and code in a client, opened by either of them.
 *
 * <p>Thread-safe. What arrives is handled on the caller that opened the comm, in the order of
 * arrival, one message at a time; a handler may wait.
 *
 * @see <a href="https://jupyter-client.readthedocs.io/en/stable/messaging.html#custom-messages">
 *     Custom messages</a>
 */
public final class Comm {

  private final CommManager manager;
  private final CommLink link;
  private final String id;
  private final String target;
  private final @Nullable Caller owner;
  private final List<Consumer<CommMessage>> onMessage = new CopyOnWriteArrayList<>();
  private final List<Consumer<CommMessage>> onClose = new CopyOnWriteArrayList<>();
  private final AtomicBoolean open = new AtomicBoolean(true);

  Comm(CommManager manager, CommLink link, String id, String target, @Nullable Caller owner) {
    this.manager = manager;
    this.link = link;
    this.id = id;
    this.target = target;
    this.owner = owner;
  }

  /** Its id, unique among all comms. */
  public String id() {
    return id;
  }

  /** The name under which it was opened. */
  public String target() {
    return target;
  }

  /** Where its messages are handled; null for the caller of the main shell. */
  public @Nullable Caller owner() {
    return owner;
  }

  /** Whether neither end has closed it. */
  public boolean isOpen() {
    return open.get();
  }

  /** Calls {@code handler} for each message from the client, beside those that are there. */
  public Comm onMessage(Consumer<CommMessage> handler) {
    onMessage.add(handler);
    return this;
  }

  /** Calls {@code handler} when the client closes the comm. */
  public Comm onClose(Consumer<CommMessage> handler) {
    onClose.add(handler);
    return this;
  }

  /**
   * Sends data to the clients.
   *
   * @throws IllegalStateException if the comm is closed
   */
  public void send(Map<String, @Nullable Object> data) {
    send(CommMessage.of(data));
  }

  /**
   * Sends a message to the clients.
   *
   * @throws IllegalStateException if the comm is closed
   */
  public void send(CommMessage message) {
    if (!isOpen()) {
      throw new IllegalStateException(
          "The comm '" + target + "' (" + id + ") is closed; nothing can be sent on it.");
    }
    link.send(
        "comm_msg",
        message.metadata(),
        Content.of("comm_id", id, "data", message.data()),
        message.buffers());
  }

  /** Closes it from this end. Closing it again does nothing. */
  public void close() {
    close(CommMessage.of(Map.of()));
  }

  /** Closes it from this end with a last word. Closing it again does nothing. */
  public void close(CommMessage last) {
    if (open.compareAndSet(true, false)) {
      manager.forget(this);
      link.send(
          "comm_close",
          last.metadata(),
          Content.of("comm_id", id, "data", last.data()),
          last.buffers());
    }
  }

  /** Hands a client's message to the handlers. For the kernel; throws what a handler throws. */
  public void deliver(CommMessage message) {
    onMessage.forEach(handler -> handler.accept(message));
  }

  /** Takes note that the client has closed it. For the kernel; throws what a handler throws. */
  public void closed(CommMessage last) {
    if (open.compareAndSet(true, false)) {
      manager.forget(this);
      onClose.forEach(handler -> handler.accept(last));
    }
  }
}
