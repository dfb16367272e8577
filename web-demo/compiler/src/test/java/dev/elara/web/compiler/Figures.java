package dev.elara.web.compiler;

import dev.elara.web.browser.Chromium;
import dev.elara.web.browser.FolderServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Measures the compiler in Chromium instead of testing it: bytes over the wire, from the worker's
 * start to the first compiled cell, and cells after that. See this module's README.
 */
final class Figures {

  private static final Path FOLDER = Path.of(System.getProperty("web.directory", "target/web"));
  private static final int LOADS = 5;

  private static final String MEASURE =
      """
      async () => {
        const start = performance.now();
        const worker = new Worker('./compiler-worker.mjs', { type: 'module' });
        let answered;
        worker.onmessage = ({ data }) => answered(data);
        const next = () => new Promise((resolve) => (answered = resolve));
        await next();
        const ready = performance.now() - start;
        const compile = async (id, source) => {
          const before = performance.now();
          const reply = next();
          worker.postMessage({ id, do: 'compile', layer: '', cell: `Cell ${id}`, source });
          if ((await reply).failure) throw new Error(`cell ${id} does not compile`);
          return performance.now() - before;
        };
        const cell = await compile(1, '1 + 1');
        const first = performance.now() - start;
        const warm = [];
        for (let id = 2; id < 102; id++) {
          warm.push(await compile(id, `int x${id} = ${id};\nfor (int i = 0; i < 3; i++) x${id} += i;\nx${id}`));
        }
        worker.terminate();
        const late = warm.slice(50).sort((a, b) => a - b);
        return [ready, cell, first, late[25], late[47]].map((ms) => Math.round(ms * 10) / 10).join(' ');
      }
      """;

  private Figures() {}

  /** Prints the figures. */
  public static void main(String[] arguments) throws IOException {
    try (var files = Files.list(FOLDER)) {
      for (Path file : (Iterable<Path>) files.sorted()::iterator) {
        System.out.printf("%,10d bytes  %s%n", Files.size(file), file.getFileName());
      }
    }
    try (var server = new FolderServer(FOLDER);
        var playwright = Chromium.playwright();
        var browser = playwright.chromium().launch(Chromium.options())) {
      System.out.println("ms: ready, first cell, start to first cell, warm cell (median, 95 %)");
      for (int load = 0; load < LOADS; load++) {
        try (var page = browser.newPage()) {
          page.navigate(server.address(""));
          System.out.println(page.evaluate(MEASURE));
        }
      }
    }
  }
}
