package dev.elara.ws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elara.kernel.Kernel;
import dev.elara.message.Channel;
import dev.elara.message.Header;
import dev.elara.message.Message;
import dev.elara.shell.EchoShell;
import dev.elara.ws.channels.ReplayLimits;
import dev.elara.ws.kernels.EmbeddedLauncher;
import dev.elara.ws.kernels.KernelLauncher.Launch;
import dev.elara.ws.kernels.KernelSpec;
import dev.elara.ws.wire.Subprotocol;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A client that does not read, on a real socket. */
class SlowClientIT {

  private static final int CELLS = 40;
  private static final KernelSpec ECHO = new KernelSpec("echo", "Echo", "echo");
  private static final ReplayLimits LIMITS =
      new ReplayLimits(8 << 20, 256 << 20, 10_000, 8 << 20, Duration.ofMinutes(10));

  @TempDir private Path directory;

  @Test
  void whoDoesNotReadHoldsUpNobodyIsToldWhyAndLosesNothing() throws Exception {
    var launcher = new EmbeddedLauncher(ECHO, () -> Kernel.builder(new EchoShell()));
    try (ElaraServer server =
            ElaraServer.builder(launcher).directory(directory).replay(LIMITS).start();
        HttpClient http = HttpClient.newHttpClient();
        RawClient slow = new RawClient(server.address().getPort())) {
      String kernel = server.kernels().start(new Launch(ECHO, directory, Map.of())).id();
      slow.upgrade(path(server, kernel, "slow"), "Host: localhost\r\n");
      try (var quick = client(server, http, kernel, "quick")) {
        for (int i = 0; i < CELLS; i++) {
          Message cell = cell("print <" + i + ">" + "x".repeat(1 << 20));
          quick.send(cell);
          assertThat(quick.untilIdle(cell)).extracting(Message::type).contains("stream");
        }
      }
      String read = slow.untilClosed();
      assertThat(read).contains("bytes wait for this client; they follow when it returns");
      try (var returned = client(server, http, kernel, "slow")) {
        Message last = cell("print <" + CELLS + ">");
        returned.send(last);
        String replayed =
            returned.untilIdle(last).stream()
                .map(message -> "\"text\":\"" + message.content().get("text"))
                .collect(Collectors.joining());
        assertThat(marks(read + replayed))
            .isEqualTo(IntStream.rangeClosed(0, CELLS).boxed().collect(Collectors.toSet()));
      }
    }
  }

  private static WsClient client(
      ElaraServer server, HttpClient http, String kernel, String session) {
    String base = "ws://127.0.0.1:" + server.address().getPort();
    return new WsClient(
        http, URI.create(base + path(server, kernel, session)), Subprotocol.DEFAULT);
  }

  private static String path(ElaraServer server, String kernel, String session) {
    return "/api/kernels/"
        + kernel
        + "/channels?session_id="
        + session
        + "&token="
        + server.token();
  }

  private static Message cell(String code) {
    Map<String, Object> header =
        Map.of("msg_id", UUID.randomUUID().toString(), "msg_type", "execute_request");
    return new Message(
        Channel.SHELL, new Header(header), Header.NONE, Map.of(), Map.of("code", code), List.of());
  }

  /** Numbers of the cells whose output is in a text. */
  private static Set<Integer> marks(String text) {
    return Pattern.compile("\"text\":\"<(\\d+)>")
        .matcher(text)
        .results()
        .map(found -> Integer.valueOf(found.group(1)))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
