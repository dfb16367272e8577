package dev.elara.kernel;

import dev.elara.caller.Pending;
import dev.elara.message.Channel;
import dev.elara.message.Content;
import dev.elara.message.Message;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Questions to users. Each client is asked one thing at a time; who asks meanwhile waits for its
 * turn. An answer nobody waits for is dropped.
 *
 * <p>Thread-safe.
 *
 * @see <a
 *     href="https://jupyter-client.readthedocs.io/en/stable/messaging.html#messages-on-the-stdin-router-dealer-channel">Messages
 *     on stdin</a>
 */
final class Stdin {

  /** What stands for the end of the file in an {@code input_reply}. */
  private static final String END_OF_FILE = "\u0004";

  private final Outbound outbound;
  private final Log log;
  private final String kernelSession;
  private final List<Question> questions = new ArrayList<>(); // guarded by this, oldest first

  Stdin(Outbound outbound, Log log, String kernelSession) {
    this.outbound = outbound;
    this.log = log;
    this.kernelSession = kernelSession;
  }

  private static final class Question {
    final Exchange exchange;
    final String prompt;
    final boolean password;
    final Pending<String> answer = new Pending<>();
    boolean asked; // guarded by the Stdin
    @Nullable String id; // guarded by the Stdin

    Question(Exchange exchange, String prompt, boolean password) {
      this.exchange = exchange;
      this.prompt = prompt;
      this.password = password;
    }

    String client() {
      return exchange.parent().session();
    }
  }

  /**
   * Asks the client of {@code exchange} for a line and waits for it.
   *
   * @return the line; null at end of file
   * @throws dev.elara.caller.PendingCancelled if the execution is interrupted meanwhile
   */
  @Nullable String ask(
      CellExecution execution, Exchange exchange, String prompt, boolean password) {
    Question question = new Question(exchange, prompt, password);
    synchronized (this) {
      questions.add(question);
    }
    Runnable forget =
        execution.onInterrupt(
            () -> question.answer.cancel(String.valueOf(execution.interruptReason())));
    try {
      askNext(question.client());
      String line = question.answer.await();
      return line.equals(END_OF_FILE) ? null : line;
    } finally {
      forget.run();
      synchronized (this) {
        questions.remove(question);
      }
      askNext(question.client());
    }
  }

  /** Sends the oldest question to a client, unless one is open there. */
  private void askNext(String client) {
    synchronized (this) {
      for (Question question : questions) {
        if (question.client().equals(client) && !question.answer.done()) {
          if (!question.asked) {
            question.asked = true;
            question.id = send(question);
          }
          return;
        }
      }
    }
  }

  private String send(Question question) {
    return outbound
        .send(
            Channel.STDIN,
            "input_request",
            question.exchange.message(),
            question.exchange.replyTo(),
            Content.of("prompt", question.prompt, "password", question.password))
        .id();
  }

  /** Takes an answer. Never blocks. */
  void reply(Message reply, String value) {
    Question question = find(reply);
    if (question == null) {
      log.info("Dropped an input_reply that no cell waits for any more.");
    } else {
      question.answer.setResult(value);
    }
  }

  /**
   * The question answered: the one its parent header names, or else, for clients that send none,
   * the oldest open one of that client.
   */
  private synchronized @Nullable Question find(Message reply) {
    boolean namesAQuestion = reply.parent().session().equals(kernelSession);
    for (Question question : questions) {
      boolean fits =
          namesAQuestion
              ? reply.parent().id().equals(question.id)
              : question.client().equals(reply.header().session());
      if (fits && question.asked && !question.answer.done()) {
        return question;
      }
    }
    return null;
  }
}
