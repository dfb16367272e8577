package dev.elara.zmq;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.elara.message.Channel;
import dev.elara.message.Content;
import dev.elara.message.Header;
import dev.elara.message.Message;
import dev.elara.zmq.ConnectionFile.Port;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Much at once, and clients that do not keep up. */
class FlowIT extends TransportFixture {

  private static final String TEXT = "x".repeat(100_000);

  private static final Limits SMALL =
      new Limits(
          1 << 20, 64, 100, 1 << 16, 100, 50, 100, Duration.ofMillis(200), Duration.ofMillis(500));

  @Test
  void twentyThousandStreamMessagesArriveInOrderWithReplyAndIdleLast() throws IOException {
    start((request, asker) ->
        Thread.ofVirtual()
            .start(() -> {
              for (int i = 0; i < 20_000; i++) {
                transport.publish(stream(request, i + "\n"));
              }
              answer(request, asker);
              transport.publish(status(request, "idle"));
            }));
    Client client = client().subscribed();
    String id = client.request(Channel.SHELL, "execute_request", Map.of());
    List<Message> all = client.untilIdle(id);
    assertThat(all).hasSize(20_001);
    for (int i = 0; i < 20_000; i++) {
      assertThat(all.get(i).content().get("text")).isEqualTo(i + "\n");
    }
    assertThat(client.receive(Channel.SHELL).parent().id()).isEqualTo(id);
  }

  @Test
  void twoThousandRequestsThirtyAtATimeAreAllAnsweredWhileOutputFlows() throws IOException {
    ExecutorService shell = Executors.newSingleThreadExecutor();
    opened.add(shell);
    start((request, asker) ->
        shell.execute(() -> {
          transport.publish(status(request, "busy"));
          transport.publish(stream(request, "hello"));
          answer(request, asker);
          transport.publish(status(request, "idle"));
        }));
    Client client = client().subscribed();
    Set<String> waiting = new HashSet<>();
    for (int sent = 0; sent < 2_000 || !waiting.isEmpty(); ) {
      while (sent < 2_000 && waiting.size() < 30) {
        waiting.add(client.request(Channel.SHELL, "execute_request", Map.of("code", "1+1")));
        sent++;
      }
      assertThat(waiting.remove(client.receive(Channel.SHELL).parent().id())).isTrue();
    }
    List<String> states = new ArrayList<>();
    for (int i = 0; i < 2_000 * 3; i++) {
      Message message = client.receive(Channel.IOPUB);
      states.add((String) message.content().getOrDefault("execution_state", "stream"));
    }
    for (int i = 0; i < states.size(); i += 3) {
      assertThat(states.subList(i, i + 3)).containsExactly("busy", "stream", "idle");
    }
  }

  @Test
  void aSubscriberThatReadsNothingHoldsNobodyUpForLong() throws IOException {
    start(ConnectionFile.local(), this::answer, SMALL);
    Client stuck = client();
    try (ZmtpSocket deaf =
        new ZmtpSocket(connection().port(Port.IOPUB), "SUB", new byte[0], 4_096)) {
      deaf.send(List.of("\1".getBytes(UTF_8)));
      assertThat(deaf.receive()).isNotEmpty();
      Client reader = client().subscribed();
      Message request = messages.message(Channel.SHELL, "x", Header.NONE, Map.of());
      for (int i = 0; i < 300; i++) {
        transport.publish(stream(request, TEXT));
        assertThat(reader.receive(Channel.IOPUB).type()).isEqualTo("stream");
      }
      String id = stuck.request(Channel.CONTROL, "interrupt_request", Map.of());
      assertThat(stuck.receive(Channel.CONTROL).parent().id()).isEqualTo(id);
    }
    assertThat(log.lines()).anyMatch(line -> line.contains("reads nothing from iopub"));
  }

  @Test
  void aClientThatReadsNoReplyTakesOnlySoMuchAndIsServedAgainOnceItHasRead() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    start(
        ConnectionFile.local(),
        (request, asker) -> {
          asker.send(
              messages.message(
                  request.channel(), "echo", request.header(), Content.of("text", TEXT)));
          asked.incrementAndGet();
        },
        SMALL);
    Client good = client();
    try (ZmtpSocket deaf =
        new ZmtpSocket(connection().port(Port.SHELL), "DEALER", "deaf".getBytes(UTF_8), 4_096)) {
      Client itsMessages = client();
      for (int i = 0; i < 500; i++) {
        deaf.send(itsMessages.frames(Channel.SHELL, "x_request", Map.of()));
      }
      int others = 0;
      while (asked.get() < 500 + others) {
        assertServed(good, Channel.SHELL);
        others++;
      }
      assertServed(good, Channel.CONTROL); // behind the last of all those replies
      long dropped =
          log.lines().stream()
              .filter(line -> line.startsWith("Dropped a reply on 'shell'"))
              .count();
      assertThat(dropped).isPositive();
      assertThat(log.lines()).hasSize((int) dropped);
      for (long i = dropped; i < 500; i++) {
        deaf.receive();
      }
      deaf.send(itsMessages.frames(Channel.SHELL, "last_request", Map.of()));
      assertThat(new String(deaf.receive().get(3), UTF_8)).contains("last_request");
    }
  }

  private static void assertServed(Client client, Channel channel) {
    String id = client.request(channel, "good_request", Map.of());
    assertThat(client.receive(channel).parent().id()).isEqualTo(id);
  }

  @Test
  void aSlowReaderLosesNothing() throws IOException {
    Limits small =
        new Limits(
            1 << 20, 64, 100, 1 << 16, 100, 50, 100, Duration.ofSeconds(10), Duration.ofSeconds(1));
    start(ConnectionFile.local(), this::answer, small);
    Client reader = client().subscribed();
    Message request = messages.message(Channel.SHELL, "x", Header.NONE, Map.of());
    Thread writer =
        Thread.ofPlatform()
            .start(() -> {
              for (int i = 0; i < 1_000; i++) {
                transport.publish(stream(request, i + "x".repeat(20_000)));
              }
            });
    for (int i = 0; i < 1_000; i++) {
      assertThat((String) reader.receive(Channel.IOPUB).content().get("text")).startsWith(i + "x");
    }
    assertThat(writer.isAlive() && !join(writer)).isFalse();
    assertThat(log.lines()).isEmpty();
  }

  @Test
  void aWriterThatIsInterruptedHarmsNeitherItsMessageNorTheTransport() throws Exception {
    start(this::answer);
    Client client = client().subscribed();
    Message request = messages.message(Channel.SHELL, "x", Header.NONE, Map.of());
    Thread writer =
        Thread.ofPlatform()
            .start(() -> {
              Thread.currentThread().interrupt();
              for (int i = 0; i < 100; i++) {
                transport.publish(stream(request, "line " + i));
              }
            });
    for (int i = 0; i < 100; i++) {
      assertThat(client.receive(Channel.IOPUB).content()).containsEntry("text", "line " + i);
    }
    writer.join();
  }

  private static boolean join(Thread thread) {
    try {
      return thread.join(Duration.ofSeconds(20));
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }
}
