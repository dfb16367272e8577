package dev.elara.ws.link;

import dev.elara.message.Message;
import dev.elara.ws.wire.Subprotocol;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Writes messages to a stream on a thread of its own, in the order in which they were given.
 *
 * <p>Thread-safe. What is published waits while {@link #LIMIT_BYTES} are on their way; requests and
 * replies never do.
 */
final class LinkWriter implements AutoCloseable {

  /** How much may be on its way before who publishes has to wait. */
  static final long LIMIT_BYTES = 32L << 20;

  private final DataOutputStream out;
  private final Thread thread;
  private final ArrayDeque<byte[]> waiting = new ArrayDeque<>(); // guarded by this
  private long waitingBytes; // guarded by this
  private boolean ended; // guarded by this: nothing more is written

  LinkWriter(OutputStream stream, String name) {
    this.out = new DataOutputStream(new BufferedOutputStream(stream, 1 << 16));
    this.thread = Thread.ofPlatform().daemon().name(name).unstarted(this::write);
    thread.start();
  }

  /** Hands over a message; never blocks. */
  void send(Message message) {
    byte[] frame = Subprotocol.V1.encode(message).bytes();
    synchronized (this) {
      add(frame);
    }
  }

  /** Hands over a message; blocks while too much is on its way. */
  void publish(Message message) {
    byte[] frame = Subprotocol.V1.encode(message).bytes();
    boolean interrupted = false;
    synchronized (this) {
      while (waitingBytes > LIMIT_BYTES && !ended) {
        try {
          wait();
        } catch (InterruptedException stopped) {
          interrupted = true; // a stopped cell's output is not lost
        }
      }
      add(frame);
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void add(byte[] frame) {
    if (!ended) {
      waiting.add(frame);
      waitingBytes += frame.length;
      notifyAll();
    }
  }

  private void write() {
    try {
      for (byte[] frame = next(); frame != null; frame = next()) {
        LinkStream.write(out, frame);
        if (isIdle()) {
          out.flush();
        }
      }
      out.flush();
    } catch (IOException gone) {
      end(); // the other side is gone, which the reader of this side hears too
    }
  }

  private synchronized byte @Nullable [] next() {
    while (waiting.isEmpty() && !ended) {
      try {
        wait();
      } catch (InterruptedException stopped) {
        ended = true;
      }
    }
    byte[] next = waiting.poll();
    if (next != null) {
      waitingBytes -= next.length;
      notifyAll();
    }
    return next;
  }

  private synchronized boolean isIdle() {
    return waiting.isEmpty();
  }

  private synchronized void end() {
    ended = true;
    notifyAll();
  }

  /** Waits until what was handed over is written, at most {@code millis}. */
  void close(long millis) {
    end();
    try {
      thread.join(millis);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    end();
  }
}
