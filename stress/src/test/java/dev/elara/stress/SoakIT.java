package dev.elara.stress;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The long runs of README.md, cut short. */
class SoakIT {

  @Test
  void withThousandsOfTasksInFlightNothingIsLostOrderIsKeptAndNothingIsLeftBehind()
      throws Exception {
    Soak.Report report = Soak.run(Duration.ofSeconds(8), 10_000, 4);
    assertThat(report.sent()).as(report.toString()).isPositive();
    assertThat(report.isRight()).as(report.toString()).isTrue();
    assertThat(report.isFlat()).as(report.toString()).isTrue();
  }

  @Test
  void tensOfThousandsOfTasksOfAVirtualCallerWaitAtOnceAndAllWakeUp() {
    int tasks = Integer.getInteger("dev.elara.stress.parked", 50_000);
    Parked.Report report = Parked.run(tasks);
    assertThat(report.waiting()).isEqualTo(tasks);
    assertThat(report.woken()).isEqualTo(tasks);
  }
}
