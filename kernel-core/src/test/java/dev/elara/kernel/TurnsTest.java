package dev.elara.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elara.caller.Caller;
import dev.elara.message.Channel;
import dev.elara.message.Message;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TurnsTest {

  private record Client(String name) implements ReplyAddress {
    @Override
    public void send(Message message) {
      throw new AssertionError("nobody answers here");
    }

    @Override
    public Object client() {
      return name;
    }
  }

  private final Caller caller = Callers.start("Turns");
  private final Turns turns = new Turns(caller);
  private final List<String> done = Collections.synchronizedList(new ArrayList<>());
  private final CountDownLatch release = new CountDownLatch(1);

  @AfterEach
  void stop() {
    caller.stop(true);
  }

  private void add(String client, String work) {
    turns.add(new Client(client), () -> done.add(work));
  }

  private void hold() {
    caller.callDirect(() -> Session.await(release));
  }

  private void finish() {
    release.countDown();
    caller.callSoon(() -> {}).waitSync();
  }

  @Test
  void clientsTakeTurnsAndEachOnesRequestsStayInOrder() {
    hold();
    add("a", "a1");
    add("a", "a2");
    add("a", "a3");
    add("b", "b1");
    add("b", "b2");
    finish();
    assertThat(done).containsExactly("a1", "b1", "a2", "b2", "a3");
  }

  @Test
  void whatIsScheduledBehindThemAllRunsBehindThemAll() {
    hold();
    add("a", "a1");
    add("b", "b1");
    add("a", "a2");
    caller.callDirect(() -> done.add("last"));
    finish();
    assertThat(done).containsExactly("a1", "b1", "a2", "last");
  }

  @Test
  void aFailureTakesNobodysTurn() {
    hold();
    turns.add(
        new Client("a"),
        () -> {
          throw new IllegalStateException("broken");
        });
    add("a", "a2");
    add("b", "b1");
    finish();
    assertThat(done).containsExactly("b1", "a2");
  }

  @Test
  void whatTheKernelIsIsToldAtOnceToWhoMayBeAnsweredInPlace() {
    List<Message> replies = new ArrayList<>();
    ReplyAddress here =
        new ReplyAddress() {
          @Override
          public void send(Message message) {
            replies.add(message);
          }

          @Override
          public boolean answersInPlace() {
            return true;
          }
        };
    try (Session session = Session.started()) {
      session.kernel.receive(
          session.client.request(Channel.SHELL, "kernel_info_request", Map.of()), here);
      assertThat(replies).extracting(Message::type).containsExactly("kernel_info_reply");
    }
  }

  @Test
  void whileSomethingWaitsOrRunsTheTurnsAreNotIdle() {
    assertThat(turns.isIdle()).isTrue();
    hold();
    add("a", "a1");
    assertThat(turns.isIdle()).isFalse();
    finish();
    assertThat(turns.isIdle()).isTrue();
  }
}
