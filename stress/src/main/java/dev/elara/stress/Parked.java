package dev.elara.stress;

import dev.elara.caller.Caller;
import dev.elara.caller.CallerOptions;
import dev.elara.caller.Modifier;
import dev.elara.caller.Pending;
import dev.elara.caller.platform.Backend;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A great many tasks of one caller with virtual strands, all waiting for one pending. */
public final class Parked {

  private Parked() {}

  /**
   * What a run showed.
   *
   * @param waiting how many tasks waited at once
   * @param woken how many of them ended when the pending did
   * @param bytesEach heap for each of them while it waited
   */
  public record Report(int waiting, int woken, long bytesEach, Machine held) {

    @Override
    public String toString() {
      return "%,d tasks waited at once with %s; %,d bytes each; %,d woken"
          .formatted(waiting, held, bytesEach, woken);
    }
  }

  /** Parks so many. Blocks until they all have ended. */
  public static Report run(int tasks) {
    Caller caller =
        Caller.of(Modifier.NEW_THREAD, CallerOptions.named("parking").backend(Backend.VIRTUAL));
    Machine before = Machine.now();
    Pending<@Nullable Void> gate = Pending.uncancellable(Map.of());
    int[] counts = new int[2]; // waiting, woken: only tasks of one caller touch them
    for (int i = 0; i < tasks; i++) {
      var _ =
          caller.callSoon(() -> {
            counts[0]++;
            var _ = gate.await();
            counts[1]++;
          });
    }
    int waiting = caller.callSoon(() -> counts[0] - counts[1]).waitSync();
    Machine held = Machine.now();
    boolean _ = gate.setResult(null);
    int woken = caller.callSoon(() -> counts[1]).waitSync();
    caller.stop();
    var _ = caller.stopped().waitSync();
    return new Report(waiting, woken, (held.heapBytes() - before.heapBytes()) / tasks, held);
  }

  /** Runs with {@code --tasks}, a million unless told otherwise. */
  public static void main(String[] args) {
    int tasks = (int) Arguments.parse(args, List.of("tasks")).get("tasks", 1_000_000);
    long start = System.nanoTime();
    Report report = run(tasks);
    System.out.println(report);
    System.out.printf("%.1f s in all%n", (System.nanoTime() - start) / 1e9);
    System.exit(report.waiting == tasks && report.woken == tasks ? 0 : 1);
  }
}
