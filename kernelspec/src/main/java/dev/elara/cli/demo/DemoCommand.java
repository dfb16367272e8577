package dev.elara.cli.demo;

import dev.elara.cli.CommandFailed;
import dev.elara.cli.Elara;
import dev.elara.cli.Terminal;
import dev.elara.cli.server.Browser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code elara demo}: says where the static folder is, serves it and opens it. */
@Command(
    name = "demo",
    description = {
      "Java in a page, with no server behind it: builds a static folder and serves it here.",
      "",
      "The folder works from any static server, below any path, and without a network after the"
          + " first load. It is built from Elara's sources when they have changed."
    },
    footer = {"", "Examples:", "  elara demo", "  elara demo --build-only"})
public final class DemoCommand implements Runnable {

  private static final int STANDARD_PORT = 8890;

  @ParentCommand private @Nullable Elara elara;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description =
          "the port; 0 takes any (default: " + STANDARD_PORT + ", or any if that is taken)")
  private @Nullable Integer port;

  @Option(names = "--no-browser", description = "prints the link and opens nothing")
  private boolean noBrowser;

  @Option(names = "--build-only", description = "builds the folder, says where it is, and ends")
  private boolean buildOnly;

  /** Given by the launcher, which has built it. */
  @Option(names = "--folder", paramLabel = "DIR", hidden = true)
  private @Nullable Path folder;

  /** Given by the launcher before it builds: options that are wrong should not cost a build. */
  @Option(names = "--check", hidden = true)
  private boolean checkOnly;

  @Override
  public void run() {
    if (port != null && (port < 0 || port > 65535)) {
      throw new CommandFailed(
          "There is no port %d; ports are 1 to 65535, and 0 takes any.".formatted(port));
    }
    if (checkOnly) {
      return;
    }
    Terminal terminal = Elara.of(elara).terminal();
    if (folder == null || !Files.isDirectory(folder)) {
      throw new CommandFailed(
          "There is no folder to serve: run ./elara demo in Elara's sources, which builds it.");
    }
    terminal.out().println("The static folder is " + folder);
    if (buildOnly) {
      return;
    }
    try (StaticServer server = open(folder)) {
      terminal.out().println("Open  " + server.link());
      terminal.out().println("Ctrl-C stops the server.");
      if (!noBrowser) {
        Browser.open(server.link());
      }
      new CountDownLatch(1).await();
    } catch (IOException failed) {
      throw new CommandFailed("The folder cannot be served: " + failed.getMessage());
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  private StaticServer open(Path site) throws IOException {
    if (port != null) {
      return new StaticServer(site, port);
    }
    try {
      return new StaticServer(site, STANDARD_PORT);
    } catch (IOException taken) {
      return new StaticServer(site, 0);
    }
  }
}
