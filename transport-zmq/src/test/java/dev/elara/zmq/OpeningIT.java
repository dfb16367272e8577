package dev.elara.zmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elara.message.Channel;
import dev.elara.message.Header;
import dev.elara.message.Message;
import dev.elara.zmq.ConnectionFile.Port;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How a transport begins and ends. */
class OpeningIT extends TransportFixture {

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
}
