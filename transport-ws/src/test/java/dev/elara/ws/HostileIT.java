package dev.elara.ws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elara.kernel.Kernel;
import dev.elara.message.Channel;
import dev.elara.message.Header;
import dev.elara.message.Message;
import dev.elara.shell.EchoShell;
import dev.elara.ws.kernels.EmbeddedLauncher;
import dev.elara.ws.kernels.KernelLauncher.Launch;
import dev.elara.ws.kernels.KernelSpec;
import dev.elara.ws.wire.Subprotocol;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Malformed and unwelcome requests and frames, beside a client that works on the same kernel. How
 * many is {@code elara.hostile}, the seed of what is drawn {@code elara.seed}.
 */
class HostileIT {

  private static final int CASES = Integer.getInteger("elara.hostile", 4_000);
  private static final long SEED = Long.getLong("elara.seed", 20261121);
  private static final int ATTACKERS = 4;
  private static final String OUTSIDE = "what lies outside";
  private static final String INSIDE = "what lies inside";

  @TempDir private Path folder;
  private final Queue<String> complaints = new ConcurrentLinkedQueue<>();
  private final HttpClient http = HttpClient.newHttpClient();
  private ElaraServer server;
  private String kernel;
  private String cookie;

  @BeforeEach
  void start() throws Exception {
    Path root = Files.createDirectory(folder.resolve("root"));
    Files.writeString(root.resolve("inside.txt"), INSIDE);
    Files.writeString(folder.resolve("secret.txt"), OUTSIDE);
    Files.createSymbolicLink(root.resolve("link"), folder);
    KernelSpec echo = new KernelSpec("echo", "Echo", "echo");
    server =
        ElaraServer.builder(new EmbeddedLauncher(echo, () -> Kernel.builder(new EchoShell())))
            .directory(root)
            .log((level, line, cause) -> {
              if (cause != null) {
                complaints.add(line + " " + cause);
              }
            })
            .start();
    kernel = server.kernels().start(new Launch(echo, root, Map.of())).id();
    cookie = cookie();
  }

  @AfterEach
  void stop() {
    server.close();
    http.close();
  }

  private String cookie() throws Exception {
    try (var client = new RawClient(server.address().getPort())) {
      client.send(
          "GET /?token="
              + server.token()
              + " HTTP/1.1\r\nHost: localhost\r\nAccept: text/html\r\nConnection: close\r\n\r\n");
      String answer = client.untilClosed();
      String line =
          answer.lines().filter(one -> one.contains("HttpOnly")).findFirst().orElseThrow();
      return line.substring(line.indexOf(' ') + 1, line.indexOf(';'));
    }
  }

  @Test
  void whoeverSendsNonsenseGetsNothingAndDisturbsNobody() throws Exception {
    var done = new AtomicBoolean();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> works =
          Stream.of(Subprotocol.values())
              .map(protocol -> threads.submit(() -> work(protocol, done)))
              .toList();
      List<Future<?>> attacks = new ArrayList<>();
      for (int i = 0; i < ATTACKERS; i++) {
        Random random = new Random(SEED + i);
        attacks.add(threads.submit(() -> attack(random)));
      }
      try {
        for (Future<?> attack : attacks) {
          attack.get();
        }
      } finally {
        done.set(true);
      }
      for (Future<Integer> work : works) {
        assertThat(work.get()).isPositive();
      }
    }
    assertThat(complaints).isEmpty();
    assertThat(folder.resolve("secret.txt")).hasContent(OUTSIDE);
    assertThat(folder.resolve("root/inside.txt")).hasContent(INSIDE);
  }

  /** Runs cells and reads a file, over and over; every answer is complete and in order. */
  private int work(Subprotocol protocol, AtomicBoolean done) throws Exception {
    int rounds = 0;
    try (var client = new WsClient(http, channels("worker" + protocol), protocol)) {
      while (!done.get()) {
        String text = "round " + rounds++;
        Map<String, Object> header =
            Map.of("msg_id", UUID.randomUUID().toString(), "msg_type", "execute_request");
        Message cell =
            new Message(
                Channel.SHELL,
                new Header(header),
                Header.NONE,
                Map.of(),
                Map.of("code", "print " + text),
                List.of());
        client.send(cell);
        List<String> mine =
            client.untilIdle(cell).stream()
                .filter(one -> one.parent().id().equals(cell.header().id()))
                .map(Message::type)
                .filter(type -> !type.equals("execute_reply"))
                .toList();
        assertThat(mine).containsExactly("status", "execute_input", "stream", "status");
        HttpRequest read =
            HttpRequest.newBuilder(URI.create(server.uri() + "files/inside.txt"))
                .header("Authorization", "token " + server.token())
                .build();
        assertThat(http.send(read, BodyHandlers.ofString()).body()).isEqualTo(INSIDE);
      }
    }
    return rounds;
  }

  private URI channels(String session) {
    String base = server.uri().toString().replaceFirst("http", "ws");
    return URI.create(base + path(session).substring(1));
  }

  private String path(String session) {
    return "/api/kernels/"
        + kernel
        + "/channels?session_id="
        + session
        + "&token="
        + server.token();
  }

  private Void attack(Random random) throws Exception {
    var requests = new HostileRequests(random, server, kernel, cookie);
    var frames = new HostileFrames(random);
    for (int i = 0; i < CASES / ATTACKERS; i++) {
      try (var client = new RawClient(server.address().getPort())) {
        switch (random.nextInt(9)) {
          case 0, 1 -> isRefused(client, requests.withoutToken());
          case 2 -> isForbidden(client, requests.fromForeignPage());
          case 3 -> isNotUpgraded(client, requests);
          case 4 -> getsNothing(client, requests.nonsense());
          case 5 -> client.send(requests.broken());
          case 6 -> send(client, null, frames.halfFrame());
          case 7 -> endsItsConnection(client, null, frames.brokenFraming());
          default -> {
            Subprotocol protocol = random.nextBoolean() ? Subprotocol.V1 : Subprotocol.DEFAULT;
            endsItsConnection(client, protocol, frames.brokenMessage(protocol));
          }
        }
      }
    }
    return null;
  }

  /** Without a token there is nothing but refusals, and the page that asks for a token. */
  private void isRefused(RawClient client, String request) throws Exception {
    client.send(request);
    String answer = client.untilClosed();
    assertThat(answer).as(request).doesNotContain(INSIDE, OUTSIDE, server.token(), kernel);
    if (!answer.contains("<form method=\"get\">")) {
      assertThat(answer).as(request).matches("(?s)HTTP/1.1 (4\\d\\d|204) .*");
    }
  }

  private void isForbidden(RawClient client, String request) throws Exception {
    client.send(request);
    assertThat(client.untilClosed()).as(request).startsWith("HTTP/1.1 403 ");
  }

  private void isNotUpgraded(RawClient client, HostileRequests requests) throws Exception {
    String headers = requests.foreignUpgrade();
    String path = path("x").replace("&token=" + server.token(), "");
    assertThat(client.upgrade(path, headers)).as(headers).startsWith("HTTP/1.1 403 ");
  }

  /** With a token nonsense is the client's mistake, and nothing outside is seen or changed. */
  private void getsNothing(RawClient client, String request) throws Exception {
    client.send(request);
    String answer = client.untilClosed();
    assertThat(answer).as(request).startsWith("HTTP/1.1 ").doesNotContain(OUTSIDE);
    assertThat(answer).as(request).doesNotStartWith("HTTP/1.1 5");
  }

  private void endsItsConnection(RawClient client, @Nullable Subprotocol protocol, byte[] bytes)
      throws Exception {
    send(client, protocol, bytes);
    client.send(HostileFrames.goodbye());
    client.untilClosed();
  }

  private void send(RawClient client, @Nullable Subprotocol protocol, byte[] bytes)
      throws Exception {
    String offer =
        protocol == Subprotocol.V1 ? "Sec-WebSocket-Protocol: " + Subprotocol.V1_NAME + "\r\n" : "";
    String session = UUID.randomUUID().toString();
    assertThat(client.upgrade(path(session), "Host: localhost\r\n" + offer))
        .startsWith("HTTP/1.1 101 ");
    client.send(bytes);
  }
}
