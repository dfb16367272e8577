package dev.elara.kernel;

import static dev.elara.kernel.Session.content;
import static dev.elara.kernel.Session.reply;
import static dev.elara.kernel.Session.story;
import static org.assertj.core.api.Assertions.assertThat;

import dev.elara.caller.Pending;
import dev.elara.message.Channel;
import dev.elara.message.Message;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class ShutdownTest {

  private final Session session = Session.started();

  private Message send(boolean restart) {
    return session.send(Channel.CONTROL, "shutdown_request", Map.of("restart", restart));
  }

  @Test
  void theReplyComesOnControlThenIdleThenTheSameToEveryoneThenTheEnd() {
    Message request = send(true);
    assertThat(session.kernel.stopped().waitSync()).isTrue();
    List<Message> heard = session.client.heardOf(request);
    assertThat(story(heard)).containsExactly("busy", "shutdown_reply", "idle", "shutdown_reply");
    assertThat(heard.get(1).channel()).isEqualTo(Channel.CONTROL);
    assertThat(heard.get(3).channel()).isEqualTo(Channel.IOPUB);
    assertThat(heard.get(1).content()).isEqualTo(content("status", "ok", "restart", true));
    assertThat(heard.get(3).content()).isEqualTo(heard.get(1).content());
  }

  @Test
  void runningAndQueuedCellsAreAnsweredFirst() {
    CountDownLatch started = new CountDownLatch(1);
    session.on(
        "wait",
        execution -> {
          started.countDown();
          return new Pending<String>().await();
        });
    Message running = session.sendCell("wait");
    Message queued = session.sendCell("queued");
    Session.await(started);
    Message request = send(false);
    session.kernel.stopped().waitSync();
    assertThat(reply(session.client.heardOf(running)))
        .containsEntry("ename", "KernelInterrupt")
        .containsEntry("evalue", "The kernel is shutting down.");
    assertThat(reply(session.client.heardOf(queued))).containsEntry("status", "error");
    assertThat(session.client.heard().getLast().parent()).isEqualTo(request.header());
  }

  @Test
  void aCellThatCannotBeStoppedDoesNotHoldItUp() {
    CountDownLatch started = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    session.on(
        "stubborn",
        execution -> {
          started.countDown();
          boolean released = false;
          while (!released) {
            try {
              never.await();
              released = true;
            } catch (InterruptedException ignored) {
              released = false;
            }
          }
          return null;
        });
    Message running = session.sendCell("stubborn");
    Session.await(started);
    send(false);
    assertThat(session.kernel.stopped().waitSync()).isFalse();
    assertThat(reply(session.client.heardOf(running))).containsEntry("ename", "KernelInterrupt");
    never.countDown();
  }

  @Test
  void openCommsAreClosed() {
    session.kernel.comms().open("t", Map.of());
    session.kernel.shutdown(false).waitSync();
    assertThat(story(session.client.heard())).contains("comm_close");
  }

  @Test
  void askedForTwiceItIsAnsweredTwiceAndHappensOnce() {
    Message one = send(false);
    Message two = send(false);
    session.kernel.stopped().waitSync();
    assertThat(reply(session.client.awaitIdle(two))).containsEntry("status", "ok");
    assertThat(story(session.client.heard()).stream().filter("shutdown_reply"::equals)).hasSize(3);
    assertThat(session.client.heardOf(one)).hasSize(4);
  }

  @Test
  void aKernelThatWasNeverStartedEndsToo() {
    Session unstarted = new Session();
    assertThat(unstarted.kernel.shutdown(false).waitSync()).isFalse();
  }
}
