package dev.elara.web.compiler;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.impl.driver.Driver;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The compiler as it goes to browsers, in a Node: the one that Playwright brings is new enough. */
final class NodeCompiler implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** As a page may have it by its content security policy: no program is made of text. */
  private static final String NO_EVAL = "--disallow-code-generation-from-strings";

  private static final Path FOLDER = Path.of(System.getProperty("web.directory", "target/web"));

  private final Process node;
  private final BufferedWriter requests;
  private final BufferedReader replies;
  private int asked;

  /** Starts it and waits until it is ready. */
  NodeCompiler() throws IOException {
    Path driver =
        Driver.ensureDriverInstalled(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"), false)
            .driverDir();
    Path script = FOLDER.resolve("run.mjs");
    Files.copy(
        Path.of("src", "test", "web", "run.mjs"),
        script,
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    node =
        new ProcessBuilder(driver.resolve("node").toString(), NO_EVAL, script.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    requests = node.outputWriter(StandardCharsets.UTF_8);
    replies = node.inputReader(StandardCharsets.UTF_8);
    read();
  }

  /** Asks it something: fields as the port's description has them. Blocks for the reply. */
  JsonNode ask(String what, Map<String, ?> fields) throws IOException {
    var request = new HashMap<String, Object>(fields);
    request.put("id", ++asked);
    request.put("do", what);
    requests.write(JSON.writeValueAsString(request));
    requests.newLine();
    requests.flush();
    return read();
  }

  private JsonNode read() throws IOException {
    String line = replies.readLine();
    if (line == null) {
      throw new IOException("The compiler's program ended, see above");
    }
    return JSON.readTree(line);
  }

  @Override
  public void close() {
    node.destroyForcibly();
  }
}
