package dev.elara.kernel;

import static dev.elara.kernel.Session.content;
import static dev.elara.kernel.Session.reply;
import static dev.elara.kernel.Session.story;
import static dev.elara.kernel.Session.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.elara.message.Channel;
import dev.elara.message.Header;
import dev.elara.message.Message;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StdinTest {

  private final Session session = Session.started();

  @AfterEach
  void end() {
    session.close();
  }

  private Message sendAsking(String code) {
    return session.send("execute_request", content("code", code, "allow_stdin", true));
  }

  private Message awaitQuestion(Message cell) {
    return session.client.await(
        m -> m.type().equals("input_request") && m.parent().equals(cell.header()));
  }

  private Message awaitQuestion(String prompt) {
    return session.client.await(
        m -> m.type().equals("input_request") && prompt.equals(m.content().get("prompt")));
  }

  private void answer(String value, Header parent) {
    Message plain = session.client.request(Channel.STDIN, "input_reply", Map.of("value", value));
    session.kernel.receive(
        new Message(Channel.STDIN, plain.header(), parent, Map.of(), plain.content(), List.of()),
        session.client);
  }

  @Test
  void aCellAsksItsClientOnStdinAndGetsTheLine() {
    Message cell = sendAsking("ask Name? ");
    Message question = awaitQuestion(cell);
    assertThat(question.channel()).isEqualTo(Channel.STDIN);
    assertThat(question.content()).isEqualTo(content("prompt", "Name? ", "password", false));
    answer("Ada", Header.NONE);
    assertThat(text(session.client.awaitIdle(cell), "stdout")).isEqualTo("Ada\n");
  }

  @Test
  void whatWasPrintedIsSentBeforeTheQuestion() {
    Message cell = sendAsking("print first\nask Then? ");
    awaitQuestion(cell);
    assertThat(story(session.client.heardOf(cell)))
        .containsExactly("busy", "execute_input", "stream", "input_request");
    answer("x", Header.NONE);
    session.client.awaitIdle(cell);
  }

  @Test
  void theEndOfTheFileIsNoLine() {
    session.on("read", execution -> "got " + execution.readLine("", true));
    Message cell = sendAsking("read");
    assertThat(awaitQuestion(cell).content()).containsEntry("password", true);
    answer("\u0004", Header.NONE);
    assertThat(Session.first(session.client.awaitIdle(cell), "execute_result").content())
        .containsEntry("data", Map.of("text/plain", "got null"));
  }

  @Test
  void aCellWhoseClientCannotBeAskedFailsAtOnce() {
    session.on("read", execution -> execution.readLine("", false));
    assertThat(reply(session.run("read")))
        .containsEntry("ename", "StdinNotAllowed")
        .containsEntry("status", "error");
  }

  @Test
  void anInterruptEndsTheWaitForInput() {
    session.on("read", execution -> execution.readLine("", false));
    Message cell = sendAsking("read");
    awaitQuestion(cell);
    session.kernel.interrupt();
    assertThat(reply(session.client.awaitIdle(cell))).containsEntry("ename", "KernelInterrupt");
    Message next = sendAsking("ask Again? ");
    awaitQuestion(next);
    answer("yes", Header.NONE);
    assertThat(text(session.client.awaitIdle(next), "stdout")).isEqualTo("yes\n");
  }

  @Test
  void anAnswerNobodyWaitsForIsDropped() {
    answer("stale", Header.NONE);
    Message cell = sendAsking("ask Fresh? ");
    awaitQuestion(cell);
    answer("fresh", Header.NONE);
    assertThat(text(session.client.awaitIdle(cell), "stdout")).isEqualTo("fresh\n");
  }

  @Test
  void anAnswerToAnEarlierQuestionIsDropped() {
    session.on("read", execution -> execution.readLine("", false));
    Message first = sendAsking("read");
    Header stale = awaitQuestion(first).header();
    session.kernel.interrupt();
    session.client.awaitIdle(first);
    Message second = sendAsking("ask Fresh? ");
    Message question = awaitQuestion(second);
    answer("stale", stale);
    answer("fresh", question.header());
    assertThat(text(session.client.awaitIdle(second), "stdout")).isEqualTo("fresh\n");
  }

  @Test
  void twoCellsAskOneAfterTheOther() {
    Message one = sendAsking("// task\nask One? ");
    awaitQuestion("One? ");
    Message two = sendAsking("// task\nask Two? ");
    session.client.awaitIdle(session.send("kernel_info_request", Map.of()));
    assertThat(story(session.client.heardOf(two))).doesNotContain("input_request");
    answer("1", Header.NONE);
    awaitQuestion("Two? ");
    answer("2", Header.NONE);
    assertThat(text(session.client.awaitIdle(one), "stdout")).isEqualTo("1\n");
    assertThat(text(session.client.awaitIdle(two), "stdout")).isEqualTo("2\n");
  }

  @Test
  void otherRequestsAreAnsweredWhileACellWaitsForInput() {
    Message cell = sendAsking("ask Name? ");
    awaitQuestion(cell);
    assertThat(session.ask("complete_request", Map.of("code", "pri")))
        .containsEntry("matches", List.of("print"));
    assertThat(reply(session.client.awaitIdle(session.sendCell("// task\n5"))))
        .containsEntry("status", "ok");
    answer("Ada", Header.NONE);
    session.client.awaitIdle(cell);
  }
}
