package dev.elara.caller.platform;

import dev.elara.caller.Backend;
import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Threads, virtual threads and one timer thread. */
final class JvmPlatform implements Platform {

  private static final InheritableThreadLocal<@Nullable Object> CONTEXT =
      new InheritableThreadLocal<>();
  private static final ThreadLocal<@Nullable Object> TASK = new ThreadLocal<>();

  private final ScheduledThreadPoolExecutor timer = timer();

  JvmPlatform() {}

  private static ScheduledThreadPoolExecutor timer() {
    var timer =
        new ScheduledThreadPoolExecutor(
            1, body -> Thread.ofPlatform().name("elara-timer").daemon().unstarted(body));
    timer.setRemoveOnCancelPolicy(true);
    return timer;
  }

  @Override
  public void start(Backend backend, String name, Runnable body) {
    switch (backend) {
      case PLATFORM ->
          Thread.ofPlatform().name(name).daemon().inheritInheritableThreadLocals(false).start(body);
      case VIRTUAL ->
          Thread.ofVirtual().name(name).inheritInheritableThreadLocals(false).start(body);
      case GREEN ->
          throw new IllegalArgumentException("GREEN strands exist in a browser only, not here.");
    }
  }

  @Override
  public Parker parker() {
    return new ThreadParker(Thread.currentThread());
  }

  @Override
  public Guard guard() {
    return new LockGuard();
  }

  @Override
  public Alarm after(Duration delay, Runnable alarm) {
    var future = timer.schedule(alarm, delay.toNanos(), TimeUnit.NANOSECONDS);
    return () -> future.cancel(false);
  }

  @Override
  public @Nullable Object context() {
    return CONTEXT.get();
  }

  @Override
  public void context(@Nullable Object context) {
    CONTEXT.set(context);
  }

  @Override
  public @Nullable Object task() {
    return TASK.get();
  }

  @Override
  public void task(@Nullable Object task) {
    TASK.set(task);
  }

  @Override
  public long nanos() {
    return System.nanoTime();
  }

  @Override
  public Backend defaultBackend() {
    return Backend.PLATFORM;
  }

  @Override
  public String threadName() {
    return Thread.currentThread().getName();
  }

  private static final class ThreadParker implements Parker {
    private final Thread owner;
    private final AtomicBoolean permit = new AtomicBoolean();

    ThreadParker(Thread owner) {
      this.owner = owner;
    }

    @Override
    public void park() {
      boolean interrupted = false;
      while (!permit.compareAndSet(true, false)) {
        LockSupport.park(this);
        interrupted |= Thread.interrupted();
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public void unpark() {
      permit.set(true);
      LockSupport.unpark(owner);
    }
  }

  private static final class LockGuard extends ReentrantLock implements Guard {}
}
