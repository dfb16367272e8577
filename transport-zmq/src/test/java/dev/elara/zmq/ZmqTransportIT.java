package dev.elara.zmq;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elara.kernel.ReplyAddress;
import dev.elara.message.Channel;
import dev.elara.message.Content;
import dev.elara.message.Header;
import dev.elara.message.Message;
import dev.elara.message.MessageFactory;
import dev.elara.zmq.ConnectionFile.Port;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The transport on real sockets, with a handler that stands for a kernel. */
@Timeout(120)
class ZmqTransportIT {

  private final MessageFactory messages = new MessageFactory("kernel-session", "k", Instant::now);
  private final RecordingLog log = new RecordingLog();
  private final List<AutoCloseable> opened = new ArrayList<>();
  private ZmqTransport transport;

  @AfterEach
  void closeAll() throws Exception {
    for (AutoCloseable one : opened.reversed()) {
      one.close();
    }
  }

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
  void requestsSentAsSoonAsAPortIsBoundAreAnswered() throws Exception {
    for (int round = 0; round < 20; round++) {
      ConnectionFile where = ConnectionFile.local().withPorts(freePorts());
      Thread binder = Thread.ofPlatform().start(() -> startQuietly(where));
      awaitListening(where.port(Port.SHELL));
      try (ZmtpSocket early = new ZmtpSocket(where.port(Port.SHELL), "DEALER", new byte[] {1})) {
        WireFormat wire = new WireFormat(new Signer(where.scheme(), where.key()), Limits.STANDARD);
        Message request =
            messages.message(Channel.SHELL, "kernel_info_request", Header.NONE, Map.of());
        early.send(wire.write(List.of(), request));
        assertThat(wire.read(Channel.SHELL, early.receive()).message().parent())
            .isEqualTo(request.header());
      }
      binder.join();
    }
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
  void aSubscriberThatReadsNothingHoldsNobodyUpForLong() throws IOException {
    Limits small =
        new Limits(
            1 << 20, 64, 100, 1 << 16, 100, 50, Duration.ofMillis(200), Duration.ofMillis(500));
    start(ConnectionFile.local(), this::answer, small);
    Client stuck = client();
    try (ZmtpSocket deaf =
        new ZmtpSocket(connection().port(Port.IOPUB), "SUB", new byte[0], 4_096)) {
      deaf.send(List.of("\1".getBytes(UTF_8)));
      assertThat(deaf.receive()).isNotEmpty();
      Client reader = client().subscribed();
      Message request = messages.message(Channel.SHELL, "x", Header.NONE, Map.of());
      String big = "x".repeat(100_000);
      for (int i = 0; i < 300; i++) {
        transport.publish(stream(request, big));
        assertThat(reader.receive(Channel.IOPUB).type()).isEqualTo("stream");
      }
      String id = stuck.request(Channel.CONTROL, "interrupt_request", Map.of());
      assertThat(stuck.receive(Channel.CONTROL).parent().id()).isEqualTo(id);
    }
    assertThat(log.lines()).anyMatch(line -> line.contains("reads nothing from iopub"));
  }

  @Test
  void aSlowReaderLosesNothing() throws IOException {
    Limits small =
        new Limits(
            1 << 20, 64, 100, 1 << 16, 100, 50, Duration.ofSeconds(10), Duration.ofSeconds(1));
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

  @Test
  void closeSendsWhatIsQueuedEndsTheThreadsAndFreesThePorts() throws Exception {
    start(this::answer);
    Client client = client().subscribed();
    Message request = messages.message(Channel.SHELL, "x", Header.NONE, Map.of());
    for (int i = 0; i < 1_000; i++) {
      transport.publish(stream(request, "line " + i));
    }
    transport.close();
    for (int i = 0; i < 1_000; i++) {
      assertThat(client.receive(Channel.IOPUB).content()).containsEntry("text", "line " + i);
    }
    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(thread -> thread.getName().startsWith("elara-zmq"));
    for (Port port : Port.values()) {
      assertThatCode(() ->
              new ServerSocket(connection().port(port), 1, InetAddress.ofLiteral("127.0.0.1"))
                  .close())
          .doesNotThrowAnyException();
    }
    transport.publish(request);
    assertThat(log.lines())
        .containsExactly("Dropped a message of type x: the transport is closed.");
  }

  @Test
  void aPortThatIsTakenIsNamedWithItsField() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      Map<Port, Integer> ports = new EnumMap<>(ConnectionFile.local().ports());
      ports.put(Port.CONTROL, taken.getLocalPort());
      assertThatThrownBy(
              () -> start(ConnectionFile.local().withPorts(ports), this::answer, Limits.STANDARD))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("control_port")
          .hasMessageContaining(String.valueOf(taken.getLocalPort()));
    }
  }

  @Test
  void ipcIsRefusedWithWhatToDo() {
    ConnectionFile tcp = ConnectionFile.local();
    ConnectionFile ipc = new ConnectionFile("ipc", "/tmp/k", tcp.ports(), tcp.key(), tcp.scheme());
    assertThatThrownBy(() -> start(ipc, this::answer, Limits.STANDARD))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("'ipc'")
        .hasMessageContaining("'tcp'");
  }

  @Test
  void aMessageThatIsNotJsonFailsWhereItIsPublished() throws IOException {
    start(this::answer);
    assertThatThrownBy(() -> transportPublishes("stream", Map.of("text", new Object())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("java.lang.Object");
  }

  private void startQuietly(ConnectionFile where) {
    try {
      start(where, this::answer, Limits.STANDARD);
    } catch (IOException failed) {
      throw new AssertionError(failed);
    }
  }

  private static void awaitListening(int port) {
    while (true) {
      try {
        new Socket(InetAddress.ofLiteral("127.0.0.1"), port).close();
        return;
      } catch (IOException notYet) {
        Thread.onSpinWait();
      }
    }
  }

  private void start(MessageHandler handler) throws IOException {
    start(ConnectionFile.local(), handler, Limits.STANDARD);
  }

  private void start(ConnectionFile where, MessageHandler handler, Limits limits)
      throws IOException {
    transport = new ZmqTransport(where, messages, handler, log, limits);
    opened.add(transport);
    transport.start();
  }

  private ConnectionFile connection() {
    return transport.connection();
  }

  private Client client() {
    Client client = new Client(connection());
    opened.add(client);
    return client;
  }

  private void answer(Message request, ReplyAddress asker) {
    asker.send(messages.message(request.channel(), "reply", request.header(), Content.ok()));
  }

  private void transportPublishes(String type, Map<String, Object> content) {
    transport.publish(messages.message(Channel.IOPUB, type, Header.NONE, content));
  }

  private Message stream(Message request, String text) {
    return messages.message(
        Channel.IOPUB, "stream", request.header(), Content.of("name", "stdout", "text", text));
  }

  private Message status(Message request, String state) {
    return messages.message(
        Channel.IOPUB, "status", request.header(), Content.of("execution_state", state));
  }

  private static Object subscriptionOrType(Message message) {
    Object subscription = message.content().get("subscription");
    return subscription == null ? message.type() : subscription;
  }

  private static Map<Port, Integer> freePorts() throws IOException {
    Map<Port, Integer> ports = new EnumMap<>(Port.class);
    List<ServerSocket> held = new ArrayList<>();
    for (Port port : Port.values()) {
      ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"));
      held.add(socket);
      ports.put(port, socket.getLocalPort());
    }
    for (ServerSocket socket : held) {
      socket.close();
    }
    return ports;
  }

  private static boolean join(Thread thread) {
    try {
      return thread.join(Duration.ofSeconds(20));
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }
}
