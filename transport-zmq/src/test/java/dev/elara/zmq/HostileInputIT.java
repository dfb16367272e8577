package dev.elara.zmq;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.elara.message.Channel;
import dev.elara.message.Content;
import dev.elara.message.Header;
import dev.elara.message.Message;
import dev.elara.message.MessageFactory;
import dev.elara.zmq.ConnectionFile.Port;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Clients that mean harm, with one beside them that works. */
@Timeout(180)
class HostileInputIT {

  private static final long SEED = 20_261_121;
  private static final List<Channel> CHANNELS =
      List.of(Channel.SHELL, Channel.CONTROL, Channel.STDIN);

  private final MessageFactory messages = new MessageFactory("kernel-session", "k", Instant::now);
  private final RecordingLog log = new RecordingLog();
  private final Queue<String> served = new ConcurrentLinkedQueue<>();
  private ZmqTransport transport;
  private Client good;

  @BeforeEach
  void start() throws IOException {
    transport =
        new ZmqTransport(
            ConnectionFile.local(),
            messages,
            (request, asker) -> {
              served.add(request.type());
              asker.send(
                  messages.message(request.channel(), "reply", request.header(), Content.ok()));
            },
            log);
    transport.start();
    good = new Client(transport.connection()).subscribed();
  }

  @AfterEach
  void close() {
    good.close();
    transport.close();
  }

  @Test
  void ofTwentyThousandHostileMessagesNoneIsServedAndEachGoodOneBetweenThemIs() {
    List<byte[]> accepted = good.frames(Channel.SHELL, "good_request", Map.of());
    good.sendRaw(Channel.SHELL, accepted);
    good.receive(Channel.SHELL);
    HostileMessages source = new HostileMessages(SEED, transport.connection(), accepted);
    int sent = 0;
    try (Client hostile = new Client(transport.connection())) {
      for (int round = 0; round < 200; round++) {
        for (int i = 0; i < 100; i++) {
          Channel channel = CHANNELS.get(i % CHANNELS.size());
          hostile.sendRaw(channel, source.next());
          sent++;
        }
        Channel channel = CHANNELS.get(round % CHANNELS.size());
        String id = good.request(channel, "good_request", Map.of());
        assertThat(good.receive(channel).parent().id()).isEqualTo(id);
      }
      // One good message behind all the hostile ones of each channel: all of them were handled.
      for (Channel channel : CHANNELS) {
        String id = hostile.request(channel, "last_request", Map.of());
        assertThat(hostile.receive(channel).parent().id()).isEqualTo(id);
      }
    }
    assertThat(served)
        .filteredOn(type -> !type.equals("good_request"))
        .containsExactly("last_request", "last_request", "last_request");
    assertThat(served).hasSize(1 + 200 + 3);
    assertThat(log.lines()).hasSize(sent).allMatch(line -> line.startsWith("Dropped a message on"));
    assertThat(log.causes()).isEmpty();
    assertThat(String.join("\n", log.lines()))
        .doesNotContain(transport.connection().key(), "1+1", "hostile_request");
  }

  @Test
  void bytesThatAreNotZeroMqEndTheirConnectionAlone() throws IOException {
    HostileMessages source = new HostileMessages(SEED, transport.connection(), List.of());
    for (int round = 0; round < 60; round++) {
      for (Port port : Port.values()) {
        try (Socket socket =
            new Socket(InetAddress.ofLiteral("127.0.0.1"), transport.connection().port(port))) {
          socket.getOutputStream().write(source.garbage());
        }
      }
      assertServed();
    }
  }

  @Test
  void aFrameThatClaimsMoreThanTheLimitEndsItsConnectionAlone() throws IOException {
    for (Channel channel : CHANNELS) {
      try (Client liar = new Client(transport.connection())) {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(frame);
        out.writeByte(2);
        out.writeLong(Long.MAX_VALUE);
        liar.socket(channel).sendBytes(frame.toByteArray());
        assertServed();
      }
    }
  }

  @Test
  void aMessageOfTooManyFramesIsDroppedAndItsSenderServedAgain() {
    List<byte[]> frames = new ArrayList<>(good.frames(Channel.SHELL, "many_request", Map.of()));
    while (frames.size() <= Limits.STANDARD.frames()) {
      frames.add(new byte[0]);
    }
    good.sendRaw(Channel.SHELL, frames);
    assertServed();
    assertThat(served).doesNotContain("many_request");
    assertThat(log.lines()).singleElement().asString().contains("more than 65536 frames");
  }

  @Test
  void aMessageCutOffInTheMiddleIsNeverServed() throws IOException {
    for (int round = 0; round < 20; round++) {
      try (Client leaver = new Client(transport.connection())) {
        leaver.socket(Channel.SHELL).sendBytes(new byte[] {1, 4, 'h', 'a', 'l', 'f', 1, 40, 'x'});
      }
      assertServed();
    }
    assertThat(served).containsOnly("good_request");
  }

  @Test
  void strangeSubscriptionsHarmNobody() {
    try (Client strange = new Client(transport.connection()).subscribed()) {
      strange.sendRaw(Channel.IOPUB, List.of(new byte[0]));
      strange.sendRaw(Channel.IOPUB, List.of("hello".getBytes(UTF_8)));
      strange.sendRaw(Channel.IOPUB, List.of(new byte[] {1, 'a'}, new byte[] {1, 'b'}));
      strange.unsubscribe("never subscribed".getBytes(UTF_8));
      strange.subscribe("x".repeat(Limits.TOPIC_BYTES).getBytes(UTF_8));
      strange.subscribe("x".repeat(100_000).getBytes(UTF_8));
    }
    Message status =
        messages.message(
            Channel.IOPUB, "status", Header.NONE, Content.of("execution_state", "idle"));
    transport.publish(status);
    // Who is subscribed to everything sees the others' welcomes too.
    Message next = good.receive(Channel.IOPUB);
    while (next.type().equals("iopub_welcome")) {
      next = good.receive(Channel.IOPUB);
    }
    assertThat(next.header()).isEqualTo(status.header());
    assertServed();
  }

  private void assertServed() {
    String id = good.request(Channel.SHELL, "good_request", Map.of());
    assertThat(good.receive(Channel.SHELL).parent().id()).isEqualTo(id);
  }
}
