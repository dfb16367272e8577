package dev.elara.ws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elara.message.Channel;
import dev.elara.message.Header;
import dev.elara.message.Message;
import dev.elara.ws.wire.Frame;
import dev.elara.ws.wire.Subprotocol;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Clients of kernels over WebSocket. */
class ChannelsIT extends ServerOnAPort {

  private static Message message(Channel channel, String type, Map<String, Object> content) {
    return message(channel, type, content, List.of());
  }

  private static Message message(
      Channel channel, String type, Map<String, Object> content, List<byte[]> buffers) {
    Map<String, Object> header =
        Map.of("msg_id", UUID.randomUUID().toString(), "msg_type", type, "session", "s");
    return new Message(channel, new Header(header), Header.NONE, Map.of(), content, buffers);
  }

  private static Message cell(String code) {
    return message(Channel.SHELL, "execute_request", Map.of("code", code));
  }

  private static List<String> types(List<Message> heard) {
    return heard.stream().map(Message::type).toList();
  }

  @ParameterizedTest
  @EnumSource
  void aCellIsAnsweredInBothProtocols(Subprotocol protocol) throws Exception {
    try (WsClient client = connect(newKernel(), "a", protocol)) {
      assertThat(client.agreed()).isEqualTo(protocol == Subprotocol.V1 ? Subprotocol.V1_NAME : "");
      Message cell = cell("print hello\nbye");
      client.send(cell);
      assertThat(types(client.untilIdle(cell)))
          .contains("execute_input", "stream", "execute_result", "execute_reply")
          .endsWith("execute_reply", "status");
    }
  }

  @Test
  void outputGoesToEveryClientAndTheReplyToTheAsker() throws Exception {
    String kernel = newKernel();
    try (WsClient asker = connect(kernel, "a", Subprotocol.V1);
        WsClient other = connect(kernel, "b", Subprotocol.DEFAULT)) {
      Message cell = cell("print hello");
      asker.send(cell);
      assertThat(types(asker.untilIdle(cell))).contains("stream", "execute_reply");
      assertThat(types(other.untilIdle(cell))).contains("stream").doesNotContain("execute_reply");
    }
  }

  @Test
  void whatAKernelSaysToAClientThatIsAwayIsReplayedToItsSession() throws Exception {
    String kernel = newKernel();
    WsClient first = connect(kernel, "a", Subprotocol.V1);
    Message cell =
        message(Channel.SHELL, "execute_request", Map.of("code", "ask name", "allow_stdin", true));
    first.send(cell);
    List<Message> question = first.until(m -> m.type().equals("input_request"));
    first.abort();
    try (WsClient other = connect(kernel, "b", Subprotocol.V1)) {
      Message probe = message(Channel.SHELL, "kernel_info_request", Map.of());
      other.send(probe);
      other.untilIdle(probe);
    }
    try (WsClient again = connect(kernel, "a", Subprotocol.DEFAULT)) {
      assertThat(question).isNotEmpty();
      again.send(message(Channel.STDIN, "input_reply", Map.of("value", "Ada")));
      List<Message> heard = again.untilIdle(cell);
      assertThat(types(heard)).contains("stream", "execute_reply");
    }
  }

  @Test
  void aClientThatSaysWhatItReceivedLastGetsAgainWhatWasSentAfterIt() throws Exception {
    String kernel = newKernel();
    WsClient first = connect(kernel, "a", Subprotocol.V1);
    Message cell = cell("print hello\nbye");
    first.send(cell);
    List<Message> all = first.untilIdle(cell);
    first.abort();
    Message last =
        all.stream().filter(m -> m.type().equals("execute_input")).findAny().orElseThrow();
    String more = "&last_msg_id=" + last.header().id();
    try (WsClient again = connect(kernel, "a" + more, Subprotocol.DEFAULT)) {
      List<String> after =
          all.subList(all.indexOf(last) + 1, all.size()).stream()
              .map(m -> m.header().id())
              .toList();
      assertThat(again.untilIdle(cell))
          .extracting(m -> m.header().id())
          .containsExactlyElementsOf(after);
      assertThat(after).isNotEmpty();
    }
  }

  @Test
  void aSecondConnectionOfASessionReplacesTheFirst() throws Exception {
    String kernel = newKernel();
    WsClient first = connect(kernel, "a", Subprotocol.V1);
    try (WsClient second = connect(kernel, "a", Subprotocol.V1)) {
      assertThat(first.closeCode()).isEqualTo(1001);
      Message cell = cell("x");
      second.send(cell);
      assertThat(types(second.untilIdle(cell))).contains("execute_reply");
    }
  }

  @Test
  void theConnectionsOfADeletedKernelAreClosedWith1000() throws Exception {
    String kernel = newKernel();
    WsClient client = connect(kernel, "a", Subprotocol.V1);
    assertThat(call("DELETE", "api/kernels/" + kernel, null).statusCode()).isEqualTo(204);
    assertThat(client.closeCode()).isEqualTo(1000);
    assertThat(call("GET", "api/kernels/" + kernel, null).statusCode()).isEqualTo(404);
  }

  @Test
  void whatADeletedKernelHadSaidWaitsForClientsThatWereAwayAndForNobodyElse() throws Exception {
    String kernel = newKernel();
    WsClient first = connect(kernel, "a", Subprotocol.V1);
    Message cell = cell("print hello\nbye");
    first.send(cell);
    List<Message> all = first.untilIdle(cell);
    first.abort();
    assertThat(call("DELETE", "api/kernels/" + kernel, null).statusCode()).isEqualTo(204);
    assertThatThrownBy(() -> connect(kernel, "b", Subprotocol.V1)).hasStackTraceContaining("404");
    WsClient again =
        connect(kernel, "a&last_msg_id=" + all.getFirst().header().id(), Subprotocol.V1);
    assertThat(types(again.until(m -> "dead".equals(m.content().get("execution_state")))))
        .contains("stream", "execute_reply");
    assertThat(again.closeCode()).isEqualTo(1000);
  }

  @Test
  void aRestartedKernelKeepsItsIdAndItsClients() throws Exception {
    String kernel = newKernel();
    try (WsClient client = connect(kernel, "a", Subprotocol.V1)) {
      var response = call("POST", "api/kernels/" + kernel + "/restart", null);
      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(json(response)).containsEntry("id", kernel);
      client.until(m -> "starting".equals(m.content().get("execution_state")));
      Message cell = cell("x");
      client.send(cell);
      assertThat(types(client.untilIdle(cell))).contains("execute_reply");
    }
  }

  @Test
  void aKernelThatIsShutDownByAClientComesBackUnderItsId() throws Exception {
    String kernel = newKernel();
    try (WsClient client = connect(kernel, "a", Subprotocol.V1)) {
      client.send(message(Channel.CONTROL, "shutdown_request", Map.of("restart", false)));
      client.until(m -> "restarting".equals(m.content().get("execution_state")));
      Message cell = cell("x");
      client.send(cell);
      assertThat(types(client.untilIdle(cell))).contains("execute_reply");
    }
  }

  @ParameterizedTest
  @CsvSource({"nonsense,1007", "{},1002", "[1],1007"})
  void aMalformedMessageClosesItsConnectionAndNoOther(String text, int code) throws Exception {
    String kernel = newKernel();
    try (WsClient good = connect(kernel, "good", Subprotocol.DEFAULT)) {
      WsClient bad = connect(kernel, "bad", Subprotocol.DEFAULT);
      bad.sendText(text);
      assertThat(bad.closeCode()).isEqualTo(code);
      Message cell = cell("x");
      good.send(cell);
      assertThat(types(good.untilIdle(cell))).contains("execute_reply");
    }
  }

  @Test
  void aBinaryMessageSentAsTextIsTakenAsBinary() throws Exception {
    try (WsClient client = connect(newKernel(), "a", Subprotocol.DEFAULT)) {
      Message cell =
          message(Channel.SHELL, "execute_request", Map.of("code", "x"), List.of(new byte[9]));
      Frame frame = Subprotocol.DEFAULT.encode(cell);
      client.sendText(new String(frame.bytes(), StandardCharsets.ISO_8859_1));
      assertThat(types(client.untilIdle(cell))).contains("execute_reply");
    }
  }

  @Test
  void nobodySendsOnIopub() throws Exception {
    WsClient client = connect(newKernel(), "a", Subprotocol.V1);
    client.send(message(Channel.IOPUB, "stream", Map.of("name", "stdout", "text", "x")));
    assertThat(client.closeCode()).isEqualTo(1002);
  }

  @Test
  void aLargeMessageArrivesWhole() throws Exception {
    try (WsClient client = connect(newKernel(), "a", Subprotocol.V1)) {
      Message cell = cell("x".repeat(5_000_000));
      client.send(cell);
      List<Message> heard = client.untilIdle(cell);
      assertThat(heard.toString().length()).isGreaterThan(5_000_000);
    }
  }
}
