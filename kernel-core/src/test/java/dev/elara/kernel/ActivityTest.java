package dev.elara.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elara.message.Channel;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ActivityTest {

  private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

  @Test
  void eachRequestBeginsAndEndsWhateverBecomesOfIt() throws InterruptedException {
    var client = new Recorder("client");
    var kernel = Kernel.builder(new ScriptedShell()).activity(listener()).build();
    kernel.attach(client);
    kernel.start();
    for (var request :
        new String[][] {{"execute_request", "hello"}, {"execute_request", "fail"}, {"x", ""}}) {
      kernel.receive(client.request(Channel.SHELL, request[0], Map.of("code", request[1])), client);
      assertThat(heard.poll(60, TimeUnit.SECONDS)).isEqualTo("began");
      assertThat(heard.poll(60, TimeUnit.SECONDS)).isEqualTo("ended");
    }
    kernel.shutdown(false);
  }

  private Activity listener() {
    return new Activity() {
      @Override
      public void began() {
        heard.add("began");
      }

      @Override
      public void ended() {
        heard.add("ended");
      }
    };
  }
}
