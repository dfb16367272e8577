package dev.elara.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elara.caller.Pending;
import dev.elara.message.Channel;
import dev.elara.message.Message;
import dev.elara.shell.StreamName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many requests of all kinds at once, interrupted and on subshells that come and go. */
class StormTest {

  private static final int REQUESTS = 2_000;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void everyRequestIsAnsweredOnceWhateverHappensAroundIt(long seed) {
    Random random = new Random(seed);
    Session session =
        new Session(new Settings(1 << 20, Duration.ofSeconds(10), Duration.ofSeconds(10)));
    session.on("wait", execution -> new Pending<String>().await());
    session.on(
        "talk",
        execution -> {
          execution.write(StreamName.STDOUT, "some words");
          return execution.count();
        });
    session.kernel.comms().register("echo", (comm, opened) -> comm.onMessage(comm::send));
    session.kernel.start();
    List<Message> sent = new ArrayList<>();
    List<String> subshells = new ArrayList<>();
    for (int i = 0; i < REQUESTS; i++) {
      sent.add(send(session, random, subshells));
      if (i % 30 == 29) {
        session.kernel.interrupt();
        session.client.awaitIdle(sent.get(i));
      }
    }
    session.kernel.interrupt();
    session.client.awaitIdle(session.sendCell("last"));
    session.kernel.shutdown(false).waitSync();
    Map<String, List<String>> stories = stories(session);
    for (Message request : sent) {
      List<String> story = stories.getOrDefault(request.header().id(), List.of());
      boolean comm = request.type().startsWith("comm_") && !request.type().endsWith("_request");
      assertThat(story).as(request.toString()).startsWith("busy").endsWith("idle");
      assertThat(story).as(request.type()).containsOnlyOnce("busy", "idle");
      assertThat(story.stream().filter(type -> type.endsWith("_reply")))
          .as(request.type())
          .hasSize(comm ? 0 : 1);
    }
  }

  private static Message send(Session session, Random random, List<String> subshells) {
    Object[] header =
        subshells.isEmpty() || random.nextInt(3) == 0
            ? new Object[0]
            : new Object[] {"subshell_id", subshells.get(random.nextInt(subshells.size()))};
    return switch (random.nextInt(12)) {
      case 0 -> cell(session, "wait", header);
      case 1 -> cell(session, "// task\nwait", header);
      case 2 -> cell(session, "// thread\ntalk", header);
      case 3 -> cell(session, "fail", header);
      case 4 -> session.send("complete_request", Map.of("code", "pri"), header);
      case 5 -> session.send("kernel_info_request", Map.of(), header);
      case 6 -> session.send("comm_msg", comm(random), header);
      case 7 -> session.send("comm_open", comm(random), header);
      case 8 -> create(session, subshells);
      case 9 -> delete(session, random, subshells);
      default -> cell(session, "talk", header);
    };
  }

  private static Message cell(Session session, String code, Object... header) {
    return session.send("execute_request", Map.of("code", code), header);
  }

  private static Map<String, Object> comm(Random random) {
    return Map.of("comm_id", "c" + random.nextInt(5), "target_name", "echo", "data", Map.of());
  }

  private static Message create(Session session, List<String> subshells) {
    Message request = session.send(Channel.CONTROL, "create_subshell_request", Map.of());
    subshells.add((String) Session.reply(session.client.awaitIdle(request)).get("subshell_id"));
    return request;
  }

  private static Message delete(Session session, Random random, List<String> subshells) {
    String id = subshells.isEmpty() ? "nobody" : subshells.get(random.nextInt(subshells.size()));
    return session.send(Channel.CONTROL, "delete_subshell_request", Map.of("subshell_id", id));
  }

  /** What was heard because of each request, by its id. */
  private static Map<String, List<String>> stories(Session session) {
    Map<String, List<String>> stories = new HashMap<>();
    for (Message message : session.client.heard()) {
      stories
          .computeIfAbsent(message.parent().id(), id -> new ArrayList<>())
          .addAll(Session.story(List.of(message)));
    }
    return stories;
  }
}
