package dev.elara.kernel;

import static dev.elara.kernel.Session.content;
import static org.assertj.core.api.Assertions.assertThat;

import dev.elara.message.Channel;
import dev.elara.message.Message;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the protocol has no reply to is refused in the log. */
class RefusedMessagesTest {

  private final List<String> log = new CopyOnWriteArrayList<>();
  private final Recorder client = new Recorder("client");
  private final Kernel kernel =
      Kernel.builder(new ScriptedShell()).log((_, line, _) -> log.add(line)).build();

  @BeforeEach
  void start() {
    kernel.attach(client);
    kernel.start();
  }

  @AfterEach
  void end() {
    kernel.shutdown(false);
    client.await(message -> message.type().equals("shutdown_reply"));
  }

  private List<Message> send(String type, Map<String, Object> content, Object... headerFields) {
    Message message = client.request(Channel.SHELL, type, content, headerFields);
    kernel.receive(message, client);
    return client.awaitIdle(message);
  }

  @Test
  void aCommOfASubshellThatIsGoneIsNamedInTheLog() {
    var opening = content("comm_id", "c", "target_name", "t");
    assertThat(Session.story(send("comm_open", opening, "subshell_id", "gone\n")))
        .containsExactly("busy", "idle");
    assertThat(log)
        .singleElement()
        .asString()
        .startsWith("comm_open: There is no subshell 'gone?'; it was deleted, or never created");
  }

  @Test
  void aFieldOfTheWrongTypeInACommIsNamedInTheLogAlone() {
    var saying = content("comm_id", 7);
    assertThat(Session.story(send("comm_msg", saying))).containsExactly("busy", "idle");
    assertThat(log)
        .containsExactly(
            "comm_msg: the field 'comm_id' must be a string, but the number 7 arrived.");
  }

  @Test
  void aTypeThatNobodyKnowsIsNamedInTheLog() {
    assertThat(Session.story(send("dance_request", Map.of()))).containsExactly("busy", "idle");
    assertThat(log)
        .containsExactly(
            "Received a message of the unknown type 'dance_request' on 'shell';"
                + " there is no reply to it.");
  }
}
