package dev.elara.kernel;

import static dev.elara.kernel.Session.content;
import static dev.elara.kernel.Session.first;
import static dev.elara.kernel.Session.reply;
import static dev.elara.kernel.Session.story;
import static dev.elara.kernel.Session.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.elara.message.Channel;
import dev.elara.message.Message;
import dev.elara.message.MimeBundle;
import dev.elara.shell.Execution;
import dev.elara.shell.StreamName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ExecuteTest {

  private final Session session = Session.started();

  @AfterEach
  void end() {
    session.close();
  }

  @Test
  void aCellGoesFromBusyOverInputAndResultToReplyAndIdle() {
    List<Message> heard = session.run("hello");
    assertThat(story(heard))
        .containsExactly("busy", "execute_input", "execute_result", "execute_reply", "idle");
    assertThat(reply(heard))
        .isEqualTo(
            content(
                "status",
                "ok",
                "execution_count",
                1,
                "user_expressions",
                Map.of(),
                "payload",
                List.of()));
    assertThat(first(heard, "execute_result").content())
        .isEqualTo(
            content(
                "execution_count", 1, "data", Map.of("text/plain", "hello"), "metadata", Map.of()));
  }

  @Test
  void everyMessageOfACellHasTheWholeHeaderOfItsRequestAsParent() {
    Message request = session.sendCell("print x");
    session.client.awaitIdle(request);
    assertThat(session.client.heardOf(request))
        .isNotEmpty()
        .allSatisfy(message -> assertThat(message.parent()).isEqualTo(request.header()));
  }

  @Test
  void aFailingCellSendsOneErrorAndAReplyWithTheSameFields() {
    List<Message> heard = session.run("fail badly");
    assertThat(story(heard))
        .containsExactly("busy", "execute_input", "error", "execute_reply", "idle");
    assertThat(reply(heard))
        .containsEntry("status", "error")
        .containsEntry("ename", "EchoError")
        .containsEntry("evalue", "badly")
        .containsEntry("traceback", List.of("EchoError: badly"))
        .containsEntry("execution_count", 1)
        .containsEntry("user_expressions", Map.of())
        .containsEntry("payload", List.of());
  }

  @Test
  void whatAShellThrowsAgainstItsContractFailsTheCell() {
    Kernel kernel = Kernel.builder(new ThrowingShell()).build();
    Recorder client = new Recorder("other");
    kernel.attach(client);
    kernel.start();
    Message cell = client.request(Channel.SHELL, "execute_request", Map.of("code", "anything"));
    kernel.receive(cell, client);
    assertThat(reply(client.awaitIdle(cell)))
        .containsEntry("ename", "java.lang.AssertionError")
        .containsEntry("evalue", "thrown by the shell");
    kernel.shutdown(false);
  }

  @Test
  void theCounterGrowsOnlyWithStoredCells() {
    assertThat(reply(session.run("a"))).containsEntry("execution_count", 1);
    Message unstored =
        session.send("execute_request", content("code", "b", "store_history", false));
    assertThat(reply(session.client.awaitIdle(unstored))).containsEntry("execution_count", 2);
    assertThat(reply(session.run("c"))).containsEntry("execution_count", 2);
  }

  @Test
  void aSilentCellShowsNeitherInputNorResultNorError() {
    Message silent = session.send("execute_request", content("code", "x", "silent", true));
    assertThat(story(session.client.awaitIdle(silent)))
        .containsExactly("busy", "execute_reply", "idle");
    Message failing = session.send("execute_request", content("code", "fail x", "silent", true));
    assertThat(story(session.client.awaitIdle(failing)))
        .containsExactly("busy", "execute_reply", "idle");
  }

  @Test
  void userExpressionsAreEvaluatedOnlyOnSuccess() {
    Map<String, Object> asked = Map.of("good", "1", "bad", "fail no");
    Message cell = session.send("execute_request", content("code", "x", "user_expressions", asked));
    assertThat(reply(session.client.awaitIdle(cell)).get("user_expressions"))
        .isEqualTo(
            Map.of(
                "good",
                content("status", "ok", "data", Map.of("text/plain", "1"), "metadata", Map.of()),
                "bad",
                content(
                    "status",
                    "error",
                    "ename",
                    "EchoError",
                    "evalue",
                    "no",
                    "traceback",
                    List.of("EchoError: no"))));
    Message failing =
        session.send("execute_request", content("code", "fail x", "user_expressions", asked));
    assertThat(reply(session.client.awaitIdle(failing)))
        .containsEntry("user_expressions", Map.of());
  }

  @Test
  void payloadsAreInTheReplyInTheirOrder() {
    session.on(
        "payloads",
        execution -> {
          execution.payload(content("source", "set_next_input", "text", "x", "replace", false));
          execution.payload(content("source", "ask_exit", "keepkernel", false));
          return null;
        });
    assertThat(reply(session.run("payloads")).get("payload"))
        .isEqualTo(
            List.of(
                content("source", "set_next_input", "text", "x", "replace", false),
                content("source", "ask_exit", "keepkernel", false)));
  }

  @Test
  void whatIsPrintedLeavesBeforeWhatIsShownAndBeforeTheReply() {
    session.on(
        "mixed",
        execution -> {
          execution.write(StreamName.STDOUT, "one");
          execution.display(MimeBundle.text("picture"), "id");
          execution.write(StreamName.STDERR, "two");
          execution.clearOutput(true);
          execution.write(StreamName.STDOUT, "three");
          execution.updateDisplay(MimeBundle.text("other picture"), "id");
          execution.write(StreamName.STDOUT, "four");
          return "value";
        });
    List<Message> heard = session.run("mixed");
    assertThat(story(heard))
        .containsExactly(
            "busy",
            "execute_input",
            "stream",
            "display_data",
            "stream",
            "clear_output",
            "stream",
            "update_display_data",
            "stream",
            "execute_result",
            "execute_reply",
            "idle");
    assertThat(first(heard, "display_data").content())
        .isEqualTo(
            content(
                "data",
                Map.of("text/plain", "picture"),
                "metadata",
                Map.of(),
                "transient",
                Map.of("display_id", "id")));
    assertThat(first(heard, "clear_output").content()).isEqualTo(content("wait", true));
  }

  @Test
  void stdoutAndStderrKeepTheOrderOfOneThread() {
    session.on(
        "both",
        execution -> {
          execution.write(StreamName.STDOUT, "1");
          execution.write(StreamName.STDERR, "2");
          execution.write(StreamName.STDERR, "3");
          execution.write(StreamName.STDOUT, "4");
          return null;
        });
    List<String> streams = new ArrayList<>();
    for (Message message : session.run("both")) {
      if (message.type().equals("stream")) {
        streams.add(message.content().get("name") + ":" + message.content().get("text"));
      }
    }
    assertThat(streams).containsExactly("stdout:1", "stderr:23", "stdout:4");
  }

  @Test
  void outputAfterTheEndOfACellStillBelongsToIt() {
    Execution[] kept = new Execution[1];
    session.on(
        "keep",
        execution -> {
          kept[0] = Execution.current();
          return null;
        });
    Message request = session.sendCell("keep");
    session.client.awaitIdle(request);
    kept[0].write(StreamName.STDOUT, "late");
    Message late = session.client.await(message -> message.type().equals("stream"));
    assertThat(late.parent()).isEqualTo(request.header());
    assertThat(late.content()).isEqualTo(content("name", "stdout", "text", "late"));
  }

  @Test
  void aThreadStartedByACellBelongsToIt() {
    CountDownLatch written = new CountDownLatch(1);
    session.on(
        "thread",
        execution -> {
          Thread.ofPlatform()
              .start(() -> {
                Execution.current().write(StreamName.STDOUT, "from a thread");
                written.countDown();
              });
          Session.await(written);
          return null;
        });
    assertThat(text(session.run("thread"), "stdout")).isEqualTo("from a thread");
  }

  @Test
  void afterAFailureTheCellsQueuedBehindItAreAbortedAndTheNextRuns() {
    CountDownLatch queued = new CountDownLatch(1);
    session.on(
        "wait and fail",
        execution -> {
          Session.await(queued);
          throw new IllegalStateException("failed");
        });
    Message failing = session.sendCell("wait and fail");
    Message second = session.sendCell("print second");
    Message third = session.send("execute_request", content("code", "b", "stop_on_error", false));
    Message info = session.send("kernel_info_request", Map.of());
    queued.countDown();
    session.client.awaitIdle(failing);
    for (Message aborted : List.of(second, third)) {
      List<Message> heard = session.client.awaitIdle(aborted);
      assertThat(story(heard)).containsExactly("busy", "execute_reply", "idle");
      assertThat(reply(heard))
          .containsEntry("status", "error")
          .containsEntry("ename", "Aborted")
          .containsEntry("execution_count", 1)
          .containsEntry("payload", List.of())
          .containsEntry("user_expressions", Map.of())
          .containsKeys("evalue", "traceback");
    }
    assertThat(reply(session.client.awaitIdle(info))).containsEntry("status", "ok");
    assertThat(reply(session.run("next"))).containsEntry("status", "ok");
  }

  @Test
  void withoutStopOnErrorTheCellsQueuedBehindAFailureRun() {
    CountDownLatch queued = new CountDownLatch(1);
    session.on(
        "wait and fail",
        execution -> {
          Session.await(queued);
          throw new IllegalStateException("failed");
        });
    session.send("execute_request", content("code", "wait and fail", "stop_on_error", false));
    Message second = session.sendCell("second");
    session.sendCell("wait and fail", "stop-on-error=false");
    Message fourth = session.sendCell("fourth");
    queued.countDown();
    assertThat(reply(session.client.awaitIdle(second))).containsEntry("status", "ok");
    assertThat(reply(session.client.awaitIdle(fourth))).containsEntry("status", "ok");
  }

  @Test
  void cellsRunInTheOrderOfTheirArrivalOneAtATime() {
    List<String> ran = new ArrayList<>();
    List<Message> cells = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      String code = "cell " + i;
      session.on(code, execution -> ran.add(code));
      cells.add(session.sendCell(code));
    }
    session.client.awaitIdle(cells.getLast());
    assertThat(ran)
        .hasSize(50)
        .containsExactlyElementsOf(
            cells.stream().map(cell -> String.valueOf(cell.content().get("code"))).toList());
    List<Message> statuses =
        session.client.heard().stream()
            .filter(m -> m.type().equals("status") && !m.parent().isEmpty())
            .toList();
    for (int i = 0; i < 100; i += 2) {
      assertThat(statuses.get(i).parent()).isEqualTo(cells.get(i / 2).header());
      assertThat(statuses.get(i + 1).parent()).isEqualTo(cells.get(i / 2).header());
    }
  }

  @Test
  void aCellExpectedToRaiseThatDoesNotIsAnError() {
    Message fine = session.sendCell("fail as expected", "raises-exception");
    assertThat(reply(session.client.awaitIdle(fine))).containsEntry("ename", "EchoError");
    Message missing = session.sendCell("no error", "raises-exception");
    assertThat(reply(session.client.awaitIdle(missing)))
        .containsEntry("status", "error")
        .containsEntry("ename", "MissingException");
  }

  @Test
  void aWrongOptionIsAnErrorReplyThatListsTheValidOnes() {
    List<Message> heard = session.run("// thread colour=green\nx");
    assertThat(story(heard))
        .containsExactly("busy", "execute_input", "error", "execute_reply", "idle");
    assertThat(reply(heard)).containsEntry("ename", "InvalidOption");
    assertThat(String.valueOf(reply(heard).get("evalue"))).contains("// thread name=My thread");
  }

  @Test
  void outputPastTheLimitIsCutAndTheStreamSaysSo() {
    session.on(
        "much",
        execution -> {
          for (int i = 0; i < 3; i++) {
            execution.write(StreamName.STDOUT, "x".repeat(500_000));
          }
          return null;
        });
    String out = text(session.run("much"), "stdout");
    assertThat(out)
        .startsWith(
            "x".repeat(1 << 20) + "\n[The output of this cell has reached its limit of 1 MB")
        .endsWith("[451424 characters of this cell's output were cut.]\n");
  }

  @Test
  void historyRemembersStoredCellsWithTheirOutput() {
    session.run("a");
    session.client.awaitIdle(
        session.send("execute_request", content("code", "hidden", "store_history", false)));
    session.run("print no value");
    assertThat(session.ask("history_request", content("hist_access_type", "tail", "output", true)))
        .containsEntry(
            "history",
            List.of(
                List.of(1, 1, List.of("a", "a")),
                List.of(1, 2, Arrays.asList("print no value", null))));
  }
}
