package dev.elara.web.kernel;

import dev.elara.display.Renderers;
import dev.elara.kernel.Kernel;
import dev.elara.kernel.ReplyAddress;
import dev.elara.message.Channel;
import dev.elara.message.Header;
import dev.elara.message.Message;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A kernel whose transport is a worker's port: messages as Jupyter writes them in JSON, with their
 * {@code channel} and, beside them, their buffers.
 */
public final class PageKernel {

  private final CompilerPort compiler = new CompilerPort();
  private final Renderers renderers = new Renderers();
  private final Kernel kernel;
  private final ReplyAddress page = this::send;

  private PageKernel() {
    kernel =
        Kernel.builder(new PageShell(compiler, renderers))
            .renderers(renderers)
            .username("page")
            .build();
  }

  /** Runs a kernel; blocks for as long as the worker lives. */
  public static void main() {
    var made = new PageKernel();
    made.kernel.attach(made::send);
    made.kernel.stopped().addDoneCallback(_ -> ended());
    made.kernel.start();
    Port.send("{\"to\":\"page\",\"ready\":true}", new byte[0][]);
    while (true) {
      made.take(Port.receive());
    }
  }

  /** The worker can go. */
  private static void ended() {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("to", "page");
    fields.put("ended", "it was shut down");
    Port.send(JsonWriter.text(fields), new byte[0][]);
  }

  private void take(Object[] letter) {
    List<byte[]> buffers = new ArrayList<>();
    for (int i = 1; i < letter.length; i++) {
      buffers.add((byte[]) letter[i]);
    }
    Map<String, @Nullable Object> fields = JsonReader.object((String) letter[0]);
    if ("compiler".equals(fields.get("from"))) {
      compiler.received(fields, buffers);
    } else if (Boolean.TRUE.equals(fields.get("interrupt"))) {
      kernel.interrupt();
    } else {
      kernel.receive(message(fields, buffers), page);
    }
  }

  private static Message message(Map<String, @Nullable Object> fields, List<byte[]> buffers) {
    String channel = String.valueOf(fields.get("channel"));
    return new Message(
        Channel.valueOf(channel.toUpperCase(Locale.ROOT)),
        new Header(tree(fields.get("header"))),
        new Header(tree(fields.get("parent_header"))),
        tree(fields.get("metadata")),
        tree(fields.get("content")),
        buffers);
  }

  @SuppressWarnings("unchecked") // an object's keys are strings
  private static Map<String, @Nullable Object> tree(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? (Map<String, @Nullable Object>) map : Map.of();
  }

  private void send(Message message) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("to", "page");
    fields.put("channel", message.channel().wireName());
    fields.put("header", message.header().fields());
    fields.put("parent_header", message.parent().fields());
    fields.put("metadata", message.metadata());
    fields.put("content", message.content());
    Port.send(JsonWriter.text(fields), message.buffers().toArray(new byte[0][]));
  }
}
