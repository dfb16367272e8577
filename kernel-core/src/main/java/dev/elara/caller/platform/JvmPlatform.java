package dev.elara.caller.platform;

import java.lang.ref.Cleaner;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Callers on the JVM: strands are threads, ordinary or virtual, all of them daemons; one thread
 * keeps the time.
 *
 * <p>The context is inherited by threads, so that threads, timers and executors which a task starts
 * by itself belong to its context. The task is not: they do not belong to the task.
 */
public class JvmPlatform implements Platform {

  // How often to look whether a guard is free: at once, then after others ran, then after a nap.
  private static final int SPINS = 100;
  private static final int YIELDS = 200;
  private static final long NAP_NANOS = 20_000;

  private static final ThreadLocal<Parker> PARKER = ThreadLocal.withInitial(JvmParker::new);
  private static final ThreadLocal<Slots> SLOTS = new InheritableSlots();

  /** What a thread runs and in which context; one object, so that a parked thread is small. */
  private static final class Slots {
    @Nullable Object task;
    @Nullable Object context;
  }

  private static final class InheritableSlots extends InheritableThreadLocal<Slots> {

    @Override
    protected Slots initialValue() {
      return new Slots();
    }

    @Override
    protected Slots childValue(Slots creators) {
      Slots slots = new Slots();
      slots.context = creators.context;
      return slots;
    }
  }

  /** Made when the first caller is. */
  private static final class Cleaning {
    static final Cleaner THREAD = Cleaner.create(body -> daemon("Elara cleaner").unstarted(body));
  }

  /** Made when the first delay is asked for: a program without one has no timer thread. */
  private static final class Timer {
    static final ScheduledThreadPoolExecutor THREAD =
        new ScheduledThreadPoolExecutor(1, body -> daemon("Elara timer").unstarted(body));

    static {
      THREAD.setRemoveOnCancelPolicy(true);
    }
  }

  @Override
  public Guard guard() {
    return new JvmGuard();
  }

  @Override
  public Parker parker() {
    return new JvmParker();
  }

  @Override
  public Parker threadParker() {
    return PARKER.get();
  }

  @Override
  public void relax(int attempt) {
    pass(attempt);
  }

  @Override
  public Backend defaultBackend() {
    return Backend.PLATFORM;
  }

  @Override
  public boolean supports(Backend backend) {
    return backend != Backend.GREEN;
  }

  @Override
  public Platform hosted(@Nullable Host host) {
    if (host == null) {
      return this;
    }
    return switch (host) {
      case SWING -> new JvmHosted(this, new JvmSwing());
      case JAVAFX -> new JvmHosted(this, new JvmJavaFx());
    };
  }

  @Override
  public StrandHandle strand(Backend backend, String name, Runnable body) {
    return switch (backend) {
      case PLATFORM -> new JvmStrand(daemon(name).unstarted(body));
      case VIRTUAL ->
          new JvmStrand(
              Thread.ofVirtual().name(name).inheritInheritableThreadLocals(false).unstarted(body));
      case GREEN ->
          throw new IllegalArgumentException(
              "The backend GREEN runs in browsers only. Use PLATFORM or VIRTUAL here.");
    };
  }

  @Override
  public StrandHandle current() {
    return new JvmStrand(Thread.currentThread());
  }

  /** By its name and group: the JVM has no other sign of it that holds for all its versions. */
  @Override
  public boolean onMainThread() {
    Thread thread = Thread.currentThread();
    ThreadGroup group = thread.getThreadGroup();
    return thread.getName().equals("main") && group != null && group.getName().equals("main");
  }

  @Override
  public Runnable after(long nanos, Runnable wake) {
    ScheduledFuture<?> future = Timer.THREAD.schedule(wake, nanos, TimeUnit.NANOSECONDS);
    return () -> future.cancel(false);
  }

  @Override
  public long nanos() {
    return System.nanoTime();
  }

  @Override
  public @Nullable Object task() {
    return SLOTS.get().task;
  }

  @Override
  public void task(@Nullable Object task) {
    SLOTS.get().task = task;
  }

  @Override
  public @Nullable Object context() {
    return SLOTS.get().context;
  }

  @Override
  public void context(@Nullable Object context) {
    SLOTS.get().context = context;
  }

  @Override
  public void betweenTasks() {
    boolean _ = Thread.interrupted();
  }

  @Override
  public boolean disturbed() {
    return Thread.currentThread().isInterrupted();
  }

  @Override
  public void whenCollected(Object object, Runnable then) {
    var _ = Cleaning.THREAD.register(object, then);
  }

  @Override
  public void report(String what, Throwable failure) {
    System.getLogger("dev.elara.caller").log(System.Logger.Level.WARNING, what, failure);
  }

  private static Thread.Builder.OfPlatform daemon(String name) {
    return Thread.ofPlatform().daemon().name(name).inheritInheritableThreadLocals(false);
  }

  /** Passes a moment: {@code attempt} counts up from zero. */
  @SuppressWarnings("ThreadPriorityCheck") // nothing is relied on: who calls looks again
  static void pass(int attempt) {
    if (attempt < SPINS) {
      Thread.onSpinWait();
    } else if (attempt < YIELDS) {
      Thread.yield();
    } else {
      LockSupport.parkNanos(NAP_NANOS);
    }
  }
}
