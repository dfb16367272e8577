package dev.elara.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elara.message.Header;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArrivalsTest {

  private long now;
  private final Arrivals arrivals = new Arrivals(() -> now);

  private static Header sent(String session, String date) {
    return new Header(Map.of("session", session, "date", date));
  }

  @Test
  void anInterruptIsMeantForTheCellsThatHaveArrived() {
    var before = arrivals.cell(Header.NONE);
    arrivals.interrupt(Header.NONE);
    var after = arrivals.cell(Header.NONE);
    assertThat(arrivals.isInterrupted(before)).isTrue();
    assertThat(arrivals.isInterrupted(after)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    // the cell's date, the interrupt's date, whether the interrupt is meant for it
    "2026-11-21T10:00:00.000001Z, 2026-11-21T10:00:00.000002Z, true",
    "2026-11-21T10:00:00Z, 2026-11-21T10:00:00.5Z, true",
    "2026-11-21T10:00:00.5Z, 2026-11-21T10:00:00.50001Z, true",
    "2026-11-21T10:00:00.999999Z, 2026-11-21T10:00:01Z, true",
    "2026-11-21T10:00:00.5Z, 2026-11-21T10:00:00.500Z, false",
    "2026-11-21T10:00:01Z, 2026-11-21T10:00:00.9Z, false",
    "2026-11-21T10:00:00.000+01:00, 2026-11-21T10:00:01.000Z, false",
    "yesterday, today, false",
  })
  void aCellThatArrivesBehindAnInterruptIsMeantIfItWasSentBeforeIt(
      String cell, String interrupt, boolean meant) {
    arrivals.interrupt(sent("client", interrupt));
    assertThat(arrivals.isInterrupted(arrivals.cell(sent("client", cell)))).isEqualTo(meant);
  }

  @Test
  void aCellThatArrivesBeforeAnInterruptIsSparedIfItWasSentAfterIt() {
    var cell = arrivals.cell(sent("client", "2026-11-21T10:00:00.2Z"));
    arrivals.interrupt(sent("client", "2026-11-21T10:00:00.1Z"));
    assertThat(arrivals.isInterrupted(cell)).isFalse();
  }

  @Test
  void datesOfDifferentSessionsAreNotCompared() {
    var cell = arrivals.cell(sent("client", "2026-11-21T10:00:00.2Z"));
    arrivals.interrupt(sent("server", "2026-11-21T10:00:00.1Z"));
    assertThat(arrivals.isInterrupted(cell)).isTrue();
  }

  @Test
  void datesCountForAMomentOnlySoThatAClockSetBackLeavesNoCellUnstoppable() {
    var cell = arrivals.cell(sent("client", "2026-11-21T11:00:00Z"));
    now += 1_000_000_001;
    arrivals.interrupt(sent("client", "2026-11-21T10:00:00Z"));
    assertThat(arrivals.isInterrupted(cell)).isTrue();
    now += 1_000_000_001;
    assertThat(arrivals.isInterrupted(arrivals.cell(sent("client", "2026-11-21T09:59:59Z"))))
        .isFalse();
  }

  @Test
  void aFailureVoidsTheCellsThatHaveArrived() {
    var before = arrivals.cell(Header.NONE);
    arrivals.abortQueued();
    assertThat(arrivals.isAborted(before)).isTrue();
    assertThat(arrivals.isInterrupted(before)).isFalse();
    assertThat(arrivals.isAborted(arrivals.cell(Header.NONE))).isFalse();
  }
}
