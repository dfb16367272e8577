package dev.elara.zmq;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;

/**
 * Lets the I/O thread sleep until a socket has news or someone wakes it.
 *
 * <p>{@link #wake} is thread-safe and never blocks; the rest belongs to the I/O thread. It is a
 * selector and not a pipe because a pipe is closed for ever when the thread that writes to it is
 * interrupted, and user code's threads are.
 */
final class Waker {

  private final Selector selector;
  private final Object closing = new Object();
  private boolean closed; // guarded by closing

  Waker() throws IOException {
    this.selector = Selector.open();
  }

  /** Watches the channel on which a ZeroMQ socket signals that something happened to it. */
  void watch(SelectableChannel channel) throws IOException {
    channel.register(selector, SelectionKey.OP_READ);
  }

  /** Ends the sleep of the I/O thread, or its next one if it is awake. */
  void wake() {
    synchronized (closing) {
      if (!closed) {
        selector.wakeup();
      }
    }
  }

  /**
   * Sleeps until woken or a socket has news.
   *
   * @param millis at most this long; 0 for ever
   */
  void sleep(long millis) {
    try {
      selector.select(millis);
      selector.selectedKeys().clear();
    } catch (IOException broken) {
      throw new UncheckedIOException("The I/O thread cannot wait for its sockets", broken);
    }
    // Interrupts stop user code, never this thread; left set, it would make every sleep end at
    // once.
    Thread.interrupted();
  }

  void close() {
    synchronized (closing) {
      closed = true;
      try {
        selector.close();
      } catch (IOException broken) {
        throw new UncheckedIOException("The I/O thread cannot close its selector", broken);
      }
    }
  }
}
