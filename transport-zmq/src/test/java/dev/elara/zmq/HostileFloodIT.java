package dev.elara.zmq;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elara.kernel.Kernel;
import dev.elara.kernel.Log;
import dev.elara.message.Channel;
import dev.elara.message.Content;
import dev.elara.message.MessageFactory;
import dev.elara.shell.EchoShell;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A flood of hostile frames against a whole kernel, with a client beside it that works.
 *
 * <p>{@code -Delara.hostile.frames=1000000} is the full size; what it prints are the figures.
 * Attacker and kernel share a heap here: the longest waits are collections of what the attacker has
 * made, up to 300 MB of giants on their way.
 */
@Timeout(1_800)
class HostileFloodIT {

  private static final long SEED = 20_261_121;
  private static final int MESSAGES = Integer.getInteger("elara.hostile.frames", 30_000);
  private static final int ONE_GIANT_IN = 500;
  private static final long MOST_KEPT = 64L << 20;
  private static final List<Channel> CHANNELS =
      List.of(Channel.SHELL, Channel.CONTROL, Channel.STDIN);

  /** Forgets its lines, so that a million of them do not count as the kernel's memory. */
  private static final class CountingLog implements Log {
    final AtomicLong lines = new AtomicLong();
    final AtomicLong failures = new AtomicLong();
    final AtomicBoolean leaked = new AtomicBoolean();
    volatile String key = "nothing yet";

    @Override
    public void log(Level level, String line, Throwable cause) {
      lines.incrementAndGet();
      if (cause != null) {
        failures.incrementAndGet();
      }
      if (line.contains(key)) {
        leaked.set(true);
      }
    }
  }

  private final CountingLog log = new CountingLog();
  private Kernel kernel;
  private ZmqTransport transport;

  @BeforeEach
  void start() throws IOException {
    kernel = Kernel.builder(new EchoShell()).log(log).session("echo").build();
    transport =
        new ZmqTransport(
            ConnectionFile.local(),
            new MessageFactory("echo", "kernel", Instant::now),
            kernel::receive,
            log);
    log.key = transport.connection().key();
    kernel.attach(transport);
    transport.start();
    kernel.start();
  }

  @AfterEach
  void stop() {
    kernel.shutdown(false).waitSync();
    transport.close();
  }

  @Test
  void whileHostileFramesFloodInAGoodClientIsServedAndNothingBreaksOrGrows() throws Exception {
    AtomicBoolean over = new AtomicBoolean();
    try (Client good = new Client(transport.connection())) {
      ask(good, 200, over); // warm
      long before = usedAfterCollection();
      Thread flood = Thread.ofPlatform().start(() -> flood(over));
      long[] waits = ask(good, Integer.MAX_VALUE, over);
      flood.join();
      ask(good, 10, new AtomicBoolean());
      long after = usedInTheEnd(before + MOST_KEPT);
      Arrays.sort(waits);
      System.out.printf(
          "hostile frames: %,d messages; good client: %,d requests, median %.2f ms, 99 %% %.2f ms,"
              + " longest %.1f ms; heap %,d KB before, %,d KB after; %,d log lines%n",
          MESSAGES,
          waits.length,
          waits[waits.length / 2] / 1e6,
          waits[waits.length * 99 / 100] / 1e6,
          waits[waits.length - 1] / 1e6,
          before >> 10,
          after >> 10,
          log.lines.get());
      assertThat(after).as("used bytes afterwards").isLessThan(before + MOST_KEPT);
    }
    assertThat(log.failures).as("failures behind log lines").hasValue(0);
    assertThat(log.leaked).as("the key in the log").isFalse();
    assertThat(log.lines.get()).isGreaterThan(MESSAGES / 2);
  }

  /** Sends them all; reads what the kernel answers to those that are signed. */
  private void flood(AtomicBoolean over) {
    try (Client hostile = new Client(transport.connection())) {
      List<byte[]> accepted = hostile.frames(Channel.SHELL, "kernel_info_request", Map.of());
      hostile.sendRaw(Channel.SHELL, accepted);
      HostileMessages source = new HostileMessages(SEED, transport.connection(), accepted);
      List<Thread> readers =
          CHANNELS.stream()
              .map(channel -> Thread.ofPlatform().start(() -> read(hostile, channel)))
              .toList();
      for (int i = 0; i < MESSAGES; i++) {
        Channel channel = CHANNELS.get(i % CHANNELS.size());
        List<byte[]> frames =
            i % 4 == 0 ? source.confused() : source.nextWithRareGiants(ONE_GIANT_IN);
        hostile.sendRaw(channel, frames);
      }
      for (Channel channel : CHANNELS) {
        hostile.request(channel, "interrupt_request", Map.of());
      }
      for (Thread reader : readers) {
        reader.join();
      }
    } catch (InterruptedException stopped) {
      throw new AssertionError(stopped);
    } finally {
      over.set(true);
    }
  }

  /** Until the answer to the last request, which nothing hostile asks for, has come. */
  private static void read(Client hostile, Channel channel) {
    while (!hostile.receive(channel).type().equals("interrupt_reply")) {
      // Whatever the kernel made of it.
    }
  }

  /** Asks until it is over, and gives how long each answer took. */
  private static long[] ask(Client good, int times, AtomicBoolean over) {
    long[] waits = new long[1 << 20];
    int asked = 0;
    while (asked < times && asked < waits.length && !over.get()) {
      Channel channel = asked % 2 == 0 ? Channel.CONTROL : Channel.SHELL;
      long start = System.nanoTime();
      String id =
          asked % 4 == 3
              ? good.request(channel, "execute_request", Content.of("code", "1"))
              : good.request(channel, "kernel_info_request", Map.of());
      assertThat(good.receive(channel).parent().id()).isEqualTo(id);
      waits[asked++] = System.nanoTime() - start;
    }
    return Arrays.copyOf(waits, asked);
  }

  /** What the flood's own sockets have not read yet when it ends goes with them, soon. */
  private static long usedInTheEnd(long enough) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
    long used = usedAfterCollection();
    while (used >= enough && System.nanoTime() - end < 0) {
      Thread.sleep(100);
      used = usedAfterCollection();
    }
    return used;
  }

  private static long usedAfterCollection() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
