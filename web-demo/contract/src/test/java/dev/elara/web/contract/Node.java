package dev.elara.web.contract;

import com.microsoft.playwright.impl.driver.Driver;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A Node that runs the program and tells what it prints. */
final class Node {

  private static final int LIMIT_MINUTES = 3;

  private final String executable;

  private Node(String executable) {
    this.executable = executable;
  }

  /** The Node on the PATH. */
  static Node onPath() {
    return new Node("node");
  }

  /**
   * The Node that Playwright brings: WebAssembly with garbage collection needs Node 22, and the one
   * on the PATH may be older.
   */
  static Node recent() {
    Path driver =
        Driver.ensureDriverInstalled(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"), false)
            .driverDir();
    return new Node(driver.resolve("node").toString());
  }

  /** Runs the program compiled to {@code target} and gives what it has printed. Blocks. */
  List<String> run(String target) throws IOException, InterruptedException {
    Path output = Files.createTempFile("node", ".txt");
    Process node =
        new ProcessBuilder(executable, "--expose-gc", "run.mjs", target)
            .directory(Web.FOLDER.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    boolean ended = node.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES);
    node.destroyForcibly();
    List<String> printed = Files.readAllLines(output, StandardCharsets.UTF_8);
    Files.delete(output);
    if (!ended) {
      throw new AssertionError("Node did not end. It printed: " + printed);
    }
    return printed;
  }
}
