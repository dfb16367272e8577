package dev.elara.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elara.message.Channel;
import dev.elara.message.Header;
import dev.elara.message.Message;
import dev.elara.message.MessageFactory;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InboxTest {

  private final MessageFactory messages = new MessageFactory("k", "u", () -> Instant.EPOCH);
  private final Inbox inbox = new Inbox();

  @Test
  void publishedMessagesAndRepliesComeInTheOrderTheyWereSent() {
    Message output = message(Channel.IOPUB);
    Message reply = message(Channel.SHELL);
    Message idle = message(Channel.IOPUB);
    inbox.publish(output);
    inbox.send(reply);
    inbox.publish(idle);
    assertThat(inbox.next(null)).contains(output);
    assertThat(inbox.next(null)).contains(reply);
    assertThat(inbox.next(null)).contains(idle);
  }

  @Test
  void theWishToStopIsHeardOnceEvenIfMessagesWait() {
    Message waiting = message(Channel.IOPUB);
    inbox.publish(waiting);
    inbox.wantStop();
    assertThat(inbox.next(null)).isEmpty();
    assertThat(inbox.next(null)).contains(waiting);
    assertThat(inbox.stopWanted()).isTrue();
  }

  @Test
  void aDeadlineThatIsOverIsHeardEvenIfMessagesWait() {
    inbox.publish(message(Channel.IOPUB));
    assertThat(inbox.next(System.nanoTime() - 1)).isEmpty();
  }

  @Test
  void aMessageIsNotLostIfItsSenderIsBeingInterrupted() {
    Message message = message(Channel.IOPUB);
    Thread.currentThread().interrupt();
    inbox.publish(message);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(inbox.next(null)).contains(message);
  }

  private Message message(Channel channel) {
    return messages.message(channel, "x", Header.NONE, Map.of());
  }
}
