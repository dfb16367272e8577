package dev.elara.web.engine;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/**
 * How much memory the program's objects take. A browser does not say, and one whose memory is full
 * stands still without a word; so the engine ends the program before.
 *
 * <p>Every so many bytes the object just made is taken as a sample that stands for all since the
 * last one; what the collector has not taken back is alive. Samples may be dead and not yet
 * collected: above the limit the host is asked to make the collector run, and only what is alive
 * after that counts. A canary, dead from the start, tells when it has run; what dies with it may be
 * told of a little later, so two runs make sure.
 */
final class Heap {

  /** What the program may keep. Browsers give a page's scripts up to four times as much. */
  static final long LIMIT = 1L << 30;

  private static final int BYTES_PER_SAMPLE = 1 << 20;
  private static final int BYTES_PER_OBJECT = 100;
  private static final int RUNS_TO_BE_SURE = 2;

  /** Bytes until the next sample. Static, as objects are made in many places by one engine. */
  private static int left = BYTES_PER_SAMPLE;

  private static final ReferenceQueue<Object> COLLECTED = new ReferenceQueue<>();

  /** A ring of all samples. No set: TeaVM does not know what comes out of a queue, nor its hash. */
  private static final Sample SAMPLES = new Sample(Heap.class, 0);

  private static long alive;
  private static @Nullable WeakReference<Object> canary;
  private static int runs;

  private Heap() {}

  private static final class Sample extends WeakReference<Object> {
    final long bytes;
    Sample before = this;
    Sample after = this;

    Sample(Object object, long bytes) {
      super(object, COLLECTED);
      this.bytes = bytes;
    }

    void add() {
      before = SAMPLES;
      after = SAMPLES.after;
      before.after = this;
      after.before = this;
      alive += bytes;
    }

    void remove() {
      before.after = after;
      after.before = before;
      alive -= bytes;
    }
  }

  /** An object was made. */
  static void took(Object object) {
    if ((left -= BYTES_PER_OBJECT) < 0) {
      sample(object);
    }
  }

  /** An array was made. */
  static <T> T took(T array, int length, int bytesEach) {
    if ((left -= (int) Math.min((long) length * bytesEach, Integer.MAX_VALUE / 2)) < 0) {
      sample(array);
    }
    return array;
  }

  private static void sample(Object object) {
    new Sample(object, BYTES_PER_SAMPLE - (long) left).add();
    left = BYTES_PER_SAMPLE;
  }

  /** Whether it is not known yet if what seems too much is alive. */
  static boolean isInDoubt() {
    return alive >= LIMIT;
  }

  /** Looks, between two turns of the program, whether it keeps too much. */
  static void look(Host host) {
    for (var gone = COLLECTED.poll(); gone != null; gone = COLLECTED.poll()) {
      if (gone instanceof Sample sample) {
        sample.remove();
      } else if (gone == canary) {
        canary = null;
        runs++;
      }
    }
    if (alive < LIMIT) {
      runs = 0;
    } else if (runs == RUNS_TO_BE_SURE) {
      runs = 0;
      host.outOfMemory();
    } else {
      if (canary == null) {
        canary = new WeakReference<>(new Object(), COLLECTED);
      }
      host.collect();
    }
  }
}
