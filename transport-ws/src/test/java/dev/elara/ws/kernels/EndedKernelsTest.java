package dev.elara.ws.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elara.kernel.Log;
import dev.elara.message.Channel;
import dev.elara.message.Content;
import dev.elara.message.Header;
import dev.elara.message.Message;
import dev.elara.message.MessageFactory;
import dev.elara.ws.channels.ClientSocket;
import dev.elara.ws.channels.KernelChannels;
import dev.elara.ws.channels.ReplayLimits;
import dev.elara.ws.wire.Frame;
import dev.elara.ws.wire.Subprotocol;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class EndedKernelsTest {

  private static final Duration AGE = Duration.ofMinutes(10);
  private static final int MESSAGE_BYTES = 1_000;

  private long now;
  private final EndedKernels ended = new EndedKernels(AGE, 3 * MESSAGE_BYTES, () -> now);

  /** A connection that opens and is gone. */
  private static final class GoneSocket implements ClientSocket {
    @Override
    public Subprotocol protocol() {
      return Subprotocol.V1;
    }

    @Override
    public void execute(Runnable task) {
      task.run();
    }

    @Override
    public boolean writable() {
      return false;
    }

    @Override
    public void send(Frame frame, Consumer<Boolean> sent) {
      throw new AssertionError("nothing is sent to who is away");
    }

    @Override
    public void close(int code, String reason) {}
  }

  /** One whose client is away and has a message waiting. */
  private HostedKernel kernel(String id, String client) {
    var messages = new MessageFactory("session", "server", Instant::now);
    var channels = new KernelChannels(ReplayLimits.STANDARD, messages, Log.NONE, () -> now);
    var socket = new GoneSocket();
    channels.connect(client, socket, null).disconnected(socket);
    channels.publish(
        new Message(
            Channel.IOPUB,
            new Header(Map.of("msg_id", id, "msg_type", "stream")),
            Header.NONE,
            Map.of(),
            Content.of("text", "x".repeat(MESSAGE_BYTES)),
            List.of()));
    var launch = new KernelLauncher.Launch(new KernelSpec("f", "F", "f"), Path.of(""), Map.of());
    return new HostedKernel(id, NO_LAUNCHER, launch, channels, Log.NONE);
  }

  private static final KernelLauncher NO_LAUNCHER =
      new KernelLauncher() {
        @Override
        public List<KernelSpec> specs() {
          return List.of();
        }

        @Override
        public KernelLink launch(
            Launch launch, dev.elara.kernel.Connection everyone, Consumer<String> ended)
            throws IOException {
          throw new IOException("none");
        }
      };

  @Test
  void aKernelThatEndedIsFoundByItsOwnClientsOnly() {
    ended.add(kernel("k", "mine"));
    assertThat(ended.find("k", "mine")).isNotNull();
    assertThat(ended.find("k", "another")).isNull();
    assertThat(ended.find("other", "mine")).isNull();
  }

  @Test
  void aKernelThatEndedIsForgottenAfterAWhile() {
    ended.add(kernel("k", "mine"));
    now += AGE.toNanos();
    assertThat(ended.find("k", "mine")).isNotNull();
    now++;
    assertThat(ended.find("k", "mine")).isNull();
  }

  @Test
  void ofMoreThanIsKeptTheOldestAreForgottenFirst() {
    for (var id : List.of("first", "second", "third", "last")) {
      ended.add(kernel(id, "mine"));
    }
    assertThat(ended.find("first", "mine")).isNull();
    assertThat(ended.find("last", "mine")).isNotNull();
  }
}
