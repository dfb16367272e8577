package dev.elara.caller.schedules;

import dev.elara.caller.Barrier;
import dev.elara.caller.Caller;
import dev.elara.caller.Channel;
import dev.elara.caller.Condition;
import dev.elara.caller.Event;
import dev.elara.caller.Lock;
import dev.elara.caller.Pending;
import dev.elara.caller.PendingGroup;
import dev.elara.caller.Semaphore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the tasks of one program share, and whatever was found wrong on the way. */
final class Shared {

  static final int PERMITS = 2;

  final List<Caller> callers = new ArrayList<>();
  final List<Call> calls = new ArrayList<>();
  final List<Pending<?>> pendings = new ArrayList<>();
  final List<PendingGroup> groups = new ArrayList<>();
  final Set<String> wrong = new HashSet<>();
  final Lock lock = new Lock();
  final Condition condition = lock.newCondition();
  final Semaphore semaphore = new Semaphore(PERMITS);
  final Event event = new Event();
  final Barrier barrier = new Barrier(2);
  final Channel<Integer> channel = Channel.bounded(2);
  private final Map<Caller, Object> busy = new HashMap<>();
  private final Map<Object, Integer> inside = new HashMap<>();
  private final Set<Integer> sent = new HashSet<>();
  private final Set<Integer> received = new HashSet<>();
  private final Map<Caller, Integer> queueNumbers = new HashMap<>();
  private final Map<Caller, Integer> queued = new HashMap<>();
  private final SeededPlatform platform;
  private int items;

  Shared(SeededPlatform platform) {
    this.platform = platform;
  }

  /** The running task, if it is one, loses its turn here, and no other of its caller may run. */
  void alone() {
    Caller here = Caller.currentOrNull();
    if (here == null) {
      platform.pass();
      return;
    }
    Object token = new Object();
    Object other = busy.putIfAbsent(here, token);
    if (other != null) {
      wrong.add("Two tasks of one caller ran at once.");
      return;
    }
    platform.pass();
    busy.remove(here);
  }

  /** Runs {@code body}; says so if more than {@code most} are in there. */
  void atMost(int most, Object place, Runnable body) {
    int now = inside.merge(place, 1, Integer::sum);
    if (now > most) {
      wrong.add(now + " at once hold what " + most + " may: " + place.getClass().getSimpleName());
    }
    try {
      body.run();
    } finally {
      inside.merge(place, -1, Integer::sum);
    }
  }

  /** An item nobody sent yet. It counts as sent, until {@link #notSent}. */
  int item() {
    int item = items++;
    sent.add(item);
    return item;
  }

  void notSent(int item) {
    if (!sent.remove(item) || received.contains(item)) {
      wrong.add("An item was received that sending said was not sent.");
    }
  }

  void received(@Nullable Integer item) {
    if (item != null && !received.add(item)) {
      wrong.add("An item was received twice.");
    }
  }

  /** The number of the next call of that caller's queue. Only its own tasks append to it. */
  int queueNumber(Caller caller) {
    return queueNumbers.merge(caller, 1, Integer::sum);
  }

  /** A call of a caller's queue runs. */
  void fromQueue(Caller caller, int number) {
    Integer before = queued.put(caller, number);
    if (before != null && before > number) {
      wrong.add("Queue calls ran out of order: " + number + " after " + before);
    }
  }

  /** Looks at it all when nothing runs any more. */
  void check() {
    for (Call call : calls) {
      String what = call.wrong();
      if (what != null) {
        wrong.add("A call " + what);
      }
    }
    for (Pending<?> pending : pendings) {
      if (!pending.done()) {
        wrong.add("A pending is not done: " + pending);
      }
    }
    if (semaphore.available() != PERMITS) {
      wrong.add("Permits were lost or made: " + semaphore.available() + " of " + PERMITS);
    }
    if (lock.isLocked()) {
      wrong.add("The lock is held by nobody who runs.");
    }
    if (sent.size() != received.size() + channel.size()) {
      wrong.add("Items were lost: " + sent + " sent, " + received + " received, " + channel);
    }
  }
}
