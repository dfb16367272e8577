package dev.elara.web.platform;

import dev.elara.caller.platform.Backend;
import dev.elara.caller.platform.Guard;
import dev.elara.caller.platform.Parker;
import dev.elara.caller.platform.Platform;
import dev.elara.caller.platform.StrandHandle;
import java.lang.ref.Cleaner;
import org.jspecify.annotations.Nullable;

/**
 * Callers in one thread: strands are coroutines that take turns, so a guard has nothing to guard
 * against and the slots are plain fields that each strand keeps while it is parked.
 *
 * <p>Strands must not be parked from within a JavaScript callback; schedule on a caller there.
 */
public final class BrowserPlatform implements Platform {

  private static final Cleaner CLEANER = Cleaner.create();

  private static final Guard NO_GUARD =
      new Guard() {
        @Override
        public void lock() {}

        @Override
        public void unlock() {}
      };

  @Override
  public Guard guard() {
    return NO_GUARD;
  }

  @Override
  public Parker parker() {
    return new BrowserParker();
  }

  @Override
  public Backend defaultBackend() {
    return Backend.GREEN;
  }

  @Override
  public boolean supports(Backend backend) {
    return backend == Backend.GREEN;
  }

  @Override
  public StrandHandle strand(Backend backend, String name, Runnable body) {
    return new BrowserStrand(name, body);
  }

  @Override
  public StrandHandle current() {
    return Slots.strand();
  }

  @Override
  public boolean onMainThread() {
    return Slots.strand() == BrowserStrand.MAIN;
  }

  @Override
  public Runnable after(long nanos, Runnable wake) {
    return new Alarm(nanos() + nanos, wake)::cancel;
  }

  @Override
  public long nanos() {
    return Clock.nanos();
  }

  @Override
  public @Nullable Object task() {
    return Slots.task;
  }

  @Override
  public void task(@Nullable Object task) {
    Slots.task = task;
  }

  @Override
  public @Nullable Object context() {
    return Slots.context;
  }

  @Override
  public void context(@Nullable Object context) {
    Slots.context = context;
  }

  /** A strand may run many tasks that never wait; the page gets its turn between them. */
  @Override
  public void betweenTasks() {
    if (Wakeups.overdue()) {
      new BrowserParker().giveWay();
    }
  }

  /** Lets all strands run that are to go on, and the page if it has waited for long enough. */
  @Override
  public void giveWay() {
    if (Wakeups.anyWaits() || Wakeups.overdue()) {
      new BrowserParker().giveWay();
    }
  }

  @Override
  public boolean parkedStrandsLive() {
    return false;
  }

  /** By a FinalizationRegistry, in a turn of the event loop of its own. */
  @Override
  public void whenCollected(Object object, Runnable then) {
    var _ = CLEANER.register(object, then);
  }

  @Override
  public void report(String what, Throwable failure) {
    System.err.println(what);
    failure.printStackTrace();
  }
}
