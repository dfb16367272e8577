package dev.elara.ws.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elara.kernel.Connection;
import dev.elara.kernel.Log;
import dev.elara.kernel.ReplyAddress;
import dev.elara.message.Channel;
import dev.elara.message.Content;
import dev.elara.message.Header;
import dev.elara.message.Message;
import dev.elara.message.MessageFactory;
import dev.elara.ws.channels.KernelChannels;
import dev.elara.ws.channels.ReplayLimits;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class HostedKernelTest {

  private static final long PATIENCE_SECONDS = 60;
  private static final KernelSpec SPEC = new KernelSpec("fake", "Fake", "fake");

  /** A kernel that does what the test says. */
  private static final class FakeKernel implements KernelLink {
    final Connection everyone;
    final Consumer<String> dies;
    final List<Message> received = new ArrayList<>();
    final CompletableFuture<Void> end = new CompletableFuture<>();
    final CountDownLatch asked = new CountDownLatch(1);
    boolean ended;
    boolean lingers;

    FakeKernel(Connection everyone, Consumer<String> dies) {
      this.everyone = everyone;
      this.dies = dies;
    }

    void says(String state) {
      everyone.publish(status(state));
    }

    @Override
    public void receive(Message request, ReplyAddress replyTo) {
      received.add(request);
    }

    @Override
    public void interrupt() {}

    @Override
    public CompletableFuture<Void> end() {
      ended = true;
      asked.countDown();
      if (!lingers) {
        end.complete(null);
      }
      return end;
    }
  }

  private final LinkedBlockingQueue<FakeKernel> launched = new LinkedBlockingQueue<>();
  private volatile boolean fails;
  private final KernelLauncher launcher =
      new KernelLauncher() {
        @Override
        public List<KernelSpec> specs() {
          return List.of(SPEC);
        }

        @Override
        public KernelLink launch(Launch launch, Connection everyone, Consumer<String> ended)
            throws IOException {
          if (fails) {
            throw new IOException("no more of them");
          }
          FakeKernel kernel = new FakeKernel(everyone, ended);
          launched.add(kernel);
          return kernel;
        }
      };
  private final KernelChannels channels =
      new KernelChannels(
          ReplayLimits.STANDARD,
          new MessageFactory("session", "server", Instant::now),
          Log.NONE,
          () -> 0);
  private final HostedKernel hosted =
      new HostedKernel(
          "id",
          launcher,
          new KernelLauncher.Launch(SPEC, Path.of(""), Map.of()),
          channels,
          Log.NONE);

  private static Message status(String state) {
    var header = new Header(Map.of("msg_id", "m", "msg_type", "status"));
    return new Message(
        Channel.IOPUB,
        header,
        Header.NONE,
        Map.of(),
        Content.of("execution_state", state),
        List.of());
  }

  private FakeKernel next() throws InterruptedException {
    FakeKernel kernel = launched.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    assertThat(kernel).as("another kernel is started").isNotNull();
    return kernel;
  }

  @Test
  void aKernelThatDiesIsStartedAgainUnderItsId() throws Exception {
    hosted.start();
    next().dies.accept("it was killed");
    assertThat(channels.state()).isEqualTo("restarting");
    next().says("idle");
    assertThat(channels.state()).isEqualTo("idle");
  }

  @Test
  void aKernelThatDiesAgainAndAgainIsLeftDead() throws Exception {
    hosted.start();
    for (int i = 0; i <= HostedKernel.CRASHES; i++) {
      next().dies.accept("it was killed");
    }
    assertThat(channels.state()).isEqualTo("dead");
    assertThat(launched).isEmpty();
  }

  @Test
  void aKernelThatHasAnsweredMayDieAsOftenAgain() throws Exception {
    hosted.start();
    for (int i = 0; i < 3 * HostedKernel.CRASHES; i++) {
      FakeKernel kernel = next();
      kernel.says("idle");
      kernel.dies.accept("it was killed");
    }
    next().says("idle");
    assertThat(channels.state()).isEqualTo("idle");
  }

  @Test
  void aDeadKernelLivesAgainAfterARestart() throws Exception {
    hosted.start();
    fails = true;
    next().dies.accept("it was killed");
    assertThatThrownBy(hosted::restart).hasMessage("no more of them");
    assertThat(channels.state()).isEqualTo("dead");
    fails = false;
    hosted.restart();
    next().says("idle");
    assertThat(channels.state()).isEqualTo("idle");
  }

  @Test
  void aKernelThatWasReplacedIsNotHeardAnyMore() throws Exception {
    hosted.start();
    FakeKernel old = next();
    hosted.restart();
    assertThat(old.ended).isTrue();
    next().says("idle");
    old.says("busy");
    old.dies.accept("late news");
    assertThat(channels.state()).isEqualTo("idle");
    assertThat(launched).isEmpty();
  }

  @Test
  void whatIsSentBeforeAKernelIsThereReachesIt() throws Exception {
    Message early = status("x");
    hosted.receive(early, reply -> {});
    hosted.start();
    assertThat(next().received).containsExactly(early);
  }

  @Test
  void aDeletedKernelIsNotStartedAgain() throws Exception {
    hosted.start();
    FakeKernel kernel = next();
    hosted.delete().join();
    kernel.dies.accept("it was told to");
    assertThat(kernel.ended).isTrue();
    assertThat(launched).isEmpty();
  }

  @Test
  void aDeletedKernelIsHeardUntilItHasEnded() throws Exception {
    hosted.start();
    FakeKernel kernel = next();
    kernel.lingers = true;
    CompletableFuture<Void> deleted = hosted.delete();
    kernel.says("busy");
    assertThat(channels.state()).isEqualTo("busy");
    assertThat(deleted).isNotDone();
    kernel.end.complete(null);
    assertThat(deleted).isDone();
    assertThat(channels.state()).isEqualTo("dead");
  }

  @Test
  void aKernelThatIsRestartedIsHeardUntilItHasEnded() throws Exception {
    hosted.start();
    FakeKernel kernel = next();
    kernel.lingers = true;
    var restart =
        new FutureTask<>(() -> {
          hosted.restart();
          return channels.state();
        });
    Thread.ofPlatform().daemon().start(restart);
    kernel.asked.await();
    kernel.says("busy");
    assertThat(channels.state()).isEqualTo("busy");
    kernel.end.complete(null);
    assertThat(restart.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isEqualTo("restarting");
    kernel.says("idle");
    assertThat(channels.state()).isEqualTo("restarting");
  }
}
