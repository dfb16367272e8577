package dev.elara.kernel;

import dev.elara.caller.Caller;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Runs the requests that Control handles itself, so that clients take turns: one that sends
 * thousands at once does not keep the others waiting behind them. What one client sends runs in its
 * order.
 *
 * <p>Thread-safe; adding never blocks. Each added request is one call of the caller, which runs
 * whichever request is next by then; so what is scheduled on the caller later runs later than all
 * that was added before, as if they ran in the order of their arrival.
 */
final class Turns {

  private final Caller caller;

  /** Whose turn it is comes first. Guarded by this. */
  private final Map<Object, Queue<Runnable>> clients = new LinkedHashMap<>();

  private int unfinished; // guarded by this

  Turns(Caller caller) {
    this.caller = caller;
  }

  /** Runs {@code work} soon. */
  void add(ReplyAddress from, Runnable work) {
    synchronized (this) {
      clients.computeIfAbsent(from.client(), _ -> new ArrayDeque<>(2)).add(work);
      unfinished++;
    }
    caller.callDirect(this::runNext);
  }

  /** Whether nothing waits and nothing runs. */
  synchronized boolean isIdle() {
    return unfinished == 0;
  }

  private void runNext() {
    Runnable next = next();
    try {
      if (next != null) {
        next.run();
      }
    } finally {
      finished();
    }
  }

  private synchronized void finished() {
    unfinished--;
  }

  private synchronized @Nullable Runnable next() {
    if (clients.isEmpty()) {
      return null;
    }
    Object client = clients.keySet().iterator().next();
    Queue<Runnable> requests = clients.remove(client);
    Runnable next = requests == null ? null : requests.poll();
    if (requests != null && !requests.isEmpty()) {
      clients.put(client, requests);
    }
    return next;
  }
}
