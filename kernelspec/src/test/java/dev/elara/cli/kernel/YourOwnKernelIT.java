package dev.elara.cli.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elara.cli.Cli;
import dev.elara.cli.client.KernelClient;
import dev.elara.cli.client.KernelClient.Channel;
import dev.elara.cli.client.KernelClient.Said;
import dev.elara.cli.client.LocalConnection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The kernel of docs/your-own-kernel.md does what the page says. */
class YourOwnKernelIT {

  private static final Path PAGE = Path.of("..", "docs", "your-own-kernel.md");

  @TempDir private Path folder;
  private KernelClient client;
  private Cli.Started kernel;

  @BeforeEach
  void startIt() throws IOException {
    LocalConnection connection = LocalConnection.in(folder);
    kernel =
        Cli.start(
            folder,
            Map.of(),
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("elara.libraries") + "/*",
                source().toString(),
                connection.file().toString()));
    client = new KernelClient(connection, Duration.ofSeconds(60));
  }

  @AfterEach
  void endIt() {
    client.close();
    kernel.process().destroyForcibly();
  }

  private Path source() throws IOException {
    String page = Files.readString(PAGE);
    String start = "```java\n";
    int from = page.indexOf(start) + start.length();
    return Files.writeString(
        folder.resolve("Calculator.java"), page.substring(from, page.indexOf("```", from)));
  }

  @Test
  void theKernelOfThePageServesAClient() throws Exception {
    assertThat(client.ask(Channel.SHELL, "kernel_info_request", Map.of()).get("implementation"))
        .isEqualTo("calculator");
    assertThat(published("3 4 + 2 *\nsay hello", "execute_result").get("data"))
        .isEqualTo(Map.of("text/plain", "14.0"));
    assertThat(published("say hello", "stream").get("text")).isEqualTo("hello\n");
    assertThat(published("6 set x\nx x *", "execute_result").get("data"))
        .isEqualTo(Map.of("text/plain", "36.0"));
    assertThat(published("1 +", "error").get("ename")).isEqualTo("CalculatorError");
    assertThat(
            client
                .ask(Channel.SHELL, "complete_request", Map.of("code", "1 x", "cursor_pos", 3))
                .get("matches"))
        .isEqualTo(List.of("x"));
    client.ask(Channel.CONTROL, "shutdown_request", Map.of("restart", false));
    assertThat(kernel.process().waitFor(60, TimeUnit.SECONDS)).isTrue();
  }

  private Map<?, ?> published(String code, String type) {
    return client.published(client.sendCell(code)).stream()
        .filter(said -> said.type().equals(type))
        .map(Said::content)
        .findFirst()
        .orElseThrow();
  }
}
