package dev.elara.web.contract;

import dev.elara.caller.Caller;
import dev.elara.caller.CallerOptions;
import dev.elara.caller.Event;
import dev.elara.caller.Modifier;
import dev.elara.caller.Pending;
import dev.elara.caller.platform.Platforms;
import dev.elara.web.platform.BrowserPlatform;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Measures callers where there is one thread, and prints a line for each figure. */
final class Figures {

  /** The last thing it prints. */
  static final String END = "end of the figures";

  private static final int ROUNDS = 5;
  private static final int AWAITS = 200_000;
  private static final int TASKS = 10_000;
  private static final int CONTEXTS = 100;
  private static final Duration WATCH = Duration.ofSeconds(2);
  private static final double NANOS = 1e9;

  private Figures() {}

  /** Prints the figures, each as often as there are rounds, and at last {@link #END}. */
  static void print() {
    Platforms.install(new BrowserPlatform());
    Caller caller = Caller.of(Modifier.NEW_THREAD, CallerOptions.named("one"));
    Caller other = Caller.of(Modifier.NEW_THREAD, CallerOptions.named("two"));
    for (int round = 0; round < ROUNDS; round++) {
      rate("awaits/s of a new task, one caller", () -> awaits(caller, caller));
      rate("awaits/s of a new task, across two callers", () -> awaits(caller, other));
      rate("awaits/s of two tasks that take turns", () -> turns(caller));
      starts(caller);
    }
    responsiveness();
    System.out.println(END);
  }

  private static long now() {
    return Platforms.current().nanos();
  }

  private static void rate(String name, Runnable awaits) {
    long begin = now();
    awaits.run();
    say(name, Math.round(AWAITS * NANOS / (now() - begin)));
  }

  private static void say(String name, Object figure) {
    System.out.println("figure\t" + name + "\t" + figure);
  }

  private static void awaits(Caller caller, Caller callee) {
    caller
        .callSoon(() -> {
          for (int i = 0; i < AWAITS; i++) {
            int value = i;
            callee.callSoon(() -> value).await();
          }
        })
        .await();
  }

  /** Two tasks of one caller, each of which waits for a pending that the other one ends. */
  private static void turns(Caller caller) {
    List<Pending<Integer>> table = new ArrayList<>(List.of(new Pending<>(), new Pending<>()));
    Pending<Void> one = caller.callSoon(() -> take(table, 0));
    Pending<Void> two = caller.callSoon(() -> take(table, 1));
    table.get(0).setResult(0);
    one.await();
    two.await();
  }

  private static void take(List<Pending<Integer>> table, int mine) {
    for (int i = 0; i < AWAITS / 2; i++) {
      table.get(mine).await();
      table.set(mine, new Pending<>());
      table.get(1 - mine).setResult(i);
    }
  }

  /** Tasks that all wait at the same time. */
  private static void starts(Caller caller) {
    Event gate = new Event();
    int[] waiting = new int[1];
    Pending<Long> all = new Pending<>();
    long begin = now();
    List<Pending<Void>> tasks = new ArrayList<>();
    for (int i = 0; i < TASKS; i++) {
      tasks.add(
          caller.callSoon(() -> {
            waiting[0]++;
            if (waiting[0] == TASKS) {
              all.setResult(now());
            }
            gate.await();
          }));
    }
    say(TASKS + " tasks started and waiting, ms", (all.await() - begin) / 1_000_000);
    gate.set();
    tasks.forEach(Pending::await);
    say(TASKS + " tasks started, waiting and ended, ms", (now() - begin) / 1_000_000);
  }

  /** How long the event loop's turns take while many contexts work, and while none does. */
  private static void responsiveness() {
    List<Caller> callers = new ArrayList<>();
    for (int i = 0; i < CONTEXTS; i++) {
      callers.add(Caller.of(Modifier.NEW_THREAD, CallerOptions.named("context " + i)));
    }
    for (int round = 0; round < ROUNDS; round++) {
      EventLoop.watch();
      Caller.sleep(WATCH);
      sayTurns("no context works");
      long end = now() + WATCH.toNanos();
      EventLoop.watch();
      List<Pending<Long>> works = new ArrayList<>();
      callers.forEach(caller -> works.add(caller.callSoon(() -> work(end))));
      long steps = 0;
      for (Pending<Long> work : works) {
        steps += work.await();
      }
      sayTurns(CONTEXTS + " contexts work");
      say("their steps in 2 s", steps);
    }
    callers.forEach(caller -> caller.stop(true));
  }

  private static void sayTurns(String when) {
    EventLoop.stop();
    say("turns of the event loop while " + when, EventLoop.turns());
    say("turns over 16 ms while " + when, EventLoop.turnsOver16());
    say("longest turn while " + when + ", ms", Math.round(EventLoop.longest()));
  }

  private static long work(long end) {
    long steps = 0;
    double sum = 0;
    while (now() < end) {
      for (int i = 0; i < 1000; i++) {
        sum += Math.sqrt(i);
      }
      steps++;
      Caller.checkpoint();
    }
    return sum < 0 ? 0 : steps;
  }
}
