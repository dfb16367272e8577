package dev.elara.caller.platform;

import org.jspecify.annotations.Nullable;

/**
 * What callers need of the machine they run on: strands, parking, a timer, two slots that follow
 * the strand, a clock. One for the JVM, one for the browser, one with a clock of its own for tests.
 *
 * <p>Thread-safe. Nothing here blocks except {@link Parker#park}, {@link Guard#lock} and, for a
 * moment, {@link #relax}.
 */
public interface Platform {

  /** A new guard. */
  Guard guard();

  /** A new parker. */
  Parker parker();

  /**
   * A parker for the calling thread, which runs no strand, to use until it has slept. It may hold a
   * permit from before.
   */
  default Parker threadParker() {
    return parker();
  }

  /**
   * Passes a moment while another strand is in the middle of a few instructions; {@code attempt}
   * counts up from zero. Where there is one thread it is never called.
   */
  default void relax(int attempt) {}

  /** The kind of strands a caller has unless it asks for another. */
  Backend defaultBackend();

  /** Whether it can start strands of that kind. */
  boolean supports(Backend backend);

  /**
   * This platform for a caller that lives on a toolkit's event thread; null for one with threads of
   * its own. May block until the toolkit has started.
   *
   * @throws IllegalArgumentException if there is no such toolkit here
   */
  default Platform hosted(@Nullable Host host) {
    if (host != null) {
      throw new IllegalArgumentException(
          "There is no event thread of " + host + " here. Leave the host open.");
    }
    return this;
  }

  /** A new strand that will run {@code body}; not started. It inherits nothing of its creator. */
  StrandHandle strand(Backend backend, String name, Runnable body);

  /** The strand or thread that is running this call. */
  StrandHandle current();

  /** Whether this call runs on the thread the program started with. */
  boolean onMainThread();

  /**
   * Calls {@code wake} once, at least {@code nanos} from now on the clock of {@link #nanos}, on a
   * thread that must not be held up.
   *
   * @return call it to take that back; it may come too late
   */
  Runnable after(long nanos, Runnable wake);

  /** A clock that never goes back, in nanoseconds. */
  long nanos();

  /** What the running strand was last given with {@link #task(Object)}; null on other threads. */
  @Nullable Object task();

  /** Fills the slot of the running strand that says which task it runs. Follows it around parks. */
  void task(@Nullable Object task);

  /** The context of the running strand or thread. */
  @Nullable Object context();

  /**
   * Fills the slot of the running strand that holds its context. Follows it around parks. Threads
   * that code starts by itself inherit it.
   */
  void context(@Nullable Object context);

  /**
   * Takes back what a task may have left on its strand, such as an interrupt that came too late.
   * May park the strand where strands share the thread and this one has run for long.
   */
  void betweenTasks();

  /**
   * Lets other strands run that share the thread, and whatever else that thread does, if a task
   * says that this is a good moment and its caller has nothing else to do. Nothing where strands
   * are threads. No guard is held; it may park the strand.
   */
  default void giveWay() {}

  /**
   * Whether a parked strand goes on living when nobody can wake it any more, as a thread does. A
   * coroutine is collected with what could have woken it.
   */
  default boolean parkedStrandsLive() {
    return true;
  }

  /** Whether something waits for the running task to notice it, such as an interrupt. */
  default boolean disturbed() {
    return false;
  }

  /** Calls {@code then} some time after {@code object} was collected, if ever. */
  void whenCollected(Object object, Runnable then);

  /** Tells whoever runs this program of a failure nobody else hears of. */
  void report(String what, Throwable failure);
}
