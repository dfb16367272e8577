package dev.elara.web.site;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elara.message.Channel;
import dev.elara.message.Header;
import dev.elara.message.Message;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages of a kernel in a page that the tables for all transports do not have. */
class MessagesInPageIT {

  private static KernelPage page;

  @BeforeAll
  static void open() throws IOException {
    page = new KernelPage();
  }

  @AfterAll
  static void close() {
    page.close();
  }

  @Test
  void commsCarryBytesBothWays() {
    run(
        """
        import dev.elara.comm.*;
        CommManager.current().register("mirror", (comm, first) -> {
          comm.onMessage(message -> {
            byte[] bytes = message.buffers().get(1).clone();
            for (int i = 0; i < bytes.length; i++) { bytes[i] = (byte) ~bytes[i]; }
            comm.send(new CommMessage(message.data(), Map.of(), List.of(bytes, new byte[0])));
          });
          comm.send(new CommMessage(Map.of(), Map.of(), first.buffers()));
        });
        """);
    byte[] all = new byte[256];
    for (int i = 0; i < all.length; i++) {
      all[i] = (byte) i;
    }
    page.send(
        comm("comm_open", Map.of("comm_id", "c", "target_name", "mirror", "data", Map.of()), all));
    assertThat(answer("comm_open").buffers()).containsExactly(all);
    Map<String, Object> data = Map.of("comm_id", "c", "data", Map.of("n", 1));
    page.send(comm("comm_msg", data, new byte[0], all));
    var answer = answer("comm_msg");
    assertThat(answer.content().get("data")).isEqualTo(Map.of("n", 1));
    assertThat(answer.buffers()).hasSize(2);
    assertThat(answer.buffers().getFirst()).startsWith(-1, -2).hasSize(256);
    assertThat(answer.buffers().getLast()).isEmpty();
  }

  private static Message comm(String type, Map<String, Object> content, byte[]... buffers) {
    var header =
        new Header(
            Map.of("msg_id", type, "msg_type", type, "session", "test", "username", "tester"));
    return new Message(Channel.SHELL, header, Header.NONE, Map.of(), content, List.of(buffers));
  }

  private static Message answer(String request) {
    return page.await(request, message -> message.type().equals("comm_msg"));
  }

  @Test
  void whatAPageLacksIsToldWithItsReasonAndNotOffered() {
    var told = run("var socket = new java.net.Socket(\"example.org\", 80);");
    assertThat(String.valueOf(told.content())).contains("Socket", "a page has no sockets");
    var process = run("new ProcessBuilder(\"ls\").start()");
    assertThat(String.valueOf(process.content())).contains("a page cannot start programs");
    String code = "java.net.Socke";
    String request =
        page.send(
            Channel.SHELL, "complete_request", Map.of("code", code, "cursor_pos", code.length()));
    page.awaitIdle(request);
    var reply = page.await(request, message -> message.type().equals("complete_reply"));
    assertThat(String.valueOf(reply.content().get("matches")))
        .contains("SocketException")
        .doesNotContain("Socket,", "Socket]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "new LinkedBlockingQueue<Integer>().take()",
        "var lock = new java.util.concurrent.locks.ReentrantLock(); lock.lock();"
            + " try { lock.newCondition().await(); } finally { lock.unlock(); }",
        "new CountDownLatch(1).await()",
        "var other = new Thread(() -> { while (true) { Thread.onSpinWait(); } });"
            + " other.setDaemon(true); other.start(); other.join();",
        "Thread.sleep(1_000_000)",
        "synchronized (kept) { kept.wait(); }",
        "new CompletableFuture<String>().get()",
      })
  void aCellThatWaitsIsStoppedWithItsStateKept(String waiting) {
    run("var kept = new ArrayList<String>(List.of(\"kept\"));");
    String request = page.send(Channel.SHELL, "execute_request", Map.of("code", waiting));
    page.await(request, message -> message.type().equals("execute_input"));
    page.awaitIdle(page.send(Channel.CONTROL, "interrupt_request", Map.of()));
    page.awaitIdle(request);
    var reply = page.await(request, message -> message.type().equals("execute_reply"));
    assertThat(reply.content()).containsEntry("status", "error");
    String next = page.send(Channel.SHELL, "execute_request", Map.of("code", "kept"));
    var result = page.await(next, message -> message.type().equals("execute_result"));
    assertThat(String.valueOf(result.content().get("data"))).contains("[kept]");
  }

  /** Runs a cell; answers its reply. Blocks until it has ended. */
  private static Message run(String code) {
    String request = page.send(Channel.SHELL, "execute_request", Map.of("code", code));
    page.awaitIdle(request);
    return page.await(request, message -> message.type().equals("execute_reply"));
  }
}
