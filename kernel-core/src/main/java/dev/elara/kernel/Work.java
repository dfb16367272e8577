package dev.elara.kernel;

import dev.elara.caller.Caller;
import dev.elara.caller.CallerOptions;
import dev.elara.caller.Pending;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * What is to be done for a request, on a caller; it begins with saying busy. However it ends, by
 * returning, by throwing, or by never running at all, the request is answered.
 */
final class Work {

  private final Exchange exchange;
  private final Log log;
  private final Runnable body;
  private final @Nullable String threadName;
  private final AtomicBoolean taken = new AtomicBoolean(); // by who runs it or fails it

  Work(Exchange exchange, Log log, Runnable body) {
    this(exchange, log, body, null);
  }

  /** Work that wants a thread of a certain name if it runs in a thread at all. */
  Work(Exchange exchange, Log log, Runnable body, @Nullable String threadName) {
    this.exchange = exchange;
    this.log = log;
    this.body = body;
    this.threadName = threadName;
  }

  /** Answers it with an error and keeps it from running, unless it has begun to run. */
  void fail(String name, String problem) {
    if (taken.compareAndSet(false, true)) {
      exchange.fail(name, problem);
    }
  }

  /** Schedules it; never blocks. {@code whenDone} is called once it has ended in whatever way. */
  void start(RunMode mode, Caller caller, Runnable whenDone) {
    switch (mode) {
      case DIRECT -> caller.callDirect(() -> runAndThen(whenDone));
      case QUEUE, TASK -> watch(caller.callSoon(this::run), whenDone);
      case THREAD -> watch(startInThread(caller), whenDone);
    }
  }

  private Pending<?> startInThread(Caller caller) {
    return threadName == null
        ? caller.toThread(this::run)
        : caller.get(CallerOptions.named(threadName)).callSoon(this::run);
  }

  private void watch(Pending<?> pending, Runnable whenDone) {
    pending.addDoneCallback(done -> {
      if (done.cancelled()) {
        exchange.fail(Interruption.INTERRUPT, "This request was cancelled before it was run.");
      }
      whenDone.run();
    });
  }

  private void runAndThen(Runnable whenDone) {
    run();
    whenDone.run();
  }

  /** Does it here and now, unless it was failed before. */
  void run() {
    if (!taken.compareAndSet(false, true)) {
      return;
    }
    try {
      body.run();
    } catch (Throwable thrown) {
      log.warn("The handler of a " + exchange.message().type() + " failed.", thrown);
      exchange.fail(thrown.getClass().getName(), String.valueOf(thrown.getMessage()));
    }
  }
}
