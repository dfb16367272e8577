package dev.elara.cli.kernel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class ProcessLogTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  @Test
  void linesAreWrittenInOrderWithTheStackOfTheirCause() {
    ProcessLog log = new ProcessLog(new PrintStream(bytes, true, UTF_8));
    log.info("one");
    log.warn("two", new IllegalStateException("why"));
    log.flush(PATIENCE);
    assertThat(bytes.toString(UTF_8))
        .startsWith("elara: one%nelara: warning: two%n".formatted())
        .contains("IllegalStateException: why", "\tat ");
  }

  @Test
  void aStreamThatNobodyReadsHoldsNobodyUpAndWhatWasLeftOutIsCounted() {
    CountDownLatch read = new CountDownLatch(1);
    OutputStream stuck =
        new OutputStream() {
          @Override
          public void write(int b) {
            write(new byte[] {(byte) b}, 0, 1);
          }

          @Override
          public void write(byte[] text, int offset, int length) {
            try {
              read.await();
            } catch (InterruptedException e) {
              throw new AssertionError(e);
            }
            bytes.write(text, offset, length);
          }
        };
    ProcessLog log = new ProcessLog(new PrintStream(stuck, true, UTF_8));
    for (int i = 0; i < 5 * ProcessLog.WAITING; i++) {
      log.info("line " + i);
    }
    read.countDown();
    log.flush(PATIENCE);
    assertThat(bytes.toString(UTF_8)).contains("line 0", "further lines were left out");
  }
}
