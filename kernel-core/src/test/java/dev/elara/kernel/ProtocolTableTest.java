package dev.elara.kernel;

import static dev.elara.kernel.Session.content;
import static dev.elara.kernel.Session.story;
import static org.assertj.core.api.Assertions.assertThat;

import dev.elara.message.Channel;
import dev.elara.message.Message;
import dev.elara.message.MessageFactory;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every type of request, in every situation: one reply where there is one, busy first, idle last.
 */
class ProtocolTableTest {

  private static final String NONE = "";

  private final Session session = Session.started();

  @AfterEach
  void end() {
    session.close();
  }

  /**
   * A request.
   *
   * @param usual the channel it usually arrives on
   * @param good a content that succeeds
   * @param bad a content that does not; null if none can be wrong
   * @param reply the fields of a good reply, separated by spaces; empty if there is no reply
   */
  record Case(
      Channel usual, String type, Map<String, Object> good, Map<String, Object> bad, String reply) {
    @Override
    public String toString() {
      return type;
    }

    boolean replies() {
      return !reply.equals(NONE);
    }
  }

  static Stream<Case> all() {
    Map<String, Object> code = Map.of("code", "pri", "cursor_pos", 3);
    Map<String, Object> comm = Map.of("comm_id", "c", "target_name", "echo", "data", Map.of());
    Map<String, Object> noCode = Map.of("code", 7);
    return Stream.of(
        new Case(
            Channel.SHELL,
            "execute_request",
            code,
            noCode,
            "status execution_count user_expressions payload"),
        new Case(
            Channel.SHELL,
            "kernel_info_request",
            Map.of(),
            null,
            "status protocol_version implementation implementation_version language_info banner"
                + " help_links debugger supported_features"),
        new Case(
            Channel.SHELL,
            "complete_request",
            code,
            noCode,
            "status matches cursor_start cursor_end metadata"),
        new Case(Channel.SHELL, "inspect_request", code, noCode, "status found data metadata"),
        new Case(Channel.SHELL, "is_complete_request", code, noCode, "status"),
        new Case(
            Channel.SHELL,
            "history_request",
            Map.of("hist_access_type", "tail", "n", 3),
            Map.of("hist_access_type", "head"),
            "status history"),
        new Case(
            Channel.SHELL, "comm_info_request", Map.of(), Map.of("target_name", 1), "status comms"),
        new Case(Channel.SHELL, "connect_request", Map.of(), null, "status shell_port"),
        new Case(Channel.SHELL, "comm_open", comm, Map.of("comm_id", 1), NONE),
        new Case(Channel.SHELL, "comm_msg", comm, Map.of("data", 1), NONE),
        new Case(Channel.SHELL, "comm_close", comm, Map.of(), NONE),
        new Case(Channel.SHELL, "dance_request", Map.of(), null, NONE),
        new Case(Channel.SHELL, "", Map.of(), null, NONE),
        new Case(Channel.CONTROL, "interrupt_request", Map.of(), null, "status"),
        new Case(Channel.CONTROL, "create_subshell_request", Map.of(), null, "status subshell_id"),
        new Case(
            Channel.CONTROL,
            "delete_subshell_request",
            Map.of("subshell_id", "SUBSHELL"),
            Map.of("subshell_id", "nobody"),
            "status"),
        new Case(Channel.CONTROL, "list_subshell_request", Map.of(), null, "status subshell_id"),
        new Case(
            Channel.CONTROL,
            "debug_request",
            Map.of("type", "request", "seq", 4, "command", "debugInfo"),
            null,
            "type request_seq success command"));
  }

  static Stream<Case> thatCanBeWrong() {
    return all().filter(request -> request.bad() != null);
  }

  static Stream<Case> thatRunNoCellAndStopNone() {
    return all().filter(r -> !List.of("execute_request", "interrupt_request").contains(r.type()));
  }

  static Stream<Case> thatBelongToAShell() {
    return all().filter(request -> request.usual() == Channel.SHELL);
  }

  static Stream<Case> thatBelongToAShellAndAreKnown() {
    return thatBelongToAShell().filter(r -> r.type().contains("_") && !r.type().startsWith("dan"));
  }

  @ParameterizedTest
  @MethodSource("all")
  void isAnsweredOnceBetweenBusyAndIdle(Case request) {
    assertGood(request, send(request.usual(), request));
  }

  @ParameterizedTest
  @MethodSource("all")
  void isAnsweredWhereItCameOnAnUnusualChannel(Case request) {
    Channel unusual = request.usual() == Channel.SHELL ? Channel.CONTROL : Channel.SHELL;
    assertGood(request, send(unusual, request));
  }

  @ParameterizedTest
  @MethodSource("thatCanBeWrong")
  void withAWrongContentIsAnsweredWithAnErrorThatSaysWhatIsWrong(Case request) {
    Message sent = session.send(request.usual(), request.type(), request.bad());
    List<Message> heard = session.client.awaitIdle(sent);
    assertOrder(request, sent, heard);
    if (request.replies()) {
      Map<String, Object> reply = Session.reply(heard);
      assertThat(reply).containsEntry("status", "error");
      assertThat(reply).containsKeys("ename", "evalue", "traceback");
      assertThat(String.valueOf(reply.get("evalue"))).containsAnyOf("the field '", "nobody");
    }
  }

  @ParameterizedTest
  @MethodSource("thatRunNoCellAndStopNone")
  void isAnsweredWhileACellRuns(Case request) {
    CountDownLatch started = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    session.on(
        "busy",
        execution -> {
          started.countDown();
          Session.await(release);
          return null;
        });
    Message cell = session.sendCell("busy");
    Session.await(started);
    assertGood(request, send(request.usual(), request));
    assertThat(story(session.client.heardOf(cell))).containsExactly("busy", "execute_input");
    release.countDown();
    session.client.awaitIdle(cell);
  }

  @ParameterizedTest
  @MethodSource("thatBelongToAShell")
  void isAnsweredOnASubshell(Case request) {
    String id = subshell();
    Message sent = session.send(Channel.SHELL, request.type(), request.good(), "subshell_id", id);
    assertOrder(request, sent, session.client.awaitIdle(sent));
  }

  @ParameterizedTest
  @MethodSource("thatBelongToAShellAndAreKnown")
  void toAnUnknownSubshellIsAnsweredWithAnError(Case request) {
    Message sent =
        session.send(Channel.SHELL, request.type(), request.good(), "subshell_id", "nobody");
    List<Message> heard = session.client.awaitIdle(sent);
    assertOrder(request, sent, heard);
    if (request.replies()) {
      assertThat(Session.reply(heard))
          .containsEntry("status", "error")
          .containsEntry("ename", "UnknownSubshell");
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void beforeTheStartIsAnsweredAfterIt(Case request) {
    try (Session early = new Session()) {
      Message sent = early.send(request.usual(), request.type(), request.good());
      assertThat(early.client.heard()).isEmpty();
      early.kernel.start();
      assertOrder(request, sent, early.client.awaitIdle(sent));
      assertThat(early.client.heard().getFirst().content())
          .isEqualTo(content("execution_state", "starting"));
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void afterTheEndIsRefused(Case request) {
    session.kernel.shutdown(false);
    session.client.await(message -> message.type().equals("shutdown_reply"));
    session.kernel.stopped().waitSync();
    Message sent = session.send(request.usual(), request.type(), request.good());
    assertOrder(request, sent, session.client.awaitIdle(sent));
  }

  private Message send(Channel channel, Case request) {
    Map<String, Object> content = request.good();
    if (content.containsValue("SUBSHELL")) {
      content = Map.of("subshell_id", subshell());
    }
    return session.send(channel, request.type(), content);
  }

  private String subshell() {
    Message created = session.send(Channel.CONTROL, "create_subshell_request", Map.of());
    return (String) Session.reply(session.client.awaitIdle(created)).get("subshell_id");
  }

  private void assertGood(Case request, Message sent) {
    List<Message> heard = session.client.awaitIdle(sent);
    assertOrder(request, sent, heard);
    if (request.replies()) {
      Message reply = Session.first(heard, request.type().replace("_request", "_reply"));
      assertThat(reply.channel()).isEqualTo(sent.channel());
      assertThat(reply.content().keySet()).contains(request.reply().split(" "));
      assertThat(reply.content().get("status")).isNotEqualTo("error");
    }
  }

  private void assertOrder(Case request, Message sent, List<Message> heard) {
    List<String> story = story(heard);
    assertThat(story.getFirst()).isEqualTo("busy");
    assertThat(story.getLast()).isEqualTo("idle");
    assertThat(story).containsOnlyOnce("busy", "idle");
    String reply = request.type().replace("_request", "_reply");
    assertThat(story.stream().filter(type -> type.endsWith("_reply")))
        .containsExactlyElementsOf(request.replies() ? List.of(reply) : List.of());
    assertThat(heard)
        .allSatisfy(message -> assertThat(message.parent()).isEqualTo(sent.header()))
        .allSatisfy(message ->
            assertThat(message.header().fields())
                .containsEntry("version", MessageFactory.PROTOCOL_VERSION));
  }
}
