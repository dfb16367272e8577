package dev.elara.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MessageFactoryTest {

  private final MessageFactory factory =
      new MessageFactory("s", "kernel", () -> Instant.parse("2026-11-21T12:00:00.123456Z"));

  @Test
  void aHeaderHasAllFieldsOfTheProtocol() {
    var header = factory.message(Channel.IOPUB, "status", Header.NONE, Map.of()).header();
    assertThat(header.fields())
        .containsEntry("session", "s")
        .containsEntry("username", "kernel")
        .containsEntry("date", "2026-11-21T12:00:00.123456Z")
        .containsEntry("msg_type", "status")
        .containsEntry("version", "5.5")
        .containsKey("msg_id");
  }

  @Test
  void noTwoMessagesHaveTheSameId() {
    var one = factory.message(Channel.IOPUB, "status", Header.NONE, Map.of());
    var two = factory.message(Channel.IOPUB, "status", Header.NONE, Map.of());
    assertThat(one.header().id()).isNotEqualTo(two.header().id());
  }

  @Test
  void theParentIsTheWholeHeaderOfTheRequestUnknownFieldsToo() {
    var request = new Header(Map.of("msg_id", "1", "colour", "green"));
    var reply = factory.message(Channel.SHELL, "execute_reply", request, Map.of());
    assertThat(reply.parent().fields()).containsEntry("colour", "green");
  }
}
