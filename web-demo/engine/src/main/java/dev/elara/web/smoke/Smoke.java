package dev.elara.web.smoke;

import dev.elara.caller.Caller;
import dev.elara.caller.CallerOptions;
import dev.elara.caller.Handler;
import dev.elara.caller.Modifier;
import dev.elara.caller.Pending;
import dev.elara.caller.PendingCancelled;
import dev.elara.caller.platform.Platforms;
import dev.elara.web.platform.BrowserPlatform;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Runs callers where there is one thread, and prints what it sees, a line each. */
public final class Smoke {

  private Smoke() {}

  /** Prints {@code name: outcome} for each check, and {@code end}. */
  public static void main(String[] args) {
    Platforms.install(new BrowserPlatform());
    Caller shell = Caller.of(Modifier.NEW_THREAD, CallerOptions.named("Shell"));
    Caller other = shell.get(CallerOptions.named("Other"));
    print("outside", Caller.currentOrNull() == null);
    print("result", shell.callSoon(() -> 6 * 7).await());
    print("interleaving", interleaving(shell, other));
    print("across", across(shell, other));
    print("cancel", cancel(shell));
    print("queue", queue(shell));
    print("worker", shell.toThread(() -> Caller.current().name()).await());
    print("manual", manual());
    print("speed", speed(shell, other));
    shell.stop(true);
    shell.stopped().await();
    print("stopped", other.state() + " " + shell.callSoon(() -> 1).cancelled());
    print("kernel", KernelSmoke.cell("print hello\n42"));
    print("end", "");
  }

  private static void print(String name, Object outcome) {
    System.out.println(name + ": " + outcome);
  }

  /** Six tasks in two callers: never two at once in one, and always their own caller. */
  private static String interleaving(Caller a, Caller b) {
    List<Pending<Integer>> all = new ArrayList<>();
    for (Caller caller : List.of(a, b)) {
      int[] inside = new int[1];
      for (int i = 0; i < 3; i++) {
        int id = i;
        all.add(caller.callSoon(() -> faults(caller, inside, id)));
      }
    }
    int faults = 0;
    for (Pending<Integer> pending : all) {
      faults += pending.await();
    }
    return faults + " faults";
  }

  private static int faults(Caller mine, int[] inside, int id) {
    int faults = 0;
    for (int turn = 0; turn < 4; turn++) {
      inside[0]++;
      faults += inside[0] == 1 && Caller.current() == mine ? 0 : 1;
      inside[0]--;
      Caller.sleep(Duration.ofMillis(2 + id));
      faults += Caller.current() == mine ? 0 : 1;
      Caller.checkpoint();
      faults += Caller.current() == mine ? 0 : 1;
    }
    return faults;
  }

  private static String across(Caller a, Caller b) {
    return a.callSoon(
            () -> {
              String there = b.callSoon(() -> Caller.current().name()).await();
              return Caller.current().name() + " <- " + there;
            })
        .await();
  }

  private static String cancel(Caller caller) {
    StringBuilder seen = new StringBuilder();
    Pending<String> sleeper =
        caller.callSoon(() -> {
          try {
            Caller.sleep(Duration.ofMinutes(1));
            return "slept";
          } finally {
            Caller.sleep(Duration.ofMillis(1));
            seen.append("cleaned up, ");
          }
        });
    caller.callSoon(() -> sleeper.cancel("stop")).await();
    try {
      return sleeper.await();
    } catch (PendingCancelled cancelled) {
      return seen + "cancelled: " + cancelled.getMessage();
    }
  }

  private static String queue(Caller caller) {
    StringBuilder seen = new StringBuilder();
    Pending<Integer> last = new Pending<>();
    Handler<Integer> handler =
        i -> {
          Caller.sleep(Duration.ofMillis(1));
          seen.append(i);
          if (i == 4) {
            last.setResult(i);
          }
        };
    for (int i = 1; i <= 4; i++) {
      caller.queueCall(handler, i);
    }
    last.await();
    return seen.toString();
  }

  private static String manual() {
    Caller caller = Caller.of(Modifier.MANUAL, CallerOptions.named("Manual"));
    try {
      return caller.run(
          () -> Caller.current().callSoon(() -> Caller.current().name()).await() + " " + caller);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static String speed(Caller a, Caller b) {
    int turns = 20_000;
    long begin = Platforms.current().nanos();
    a.callSoon(
            () -> {
              for (int i = 0; i < turns; i++) {
                int value = i;
                b.callSoon(() -> value).await();
              }
            })
        .await();
    long nanos = Platforms.current().nanos() - begin;
    return turns * 1_000_000_000L / nanos + " round trips/s";
  }
}
