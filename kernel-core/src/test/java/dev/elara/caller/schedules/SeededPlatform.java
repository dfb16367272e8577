package dev.elara.caller.schedules;

import static java.util.stream.Collectors.joining;

import dev.elara.caller.platform.Backend;
import dev.elara.caller.platform.Guard;
import dev.elara.caller.platform.JvmCoroutine;
import dev.elara.caller.platform.Parker;
import dev.elara.caller.platform.Platform;
import dev.elara.caller.platform.StrandHandle;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A platform whose strands take turns in one thread, in an order drawn from a seed, by a clock of
 * its own. A strand may lose its turn wherever it calls the platform: when it takes or gives back a
 * guard, parks, wakes another, or asks for the time.
 */
final class SeededPlatform implements Platform {

  /** More steps than any program of ours takes; one that takes more runs for ever. */
  private static final int MOST_STEPS = 1_000_000;

  private static final AtomicLong IDS = new AtomicLong(1L << 40);

  private record Alarm(long due, long order, Runnable wake) {}

  private final SplittableRandom random;
  private final int oneIn; // a strand loses its turn at one call in so many
  private final int timeOneIn; // time goes on while strands could, at one step in so many
  private final List<SeededStrand> ready = new ArrayList<>();
  private final List<SeededStrand> alive = new ArrayList<>();
  private final PriorityQueue<Alarm> alarms =
      new PriorityQueue<>(Comparator.comparingLong(Alarm::due).thenComparingLong(Alarm::order));
  private final List<String> reports = new ArrayList<>();
  private @Nullable SeededStrand running;
  private long now;
  private long orders;
  private long trace = 17;

  SeededPlatform(long seed) {
    random = new SplittableRandom(seed);
    int[] rates = {2, 8, 64, 1024};
    oneIn = rates[random.nextInt(rates.length)];
    timeOneIn = rates[random.nextInt(rates.length)];
  }

  /** Numbers from the seed, also for what the strands do. */
  SplittableRandom random() {
    return random;
  }

  /** A thread that runs no caller's tasks. */
  void thread(String name, Runnable body) {
    strand(Backend.PLATFORM, name, body).start();
  }

  /** Steps strands until none can go on and no time is to come. */
  void run() {
    int steps = 0;
    while (!ready.isEmpty() || !alarms.isEmpty()) {
      if (steps++ > MOST_STEPS) {
        throw new AssertionError("Not at its end after " + MOST_STEPS + " steps: " + alive);
      }
      boolean wait = ready.isEmpty() || (!alarms.isEmpty() && random.nextInt(timeOneIn) == 0);
      if (wait) {
        ring();
      } else {
        step(draw());
      }
    }
  }

  /** The strands that have begun and not ended, and why they do not go on. */
  List<String> left() {
    return alive.stream().filter(strand -> strand != running).map(Object::toString).toList();
  }

  /** What nobody else heard of. */
  List<String> reports() {
    return reports;
  }

  /** Tells one order of steps from another. */
  long trace() {
    return trace;
  }

  /** The running strand may lose its turn here. */
  void pass() {
    SeededStrand me = running;
    if (me == null || random.nextInt(oneIn) > 0) {
      return;
    }
    ready.add(me);
    try {
      JvmCoroutine.leave();
    } catch (IllegalStateException cannot) {
      ready.remove(me); // a class is being initialised; that happens once
    }
  }

  private static boolean isTelling(String frame) {
    return frame.contains("dev.elara") && !frame.contains(SeededPlatform.class.getName());
  }

  private SeededStrand draw() {
    int index = random.nextInt(ready.size());
    SeededStrand last = ready.removeLast();
    return index == ready.size() ? last : ready.set(index, last);
  }

  private void step(SeededStrand strand) {
    trace = trace * 31 + strand.order;
    running = strand;
    strand.coroutine.step();
    running = null;
    if (strand.coroutine.done()) {
      alive.remove(strand);
    }
  }

  private void ring() {
    Alarm alarm = alarms.remove();
    now = Math.max(now, alarm.due);
    thread("timer", alarm.wake);
  }

  /** Leaves the running strand until somebody makes it ready again. */
  private void block(SeededStrand me, String why) {
    me.why = why;
    JvmCoroutine.leave();
    me.why = "ready";
  }

  private SeededStrand me() {
    SeededStrand me = running;
    if (me == null) {
      throw new IllegalStateException("Only strands of this platform may wait.");
    }
    return me;
  }

  @Override
  public Guard guard() {
    return new SeededGuard();
  }

  @Override
  public Parker parker() {
    return new SeededParker();
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
  public StrandHandle strand(Backend backend, String name, Runnable body) {
    return new SeededStrand(name, body);
  }

  @Override
  public StrandHandle current() {
    return me();
  }

  @Override
  public boolean onMainThread() {
    return false;
  }

  @Override
  public Runnable after(long nanos, Runnable wake) {
    pass();
    Alarm alarm = new Alarm(now + nanos, orders++, wake);
    alarms.add(alarm);
    return () -> {
      pass();
      alarms.remove(alarm);
    };
  }

  @Override
  public long nanos() {
    pass();
    return now;
  }

  @Override
  public @Nullable Object task() {
    return running == null ? null : running.task;
  }

  @Override
  public void task(@Nullable Object task) {
    me().task = task;
  }

  @Override
  public @Nullable Object context() {
    return running == null ? null : running.context;
  }

  @Override
  public void context(@Nullable Object context) {
    me().context = context;
  }

  @Override
  public void betweenTasks() {
    pass();
  }

  @Override
  public void whenCollected(Object object, Runnable then) {}

  @Override
  public void report(String what, Throwable failure) {
    reports.add(what + " " + failure);
  }

  private final class SeededStrand implements StrandHandle {

    private final String name;
    private final JvmCoroutine coroutine;
    private final long id = IDS.incrementAndGet();
    private final long order = orders++;
    private @Nullable Object task;
    private @Nullable Object context;
    private String why = "ready";
    private boolean started;

    SeededStrand(String name, Runnable body) {
      this.name = name;
      coroutine = new JvmCoroutine(body);
    }

    @Override
    public void start() {
      if (!started) {
        started = true;
        alive.add(this);
        ready.add(this);
      }
      pass();
    }

    @Override
    public long id() {
      return id;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public List<String> stack() {
      return coroutine.stack();
    }

    @Override
    public String toString() {
      String where =
          stack().stream().filter(SeededPlatform::isTelling).collect(joining("\n    at "));
      return name + ": " + why + (task == null ? "" : ", in a task") + "\n    at " + where;
    }
  }

  private final class SeededGuard implements Guard {

    private final ArrayDeque<SeededStrand> waiting = new ArrayDeque<>();
    private @Nullable SeededStrand owner;
    private int depth;

    @Override
    public void lock() {
      SeededStrand me = me();
      if (owner != me) {
        pass();
      }
      while (owner != null && owner != me) {
        waiting.add(me);
        block(me, "waits for a guard");
      }
      owner = me;
      depth++;
    }

    @Override
    public void unlock() {
      if (owner != running) {
        throw new IllegalMonitorStateException("A guard was given back by one who did not own it.");
      }
      depth--;
      if (depth == 0) {
        owner = null;
        ready.addAll(waiting);
        waiting.clear();
        pass();
      }
    }
  }

  private final class SeededParker implements Parker {

    private boolean permit;
    private @Nullable SeededStrand sleeper;

    @Override
    public void park() {
      pass();
      SeededStrand me = me();
      while (!permit) {
        if (sleeper != null) {
          throw new IllegalStateException("Two strands use one parker: " + me + ", " + sleeper);
        }
        sleeper = me;
        block(me, "parked");
      }
      permit = false;
    }

    @Override
    public boolean parkInterruptibly() {
      park();
      return true;
    }

    @Override
    public void unpark() {
      pass();
      permit = true;
      SeededStrand woken = sleeper;
      if (woken != null) {
        sleeper = null;
        ready.add(woken);
      }
      pass();
    }
  }
}
