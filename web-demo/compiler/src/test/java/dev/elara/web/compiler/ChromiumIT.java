package dev.elara.web.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elara.web.browser.Chromium;
import dev.elara.web.browser.FolderServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The compiler in the system's Chromium, in a module worker, from a plain static server. */
class ChromiumIT {

  private static final Path FOLDER = Path.of(System.getProperty("web.directory", "target/web"));

  /** How class files begin. */
  private static final String MAGIC = "cafebabe";

  private static final String ASK =
      """
      async (requests) => {
        const worker = new Worker('./compiler-worker.mjs', { type: 'module' });
        const messages = [];
        await new Promise((done, failed) => {
          worker.onerror = (event) => failed(new Error(event.message));
          worker.onmessage = ({ data }) => {
            messages.push(data);
            if (data.ready) requests.forEach((request) => worker.postMessage(request));
            if (data.error) failed(new Error(data.error));
            if (messages.length > requests.length) done();
          };
        });
        worker.terminate();
        return messages.slice(1).map((reply) => ({
          id: reply.id,
          magic: reply.classes.map((file) => new DataView(file.bytes.buffer).getUint32(0).toString(16)),
          page: reply.failure?.traceback.join('\\n') ?? '',
        }));
      }
      """;

  @Test
  void aModuleWorkerCompilesCellsAndExplainsErrors() throws IOException {
    try (var server = new FolderServer(FOLDER);
        var playwright = Chromium.playwright();
        var browser = playwright.chromium().launch(Chromium.options())) {
      var page = browser.newPage();
      page.navigate(server.address(""));
      var replies =
          page.evaluate(
              ASK,
              List.of(
                  request(1, "int twice(int n) { return 2 * n; }"),
                  request(2, "twice(\"two\")"),
                  request(3, "IntStream.range(0, 3).map(n -> twice(n)).boxed().toList()")));
      assertThat(String.valueOf(replies))
          .contains("id=1, magic=[" + MAGIC, "String cannot be converted to int", "id=3")
          .doesNotContain("id=3, magic=[]");
    }
  }

  private static Map<String, Object> request(int id, String source) {
    return Map.of("id", id, "do", "compile", "layer", "", "cell", "Cell " + id, "source", source);
  }
}
