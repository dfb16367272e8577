package dev.elara.zmq;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elara.message.Channel;
import dev.elara.message.Header;
import dev.elara.message.Message;
import dev.elara.zmq.ConnectionFile.Port;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The transport on Unix-domain sockets. */
class IpcIT extends TransportFixture {

  @TempDir private Path folder;

  private ConnectionFile ipc() {
    ConnectionFile local = ConnectionFile.local();
    return new ConnectionFile(
        "ipc",
        folder.resolve("kernel").toString(),
        local.ports(),
        local.key(),
        local.scheme(),
        null);
  }

  private void startIpc() throws IOException {
    start(ipc(), this::answer, Limits.STANDARD);
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  @Test
  void clientsAreAnsweredOnAllChannelsAndHearWhatIsPublished() throws IOException {
    startIpc();
    List<Client> clients = List.of(client(), client());
    for (Channel channel : List.of(Channel.SHELL, Channel.CONTROL, Channel.STDIN)) {
      for (Client client : clients) {
        String id = client.request(channel, "kernel_info_request", Map.of());
        assertThat(client.receive(channel).parent().id()).isEqualTo(id);
      }
    }
    Client subscriber = client().subscribed();
    Message cause = messages.message(Channel.SHELL, "x", Header.NONE, Map.of());
    for (int i = 0; i < 2_000; i++) {
      transport.publish(stream(cause, i + "x".repeat(2_000)));
    }
    for (int i = 0; i < 2_000; i++) {
      assertThat((String) subscriber.receive(Channel.IOPUB).content().get("text"))
          .startsWith(i + "x");
    }
    assertThat(log.lines()).isEmpty();
  }

  @Test
  void theHeartbeatEchoes() throws IOException {
    startIpc();
    Path path = folder.resolve("kernel-" + connection().port(Port.HEARTBEAT));
    try (ZmtpSocket socket = new ZmtpSocket(path, "REQ", new byte[0])) {
      List<byte[]> ping = List.of(new byte[0], "ping".getBytes(UTF_8));
      socket.send(ping);
      assertThat(socket.receive()).containsExactlyElementsOf(ping);
    }
  }

  @Test
  void onlyItsUserMayConnectAndNoFileStaysBehind() throws Exception {
    startIpc();
    assertThat(files()).hasSize(5);
    for (Path file : files()) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
    }
    transport.close();
    assertThat(files()).isEmpty();
    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(thread -> thread.getName().startsWith("elara-"));
  }

  @Test
  void closeSendsWhatIsQueued() throws IOException {
    startIpc();
    Client client = client().subscribed();
    Message cause = messages.message(Channel.SHELL, "x", Header.NONE, Map.of());
    for (int i = 0; i < 1_000; i++) {
      transport.publish(stream(cause, "line " + i));
    }
    transport.close();
    for (int i = 0; i < 1_000; i++) {
      assertThat(client.receive(Channel.IOPUB).content()).containsEntry("text", "line " + i);
    }
  }

  @Test
  void theSocketsBehindLetNobodyInWhoDoesNotKnowThePassword() throws Exception {
    startIpc();
    long pid = ProcessHandle.current().pid();
    List<Integer> behind = LoopbackPorts.of(pid);
    assertThat(behind).hasSizeGreaterThanOrEqualTo(5);
    for (int port : behind) {
      assertThatThrownBy(() -> new ZmtpSocket(port, "DEALER", new byte[0]))
          .isInstanceOf(AssertionError.class);
    }
    Client client = client();
    String id = client.request(Channel.SHELL, "kernel_info_request", Map.of());
    assertThat(client.receive(Channel.SHELL).parent().id()).isEqualTo(id);
  }

  @Test
  void theSocketOfAKilledKernelIsReplacedAndThatOfALivingOneIsNot() throws IOException {
    Path path = folder.resolve("kernel-1");
    ServerSocketChannel killed = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    killed.bind(UnixDomainSocketAddress.of(path));
    killed.close(); // the file stays, as after kill -9
    ConnectionFile where = ipc().withPorts(ports(1));
    start(where, this::answer, Limits.STANDARD);
    assertThatThrownBy(() -> new ZmqTransport(where, messages, this::answer, log).start())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("listens on ipc://" + path)
        .hasMessageContaining("_port");
  }

  @Test
  void aFileInTheWayIsNotRemoved() throws IOException {
    Path file = Files.writeString(folder.resolve("kernel-1"), "mine");
    assertThatThrownBy(() -> start(ipc().withPorts(ports(1)), this::answer, Limits.STANDARD))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("a file is in the way");
    assertThat(file).hasContent("mine");
  }

  private static Map<Port, Integer> ports(int first) {
    return Map.of(
        Port.SHELL, first,
        Port.CONTROL, first + 1,
        Port.STDIN, first + 2,
        Port.IOPUB, first + 3,
        Port.HEARTBEAT, first + 4);
  }
}
