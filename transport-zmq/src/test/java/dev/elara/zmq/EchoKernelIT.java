package dev.elara.zmq;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elara.kernel.Kernel;
import dev.elara.message.Channel;
import dev.elara.message.Content;
import dev.elara.message.Message;
import dev.elara.message.MessageFactory;
import dev.elara.shell.EchoShell;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A whole kernel behind the transport, with a language that echoes. */
@Timeout(120)
class EchoKernelIT {

  private final RecordingLog log = new RecordingLog();
  private Kernel kernel;
  private ZmqTransport transport;
  private Client client;

  @BeforeEach
  void start() throws IOException {
    kernel = Kernel.builder(new EchoShell()).log(log).session("echo").build();
    transport =
        new ZmqTransport(
            ConnectionFile.local(),
            new MessageFactory("echo", "kernel", Instant::now),
            kernel::receive,
            log);
    kernel.attach(transport);
    transport.start();
    kernel.start();
    client = new Client(transport.connection()).subscribed();
  }

  @AfterEach
  void stop() {
    kernel.shutdown(false).waitSync();
    transport.close();
    client.close();
  }

  @Test
  void aCellIsBusyThenInputThenOutputThenResultThenIdleAndIsAnswered() {
    String id = execute(client, "print hello\n42");
    List<String> types = new ArrayList<>();
    for (Message message : client.untilIdle(id)) {
      if (message.parent().id().equals(id)) {
        types.add(message.type());
      }
    }
    assertThat(types)
        .containsExactly("status", "execute_input", "stream", "execute_result", "status");
    Message reply = client.receive(Channel.SHELL);
    assertThat(reply.type()).isEqualTo("execute_reply");
    assertThat(reply.parent().id()).isEqualTo(id);
    assertThat(reply.content()).containsEntry("status", "ok").containsEntry("execution_count", 1);
  }

  @Test
  void twoThousandCellsThirtyAtATimeAllAnswerInOrder() {
    Set<String> waiting = new LinkedHashSet<>();
    Map<String, List<String>> said = new HashMap<>();
    int answered = 0;
    for (int sent = 0; sent < 2_000 || !waiting.isEmpty(); answered++) {
      while (sent < 2_000 && waiting.size() < 30) {
        waiting.add(execute(client, "print " + sent++));
      }
      Message reply = client.receive(Channel.SHELL);
      assertThat(reply.content()).containsEntry("execution_count", answered + 1);
      assertThat(reply.parent().id()).isEqualTo(waiting.iterator().next());
      waiting.remove(reply.parent().id());
      readUntilIdle(said); // a client that left it all unread would be waited for
    }
    said.remove("");
    assertThat(said).hasSize(2_000);
    assertThat(said.values())
        .allSatisfy(states ->
            assertThat(states).containsExactly("busy", "execute_input", "stream", "idle"));
  }

  /** Notes what is published, by the request it is about, until one of them is idle. */
  private void readUntilIdle(Map<String, List<String>> said) {
    String state;
    do {
      Message message = client.receive(Channel.IOPUB);
      state = (String) message.content().getOrDefault("execution_state", message.type());
      said.computeIfAbsent(message.parent().id(), _ -> new ArrayList<>()).add(state);
    } while (!state.equals("idle"));
  }

  @Test
  void twentyThousandLinesArriveWholeWithIdleLast() {
    StringBuilder code = new StringBuilder();
    StringBuilder expected = new StringBuilder();
    for (int i = 0; i < 20_000; i++) {
      code.append("print line ").append(i).append('\n');
      expected.append("line ").append(i).append('\n');
    }
    String id = execute(client, code.toString());
    StringBuilder printed = new StringBuilder();
    for (Message message : client.untilIdle(id)) {
      if (message.type().equals("stream")) {
        printed.append(message.content().get("text"));
      }
    }
    assertThat(printed.toString()).isEqualTo(expected.toString());
  }

  @Test
  void aQuestionOnStdinReachesOnlyTheClientWhoseCellAsks() {
    try (Client other = new Client(transport.connection())) {
      String id = execute(other, "ask name?");
      Message question = other.receive(Channel.STDIN);
      assertThat(question.type()).isEqualTo("input_request");
      assertThat(question.parent().id()).isEqualTo(id);
      assertThat(question.content()).containsEntry("prompt", "name?");
      other.request(Channel.STDIN, "input_reply", Content.of("value", "Ada"));
      assertThat(other.receive(Channel.SHELL).content()).containsEntry("status", "ok");
      assertThat(client.untilIdle(id))
          .anySatisfy(message -> assertThat(message.content()).containsEntry("text", "Ada\n"));
    }
  }

  @Test
  void connectInfoTellsThePortsThatWereBound() {
    client.request(Channel.SHELL, "connect_request", Map.of());
    assertThat(client.receive(Channel.SHELL).content())
        .containsAllEntriesOf(transport.connection().portFields());
  }

  private static String execute(Client client, String code) {
    return client.request(
        Channel.SHELL, "execute_request", Content.of("code", code, "allow_stdin", true));
  }
}
