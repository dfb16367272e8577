package dev.elara.zmq;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elara.kernel.ReplyAddress;
import dev.elara.message.Channel;
import dev.elara.message.Header;
import dev.elara.message.Message;
import dev.elara.zmq.ConnectionFile.Port;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Who hears what: replies, the subscribers' welcome, buffers, the heartbeat. */
class RoutingIT extends TransportFixture {

  @Test
  void aReplyReachesTheClientThatAskedAndNobodyElse() throws IOException {
    start(this::answer);
    List<Client> clients = List.of(client(), client(), client());
    for (Channel channel : List.of(Channel.SHELL, Channel.CONTROL, Channel.STDIN)) {
      List<String> ids = new ArrayList<>();
      for (Client client : clients) {
        ids.add(client.request(channel, "kernel_info_request", Map.of()));
      }
      for (int i = 0; i < clients.size(); i++) {
        assertThat(clients.get(i).receive(channel).parent().id()).isEqualTo(ids.get(i));
      }
    }
  }

  @Test
  void aReplyCarriesTheWholeHeaderOfItsRequestUnknownFieldsToo() throws IOException {
    start(this::answer);
    Client client = client();
    WireFormat wire =
        new WireFormat(new Signer(connection().scheme(), connection().key()), Limits.STANDARD);
    Header header =
        new Header(Map.of("msg_id", "1", "msg_type", "x_request", "colour", List.of("red", 2)));
    client.sendRaw(
        Channel.SHELL,
        wire.write(
            List.of(),
            new Message(Channel.SHELL, header, Header.NONE, Map.of(), Map.of(), List.of())));
    assertThat(client.receive(Channel.SHELL).parent()).isEqualTo(header);
  }

  @Test
  void buffersArriveAndLeaveAsTheyAre() throws IOException {
    start((request, asker) ->
        asker.send(
            messages.message(
                request.channel(),
                "echo",
                request.header(),
                Map.of(),
                Map.of(),
                request.buffers())));
    Client client = client();
    byte[] large = new byte[3_000_000];
    large[2_999_999] = 7;
    client.request(
        Channel.SHELL, "comm_msg", Map.of(), List.of(new byte[0], new byte[] {-1, 0}, large));
    assertThat(client.receive(Channel.SHELL).buffers())
        .containsExactly(new byte[0], new byte[] {-1, 0}, large);
  }

  @Test
  void aSubscriberIsWelcomedForEachTopicItSubscribesTo() throws IOException {
    start(this::answer);
    Client client = client().subscribed();
    client.subscribe("kernel.x".getBytes(UTF_8));
    transportPublishes("status", Map.of("execution_state", "starting"));
    client.subscribe("é".getBytes(UTF_8));
    Message status = client.receive(Channel.IOPUB);
    // "kernel.x" is welcomed as well: the client is subscribed to everything, so it sees both.
    List<Object> seen = new ArrayList<>();
    seen.add(subscriptionOrType(status));
    while (!seen.contains("é")) {
      seen.add(subscriptionOrType(client.receive(Channel.IOPUB)));
    }
    assertThat(seen).containsExactlyInAnyOrder("kernel.x", "status", "é");
  }

  @Test
  void theFirstSubscriberHearsThatTheKernelIsStartingAndTheNextOneDoesNot() throws IOException {
    start(this::answer);
    transportPublishes("status", Map.of("execution_state", "starting"));
    assertThat(client().subscribed().receive(Channel.IOPUB).content())
        .containsEntry("execution_state", "starting");
    Client next = client().subscribed();
    transportPublishes("stream", Map.of("name", "stdout", "text", "x"));
    assertThat(next.receive(Channel.IOPUB).type()).isEqualTo("stream");
  }

  @Test
  void whoSubscribesWhenTheKernelHasWorkedIsNotToldThatItIsStarting() throws IOException {
    start(this::answer);
    transportPublishes("status", Map.of("execution_state", "starting"));
    transportPublishes("stream", Map.of("name", "stdout", "text", "nobody hears this"));
    Client client = client().subscribed();
    transportPublishes("display_data", Map.of());
    assertThat(client.receive(Channel.IOPUB).type()).isEqualTo("display_data");
  }

  @Test
  void aWelcomeHasItsTopicAsIdentAndNoParent() throws IOException {
    start(this::answer);
    try (ZmtpSocket socket = new ZmtpSocket(connection().port(Port.IOPUB), "SUB", new byte[0])) {
      socket.send(List.of("\1stream".getBytes(UTF_8)));
      List<String> frames =
          socket.receive().stream().map(frame -> new String(frame, UTF_8)).toList();
      assertThat(frames).hasSize(7);
      assertThat(frames.subList(0, 2)).containsExactly("stream", "<IDS|MSG>");
      assertThat(frames.get(2)).matches("[0-9a-f]{64}");
      assertThat(frames.get(3)).contains("\"msg_type\":\"iopub_welcome\"", "kernel-session");
      assertThat(frames.subList(4, 7)).containsExactly("{}", "{}", "{\"subscription\":\"stream\"}");
    }
  }

  @Test
  void aTopicThatIsNotTextIsIgnored() throws IOException {
    start(this::answer);
    Client client = client().subscribed();
    client.subscribe(new byte[] {(byte) 0xff, (byte) 0xfe});
    client.unsubscribe(new byte[] {(byte) 0xff, (byte) 0xfe});
    client.subscribe("last".getBytes(UTF_8));
    assertThat(client.receive(Channel.IOPUB).content()).containsEntry("subscription", "last");
    assertThat(log.lines()).isEmpty();
  }

  @Test
  void theHeartbeatEchoesBytesWhileAHandlerIsBusy() throws Exception {
    CountDownLatch done = new CountDownLatch(1);
    CountDownLatch entered = new CountDownLatch(1);
    start((_, _) -> {
      entered.countDown();
      awaitQuietly(done);
    });
    client().request(Channel.SHELL, "execute_request", Map.of());
    entered.await();
    try (ZmtpSocket socket =
        new ZmtpSocket(connection().port(Port.HEARTBEAT), "REQ", new byte[0])) {
      for (int i = 0; i < 3; i++) {
        List<byte[]> ping = List.of(new byte[0], ("ping" + i).getBytes(UTF_8));
        socket.send(ping);
        assertThat(socket.receive()).containsExactlyElementsOf(ping);
      }
    } finally {
      done.countDown();
    }
  }

  @Test
  void aReplyToAClientThatIsGoneIsDroppedAndTheOthersAreServed() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    ReplyAddress[] gone = new ReplyAddress[1];
    Message[] question = new Message[1];
    start((request, asker) -> {
      if (request.type().equals("leave")) {
        question[0] = request;
        gone[0] = asker;
        asked.countDown();
      } else {
        answer(request, asker);
      }
    });
    try (Client leaver = new Client(connection())) {
      leaver.request(Channel.SHELL, "leave", Map.of());
      asked.await();
    }
    Client stayer = client();
    for (int i = 0; i < 50; i++) {
      answer(question[0], gone[0]);
      String id = stayer.request(Channel.SHELL, "stay", Map.of());
      assertThat(stayer.receive(Channel.SHELL).parent().id()).isEqualTo(id);
    }
  }

  @Test
  void aClientThatReconnectsUnderItsIdentityGetsTheReplies() throws IOException {
    start(this::answer);
    Client first = new Client(connection(), "same");
    opened.add(first);
    String before = first.request(Channel.SHELL, "a", Map.of());
    assertThat(first.receive(Channel.SHELL).parent().id()).isEqualTo(before);
    Client second = new Client(connection(), "same");
    opened.add(second);
    // The ids of the two sessions are counted alike; a replay would be refused, so ask otherwise.
    second.request(Channel.SHELL, "other", Map.of());
    String after = second.request(Channel.SHELL, "b", Map.of());
    second.receive(Channel.SHELL);
    assertThat(second.receive(Channel.SHELL).parent().id()).isEqualTo(after);
  }

  @Test
  void aHandlerThatThrowsIsLoggedAndTheNextMessageIsServed() throws IOException {
    start((request, asker) -> {
      switch (request.type()) {
        case "bad" -> throw new IllegalStateException("broken handler");
        case "worse" -> throw new StackOverflowError();
        default -> answer(request, asker);
      }
    });
    Client client = client();
    client.request(Channel.SHELL, "bad", Map.of());
    client.request(Channel.SHELL, "worse", Map.of());
    String good = client.request(Channel.SHELL, "good", Map.of());
    assertThat(client.receive(Channel.SHELL).parent().id()).isEqualTo(good);
    assertThat(log.causes()).hasSize(2);
  }

  @Test
  void aMessageThatIsNotJsonFailsWhereItIsPublished() throws IOException {
    start(this::answer);
    assertThatThrownBy(() -> transportPublishes("stream", Map.of("text", new Object())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("java.lang.Object");
  }

  private static Object subscriptionOrType(Message message) {
    Object subscription = message.content().get("subscription");
    return subscription == null ? message.type() : subscription;
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }
}
