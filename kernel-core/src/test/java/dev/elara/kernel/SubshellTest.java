package dev.elara.kernel;

import static dev.elara.kernel.Session.content;
import static dev.elara.kernel.Session.reply;
import static org.assertj.core.api.Assertions.assertThat;

import dev.elara.caller.Caller;
import dev.elara.message.Channel;
import dev.elara.message.Message;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SubshellTest {

  private final Session session = Session.started();

  @AfterEach
  void end() {
    session.close();
  }

  private Map<String, Object> control(String type, Map<String, Object> content) {
    return reply(session.client.awaitIdle(session.send(Channel.CONTROL, type, content)));
  }

  private String create() {
    return (String) control("create_subshell_request", Map.of()).get("subshell_id");
  }

  private Message sendCell(String code, String subshell) {
    return session.send("execute_request", content("code", code), "subshell_id", subshell);
  }

  @Test
  void createdOnesAreListedUntilTheyAreDeleted() {
    String one = create();
    String two = create();
    assertThat(control("list_subshell_request", Map.of()))
        .containsEntry("subshell_id", List.of(one, two));
    assertThat(control("delete_subshell_request", Map.of("subshell_id", one)))
        .containsEntry("status", "ok");
    assertThat(control("list_subshell_request", Map.of()))
        .containsEntry("subshell_id", List.of(two));
  }

  @Test
  void aSubshellRunsCellsWhileTheMainShellIsBusy() {
    CountDownLatch release = new CountDownLatch(1);
    session.on(
        "busy",
        execution -> {
          Session.await(release);
          return null;
        });
    session.on(
        "release",
        execution -> {
          release.countDown();
          return null;
        });
    Message busy = session.sendCell("busy");
    session.client.awaitIdle(sendCell("release", create()));
    session.client.awaitIdle(busy);
  }

  @Test
  void eachSubshellHasItsOwnCountAndHistory() {
    session.run("main 1");
    session.run("main 2");
    String id = create();
    Message cell = sendCell("sub 1", id);
    assertThat(reply(session.client.awaitIdle(cell))).containsEntry("execution_count", 1);
    Message asked =
        session.send("history_request", content("hist_access_type", "tail"), "subshell_id", id);
    List<?> lines = (List<?>) reply(session.client.awaitIdle(asked)).get("history");
    assertThat(lines).hasSize(1);
    assertThat(String.valueOf(lines)).contains("sub 1");
    assertThat(reply(session.run("main 3"))).containsEntry("execution_count", 3);
  }

  @Test
  void aFailureAbortsOnlyTheCellsOfItsOwnSubshell() {
    CountDownLatch release = new CountDownLatch(1);
    session.on(
        "wait and fail",
        execution -> {
          Session.await(release);
          throw new IllegalStateException("failed");
        });
    session.on(
        "wait",
        execution -> {
          Session.await(release);
          return null;
        });
    String id = create();
    sendCell("wait and fail", id);
    Message aborted = sendCell("x", id);
    session.sendCell("wait");
    Message unharmed = session.sendCell("x");
    release.countDown();
    assertThat(reply(session.client.awaitIdle(aborted))).containsEntry("ename", "Aborted");
    assertThat(reply(session.client.awaitIdle(unharmed))).containsEntry("status", "ok");
  }

  @Test
  void deletingOneCancelsWhatItRunsAndAnswersWhatItQueued() {
    CountDownLatch started = new CountDownLatch(1);
    session.on(
        "spin",
        execution -> {
          started.countDown();
          while (!execution.interrupted()) {
            Thread.onSpinWait();
          }
          throw new IllegalStateException("stopped");
        });
    String id = create();
    Message running = sendCell("spin", id);
    Message queued = sendCell("x", id);
    Session.await(started);
    control("delete_subshell_request", Map.of("subshell_id", id));
    assertThat(reply(session.client.awaitIdle(running)))
        .containsEntry("ename", "KernelInterrupt")
        .containsEntry("evalue", "The subshell of this cell was deleted.");
    assertThat(reply(session.client.awaitIdle(queued))).containsEntry("status", "error");
    assertThat(reply(session.client.awaitIdle(sendCell("x", id))))
        .containsEntry("ename", "UnknownSubshell");
  }

  @Test
  void deletingAnUnknownOneIsAnErrorThatNamesIt() {
    assertThat(control("delete_subshell_request", Map.of("subshell_id", "nobody")))
        .containsEntry("status", "error")
        .hasEntrySatisfying("evalue", said -> assertThat((String) said).contains("'nobody'"));
  }

  @Test
  void aHeaderThatNamesOneByANumberIsWrongAndRunsNothing() {
    Message cell = session.send("execute_request", content("code", "x"), "subshell_id", 5);
    assertThat(reply(session.client.awaitIdle(cell)))
        .containsEntry("ename", "InvalidContent")
        .containsEntry(
            "evalue",
            "the header of execute_request: the field 'subshell_id' must be a string,"
                + " but the number 5 arrived.")
        .containsEntry("execution_count", 0);
    Message unknown = session.send("dance_request", Map.of(), "subshell_id", 5);
    session.client.awaitIdle(unknown);
  }

  @Test
  void itsCellsRunOnACallerOfItsOwn() {
    Caller[] callers = new Caller[2];
    session.on("main", execution -> callers[0] = Caller.current());
    session.on("sub", execution -> callers[1] = Caller.current());
    session.run("main");
    session.client.awaitIdle(sendCell("sub", create()));
    assertThat(callers[0]).isSameAs(session.kernel.shellCaller());
    assertThat(callers[1]).isNotNull().isNotSameAs(callers[0]);
  }
}
