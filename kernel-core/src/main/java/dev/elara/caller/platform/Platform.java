package dev.elara.caller.platform;

import dev.elara.caller.Backend;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What callers need of the machine they run on. The JVM's implementation is {@link JvmPlatform}; a
 * browser installs its own before anything else is used.
 *
 * <p>Thread-safe. Nothing here blocks but {@link Parker#park}.
 */
public interface Platform {

  /** The platform in use. */
  static Platform current() {
    return Platforms.current();
  }

  /** Uses {@code platform} from now on; for a browser's start, and for tests. */
  static void install(Platform platform) {
    Platforms.install(platform);
  }

  /** Starts a strand that runs {@code body}. */
  void start(Backend backend, String name, Runnable body);

  /** A parker for the calling strand or thread. */
  Parker parker();

  /** A guard for a few fields; never held while anything waits. */
  Guard guard();

  /** Runs {@code alarm} once, {@code delay} from now on the monotonic clock, on no caller. */
  Alarm after(Duration delay, Runnable alarm);

  /** The context of the calling strand; on the JVM threads inherit it. */
  @Nullable Object context();

  /** Replaces the context of the calling strand. */
  void context(@Nullable Object context);

  /** The task that runs on the calling strand; nobody inherits it. */
  @Nullable Object task();

  /** Replaces the task of the calling strand. */
  void task(@Nullable Object task);

  /** The monotonic clock, in nanoseconds. */
  long nanos();

  /** The backend used where nobody chose one. */
  Backend defaultBackend();

  /** The name of the calling thread. */
  String threadName();

  /** Suspends one strand until a permit is given; at most one permit is kept. */
  interface Parker {
    /** Waits for the permit and takes it. Only for the strand the parker was made for. */
    void park();

    /** Gives the permit. From anywhere. */
    void unpark();
  }

  /** A mutual exclusion for short, non-waiting pieces of code. */
  interface Guard {
    void lock();

    void unlock();
  }

  /** A timer's handle. */
  interface Alarm {
    /** Takes it back if it has not gone off. */
    void cancel();
  }
}
