package dev.elara.kernel;

import static dev.elara.kernel.Session.content;
import static dev.elara.kernel.Session.story;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elara.caller.Caller;
import dev.elara.comm.Comm;
import dev.elara.comm.CommManager;
import dev.elara.comm.CommMessage;
import dev.elara.message.Channel;
import dev.elara.message.Header;
import dev.elara.message.Message;
import dev.elara.shell.Execution;
import dev.elara.shell.StreamName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CommTest {

  private final Session session = Session.started();
  private final CommManager comms = session.kernel.comms();

  @AfterEach
  void end() {
    session.close();
  }

  private static Map<String, Object> opening(String id, String target) {
    return content("comm_id", id, "target_name", target, "data", Map.of("hello", 1));
  }

  private static Map<String, Object> saying(String id, Object what) {
    return content("comm_id", id, "data", content("say", what));
  }

  @Test
  void aClientOpensACommTalksAndClosesIt() {
    List<String> heard = new ArrayList<>();
    comms.register(
        "echo",
        (comm, message) -> {
          heard.add("open " + message.data());
          comm.onMessage(said -> {
            heard.add("say " + said.data());
            comm.send(said.data());
          });
          comm.onClose(last -> heard.add("close " + last.data()));
        });
    session.send("comm_open", opening("c", "echo"));
    Message said = session.send("comm_msg", saying("c", "hi"));
    session.client.awaitIdle(session.send("comm_close", saying("c", "bye")));
    assertThat(heard).containsExactly("open {hello=1}", "say {say=hi}", "close {say=bye}");
    List<Message> answers = session.client.heardOf(said);
    assertThat(story(answers)).containsExactly("busy", "comm_msg", "idle");
    assertThat(answers.get(1).content()).isEqualTo(saying("c", "hi"));
    assertThat(comms.all()).isEmpty();
  }

  @Test
  void aCommToAnUnknownTargetIsClosed() {
    List<Message> heard =
        session.client.awaitIdle(session.send("comm_open", opening("c", "nobody")));
    assertThat(story(heard)).containsExactly("busy", "comm_close", "idle");
    assertThat(heard.get(1).content()).isEqualTo(content("comm_id", "c", "data", Map.of()));
  }

  @Test
  void aCommWhoseTargetFailsIsClosedAndTheErrorIsShown() {
    comms.register(
        "broken",
        (comm, message) -> {
          throw new IllegalStateException("broken target");
        });
    List<Message> heard =
        session.client.awaitIdle(session.send("comm_open", opening("c", "broken")));
    assertThat(story(heard)).containsExactly("busy", "comm_close", "stream", "idle");
    assertThat(Session.text(heard, "stderr")).contains("broken target");
    assertThat(comms.find("c")).isNull();
  }

  @Test
  void buffersTravelBothWays() {
    comms.register(
        "echo",
        (comm, opened) ->
            comm.onMessage(
                said -> comm.send(new CommMessage(Map.of(), Map.of("m", 1), said.buffers()))));
    session.send("comm_open", opening("c", "echo"));
    Message plain = session.client.request(Channel.SHELL, "comm_msg", saying("c", "bytes"));
    Message said =
        new Message(
            Channel.SHELL,
            plain.header(),
            Header.NONE,
            Map.of(),
            plain.content(),
            List.of(new byte[] {1, 2}, new byte[0]));
    session.kernel.receive(said, session.client);
    Message answer = Session.first(session.client.awaitIdle(said), "comm_msg");
    assertThat(answer.buffers()).hasSize(2);
    assertThat(answer.buffers().get(0)).containsExactly(1, 2);
    assertThat(answer.metadata()).isEqualTo(Map.of("m", 1));
  }

  @Test
  void aCellOpensACommAndItsMessagesAreHandledOnTheCallerOfTheCell() {
    Caller[] callers = new Caller[1];
    session.on(
        "open",
        execution -> {
          Comm comm = CommManager.current().open("widget", content("state", 1));
          comm.onMessage(said -> {
            callers[0] = Caller.current();
            Execution.current().write(StreamName.STDOUT, "handled " + said.data());
          });
          return comm.id();
        });
    List<Message> opened = session.run("open");
    Message open = Session.first(opened, "comm_open");
    assertThat(open.content())
        .containsEntry("target_name", "widget")
        .containsEntry("data", content("state", 1));
    String id = (String) open.content().get("comm_id");
    List<Message> heard = session.client.awaitIdle(session.send("comm_msg", saying(id, 1)));
    assertThat(story(heard)).containsExactly("busy", "stream", "idle");
    assertThat(callers[0]).isSameAs(session.kernel.shellCaller());
  }

  @Test
  void messagesAreHandledInOrderOneAtATimeAlsoWhenAHandlerWaits() {
    List<Object> order = new ArrayList<>();
    CountDownLatch release = new CountDownLatch(1);
    comms.register(
        "slow",
        (comm, opened) ->
            comm.onMessage(said -> {
              if (order.isEmpty()) {
                Caller.current().toThread(() -> Session.await(release)).await();
              }
              order.add(said.data().get("say"));
            }));
    session.send("comm_open", opening("c", "slow"));
    for (int i = 0; i < 10; i++) {
      session.send("comm_msg", saying("c", i));
    }
    session.client.awaitIdle(session.sendCell("runs meanwhile"));
    release.countDown();
    session.client.awaitIdle(session.send("comm_msg", saying("c", 10)));
    assertThat(order).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
  }

  @Test
  void openCommsAreToldByTheirTarget() {
    comms.register("a", (comm, message) -> {});
    comms.register("b", (comm, message) -> {});
    session.client.awaitIdle(session.send("comm_open", opening("1", "a")));
    session.client.awaitIdle(session.send("comm_open", opening("2", "b")));
    assertThat(session.ask("comm_info_request", Map.of()).get("comms"))
        .isEqualTo(Map.of("1", content("target_name", "a"), "2", content("target_name", "b")));
    assertThat(session.ask("comm_info_request", Map.of("target_name", "b")).get("comms"))
        .isEqualTo(Map.of("2", content("target_name", "b")));
  }

  @Test
  void aMessageOnACommThatIsNotOpenIsDropped() {
    List<Message> heard = session.client.awaitIdle(session.send("comm_msg", saying("no", 1)));
    assertThat(story(heard)).containsExactly("busy", "idle");
  }

  @Test
  void nothingCanBeSentOnAClosedComm() {
    Comm comm = comms.open("t", Map.of());
    comm.close();
    comm.close();
    assertThatThrownBy(() -> comm.send(Map.of()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("'t'")
        .hasMessageContaining("is closed");
    assertThat(story(session.client.heard())).containsOnlyOnce("comm_close");
  }
}
