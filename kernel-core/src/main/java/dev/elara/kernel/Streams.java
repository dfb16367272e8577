package dev.elara.kernel;

import dev.elara.message.Content;
import dev.elara.message.Header;
import dev.elara.shell.StreamName;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * The two streams of one execution: what is written is sent in batches, in the order of writing,
 * and nothing of it is lost.
 *
 * <p>The first text after a pause leaves within {@value #FIRST_MILLIS} ms, then a batch leaves
 * every {@value #EVERY_MILLIS} ms or as soon as it is full. Past the limit the text is cut, and the
 * stream says so.
 *
 * <p>Thread-safe. A writer that fills a batch sends it, and waits for the back-pressure of a slow
 * connection; other writes do not block. Two locks, {@code sending} before {@code this}.
 */
final class Streams {

  /** How long the first text of a batch waits; the timer adds up to a few ms. */
  static final long FIRST_MILLIS = 5;

  /** How long text waits while more is coming. */
  static final long EVERY_MILLIS = 45;

  /** A batch of so many UTF-16 units is full. */
  static final int BATCH_UNITS = 1 << 15;

  /** Calls something later, on a strand that may block. */
  interface Timer {
    void after(long millis, Runnable call);

    long nanos();
  }

  private final Outbound outbound;
  private final Header parent;
  private final Timer timer;
  private final StreamLimit limit; // guarded by this
  private final Object sending = new Object();

  private final ArrayDeque<Text> texts = new ArrayDeque<>(); // guarded by this
  private int units; // guarded by this
  private boolean timed; // guarded by this: a flush is on its way
  private boolean sentBefore; // guarded by this
  private long sentNanos; // guarded by this

  private record Text(StreamName stream, StringBuilder text) {}

  Streams(Outbound outbound, Header parent, Timer timer, long limitBytes) {
    this.outbound = outbound;
    this.parent = parent;
    this.timer = timer;
    this.limit = new StreamLimit(limitBytes);
  }

  void write(StreamName stream, String text) {
    boolean full;
    long delay = -1;
    synchronized (this) {
      append(stream, limit.admit(stream, text));
      full = units >= BATCH_UNITS;
      if (!full && units > 0 && !timed) {
        timed = true;
        delay = delayMillis();
      }
    }
    if (full) {
      send(false);
    } else if (delay >= 0) {
      timer.after(delay, this::onTimer);
    }
  }

  /** Sends what was written so far. */
  void flush() {
    send(true);
  }

  /** Sends what was written so far and says what was cut since the last call of this. */
  void finish() {
    synchronized (this) {
      append(limit.cutStream(), limit.report());
    }
    send(true);
  }

  private void onTimer() {
    synchronized (this) {
      timed = false;
    }
    send(false);
  }

  private void append(StreamName stream, String text) {
    if (text.isEmpty()) {
      return;
    }
    Text last = texts.peekLast();
    if (last == null || last.stream() != stream) {
      last = new Text(stream, new StringBuilder());
      texts.addLast(last);
    }
    last.text().append(text);
    units += text.length();
  }

  private long delayMillis() {
    long since = sentBefore ? (timer.nanos() - sentNanos) / 1_000_000 : EVERY_MILLIS;
    return Math.max(FIRST_MILLIS, EVERY_MILLIS - since);
  }

  private void send(boolean all) {
    synchronized (sending) {
      for (Text batch : take(all)) {
        int start = 0;
        while (start < batch.text().length()) {
          int end = batchEnd(batch.text(), start);
          publish(batch.stream(), batch.text().substring(start, end));
          start = end;
        }
      }
    }
  }

  private synchronized List<Text> take(boolean all) {
    if (texts.isEmpty()) {
      return List.of();
    }
    List<Text> taken = new ArrayList<>(texts);
    texts.clear();
    units = 0;
    sentBefore = true;
    sentNanos = timer.nanos();
    if (!all) {
      holdBackHalfACharacter(taken.get(taken.size() - 1));
    }
    return taken;
  }

  /** The second half of a surrogate pair may still come. */
  private void holdBackHalfACharacter(Text last) {
    int end = last.text().length() - 1;
    if (Character.isHighSurrogate(last.text().charAt(end))) {
      append(last.stream(), last.text().substring(end));
      last.text().setLength(end);
    }
  }

  /** A long text becomes several messages, cut between characters. */
  private static int batchEnd(StringBuilder text, int start) {
    int end = Math.min(text.length(), start + BATCH_UNITS);
    boolean inPair = end < text.length() && Character.isLowSurrogate(text.charAt(end));
    return inPair ? end - 1 : end;
  }

  private void publish(StreamName stream, String text) {
    outbound.publish("stream", parent, Content.of("name", stream.wireName(), "text", text));
  }
}
