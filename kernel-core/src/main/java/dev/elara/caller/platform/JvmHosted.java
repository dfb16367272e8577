package dev.elara.caller.platform;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/*
 * A strand of such a caller is a coroutine that only the event thread steps. To park is to leave it:
 * the stack of the event thread is free again, and events go on as if nothing were there. To unpark
 * is an event that steps it. So any task may wait for any other, in whatever order they end; nested
 * event loops, where the last that began must end first, would deadlock there.
 *
 * Code that cannot be left (a native method calls back, a class is being initialised) parks in a
 * nested event loop after all.
 */

/** The JVM's platform for a caller that lives on a toolkit's event thread. */
final class JvmHosted extends JvmPlatform {

  private static final Object PERMIT = new Object();

  private final JvmPlatform plain;
  private final JvmEventThread events;
  private volatile @Nullable Thread thread; // once it is known
  private @Nullable Coroutine running; // the event thread's own

  /**
   * Of that event thread.
   *
   * @throws IllegalStateException if this JVM was not started as it must be
   */
  JvmHosted(JvmPlatform plain, JvmEventThread events) {
    JvmCoroutine.require();
    this.plain = plain;
    this.events = events;
  }

  /** The event thread; the first time waits for the toolkit to start, unless this is it. */
  private Thread thread() {
    Thread known = thread;
    if (known == null) {
      known = events.isHere() ? Thread.currentThread() : ask();
      thread = known;
    }
    return known;
  }

  private Thread ask() {
    FutureTask<Thread> asked = new FutureTask<>(Thread::currentThread);
    events.later(asked);
    try {
      return asked.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while the toolkit was starting.", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("The toolkit's event thread cannot be told.", e);
    }
  }

  @Override
  public Platform hosted(@Nullable Host host) {
    return plain.hosted(host);
  }

  @Override
  public StrandHandle strand(Backend backend, String name, Runnable body) {
    return switch (backend) {
      case PLATFORM -> new Coroutine(body);
      case VIRTUAL, GREEN -> plain.strand(backend, name, body);
    };
  }

  @Override
  public Parker parker() {
    return new HostedParker();
  }

  @Override
  public void report(String what, Throwable failure) {
    plain.report(what, failure);
  }

  @Override
  public Runnable after(long nanos, Runnable wake) {
    return plain.after(nanos, wake);
  }

  @Override
  public long nanos() {
    return plain.nanos();
  }

  private @Nullable Coroutine here() {
    return events.isHere() ? running : null;
  }

  /** One strand. What is not final is the event thread's own. */
  private final class Coroutine implements StrandHandle {

    private final JvmCoroutine code;
    private @Nullable Object task;
    private @Nullable Object context;
    private JvmEventThread.@Nullable Nested nested;

    Coroutine(Runnable body) {
      code = new JvmCoroutine(body);
    }

    @Override
    public void start() {
      resume();
    }

    void resume() {
      events.later(this::step);
    }

    private void step() {
      if (nested != null) {
        nested.exit();
        return;
      }
      enter(code::step);
    }

    /** Runs some of it with the slots of the thread its own. */
    private void enter(Runnable part) {
      Coroutine outer = running;
      Object outerTask = task();
      Object outerContext = context();
      running = this;
      task(task);
      context(context);
      try {
        part.run();
      } finally {
        task = task();
        context = context();
        running = outer;
        task(outerTask);
        context(outerContext);
      }
    }

    /** Lets events go on until it is resumed. */
    void leave() {
      try {
        JvmCoroutine.leave();
      } catch (IllegalStateException cannotBeLeft) {
        nest();
      }
    }

    private void nest() {
      JvmEventThread.Nested loop = events.nested();
      nested = loop;
      task = task();
      context = context();
      running = null;
      task(null);
      context(null);
      try {
        loop.enter();
      } finally {
        nested = null;
        running = this;
        task(task);
        context(context);
      }
    }

    private @Nullable Object task() {
      return plain.task();
    }

    private void task(@Nullable Object task) {
      plain.task(task);
    }

    private @Nullable Object context() {
      return plain.context();
    }

    private void context(@Nullable Object context) {
      plain.context(context);
    }

    @Override
    public long id() {
      return thread().threadId();
    }

    @Override
    public String name() {
      return thread().getName();
    }

    @Override
    public List<String> stack() {
      return new JvmStrand(thread()).stack();
    }
  }

  /** A parker that leaves the coroutine it is used in; elsewhere one of the plain platform's. */
  private final class HostedParker implements Parker {

    private final Parker threads = plain.parker();
    private final AtomicReference<@Nullable Object> seat = new AtomicReference<>();

    @Override
    public void park() {
      Coroutine me = here();
      if (me == null) {
        threads.park();
      } else if (seat.compareAndSet(null, me)) {
        me.leave();
      } else {
        seat.set(null); // there was a permit
      }
    }

    @Override
    public boolean parkInterruptibly() {
      if (here() == null) {
        return threads.parkInterruptibly();
      }
      park();
      return true;
    }

    @Override
    public void unpark() {
      Object before = seat.getAndUpdate(now -> now instanceof Coroutine ? null : PERMIT);
      if (before instanceof Coroutine sleeper) {
        sleeper.resume();
      }
      threads.unpark();
    }
  }
}
