package dev.elara.web.site;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import dev.elara.message.Channel;
import dev.elara.message.Header;
import dev.elara.message.Message;
import dev.elara.web.browser.Chromium;
import dev.elara.web.browser.FolderServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

/**
 * A client of the kernel in a page of Chromium's: speaks with the worker, and remembers all it
 * hears. For one thread.
 */
final class KernelPage implements AutoCloseable {

  private static final Path FOLDER = Path.of(System.getProperty("site.directory", "target/site"));
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Buffers go through as lists of numbers. */
  private static final String START =
      """
      () => {
        let heard = [];
        let wake = () => {};
        const hear = (message) => { heard.push(message); wake(); };
        let worker;
        window.kernel = {
          start() {
            worker?.terminate();
            heard = [];
            worker = new Worker('./kernel-worker.mjs', { type: 'module' });
            worker.onmessage = ({ data }) => hear(data);
            worker.onerror = (event) => hear({ error: event.message });
          },
          send(json) {
            const message = JSON.parse(json);
            message.buffers = message.buffers.map((each) => Uint8Array.from(each).buffer);
            worker.postMessage(message);
          },
          async more() {
            if (heard.length === 0) {
              await new Promise((done, failed) => {
                wake = done;
                setTimeout(() => failed(new Error('The kernel has said nothing for 120 s.')), 120_000);
              });
            }
            const said = heard;
            heard = [];
            return JSON.stringify(said, (_, value) =>
              value instanceof ArrayBuffer ? Array.from(new Uint8Array(value)) : value);
          },
        };
      }
      """;

  private final FolderServer server;
  private final Playwright playwright;
  private final Browser browser;
  private final Page page;
  private final List<Message> heard = new ArrayList<>();
  private int sent;

  KernelPage() throws IOException {
    server = new FolderServer(FOLDER);
    playwright = Chromium.playwright();
    browser = playwright.chromium().launch(Chromium.options());
    page = browser.newPage();
    page.navigate(server.address(""));
    page.evaluate(START);
    restart();
  }

  /** Puts a new kernel in the place of this one; blocks until it is ready. */
  void restart() {
    page.evaluate("kernel.start()");
    heard.clear();
    boolean ready = false;
    while (!ready) {
      ready = hear().stream().anyMatch(said -> Boolean.TRUE.equals(said.get("ready")));
    }
  }

  /** Waits for something to be said. */
  private List<Map<String, Object>> hear() {
    try {
      List<Map<String, Object>> said =
          JSON.readValue((String) page.evaluate("kernel.more()"), new TypeReference<>() {});
      for (var each : said) {
        if (each.get("error") != null) {
          throw new AssertionError("The kernel's worker failed: " + each.get("error"));
        }
        if (each.get("channel") != null) {
          heard.add(message(each));
        }
      }
      return said;
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  private static Message message(Map<String, Object> fields) {
    return new Message(
        Channel.valueOf(String.valueOf(fields.get("channel")).toUpperCase(Locale.ROOT)),
        new Header(tree(fields.get("header"))),
        new Header(tree(fields.get("parent_header"))),
        tree(fields.get("metadata")),
        tree(fields.get("content")),
        ((List<?>) fields.get("buffers")).stream().map(KernelPage::bytes).toList());
  }

  @SuppressWarnings("unchecked") // an object's keys are strings
  private static Map<String, Object> tree(Object value) {
    return (Map<String, Object>) value;
  }

  private static byte[] bytes(Object numbers) {
    var list = (List<?>) numbers;
    var bytes = new byte[list.size()];
    for (int at = 0; at < bytes.length; at++) {
      bytes[at] = ((Number) list.get(at)).byteValue();
    }
    return bytes;
  }

  /** Sends a message; answers its id. Never blocks for the kernel. */
  String send(Message message) {
    try {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("channel", message.channel().wireName());
      fields.put("header", message.header().fields());
      fields.put("parent_header", message.parent().fields());
      fields.put("metadata", message.metadata());
      fields.put("content", message.content());
      fields.put("buffers", message.buffers().stream().map(KernelPage::numbers).toList());
      page.evaluate("(json) => kernel.send(json)", JSON.writeValueAsString(fields));
      return message.header().id();
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  private static int[] numbers(byte[] bytes) {
    var numbers = new int[bytes.length];
    for (int at = 0; at < bytes.length; at++) {
      numbers[at] = bytes[at] & 0xff;
    }
    return numbers;
  }

  /** Sends a request of the main shell; answers its id. */
  String send(Channel channel, String type, Map<String, Object> content) {
    return send(channel, type, content, null);
  }

  /** Sends a request of a subshell, or of the main shell; answers its id. */
  String send(Channel channel, String type, Map<String, Object> content, String subshell) {
    var header = new LinkedHashMap<String, Object>();
    header.put("msg_id", "request-" + ++sent);
    header.put("msg_type", type);
    header.put("session", "test");
    header.put("username", "tester");
    header.put("version", "5.4");
    header.put("date", "2026-01-01T00:00:00Z");
    if (subshell != null) {
      header.put("subshell_id", subshell);
    }
    return send(
        new Message(channel, new Header(header), Header.NONE, Map.of(), content, List.of()));
  }

  /** Waits for the end of a request; answers all that came of it. */
  List<Message> awaitIdle(String request) {
    await(
        request,
        message ->
            message.type().equals("status")
                && "idle".equals(message.content().get("execution_state")));
    return of(request);
  }

  /** Waits for a message that came of a request. */
  Message await(String request, Predicate<Message> wanted) {
    while (true) {
      for (var message : of(request)) {
        if (wanted.test(message)) {
          return message;
        }
      }
      hear();
    }
  }

  /** What has come of a request, as far as it was heard. */
  List<Message> of(String request) {
    return heard.stream().filter(message -> message.parent().id().equals(request)).toList();
  }

  /** Forgets what was heard. */
  void forget() {
    heard.clear();
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
    server.close();
  }
}
