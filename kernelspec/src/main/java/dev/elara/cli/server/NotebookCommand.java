package dev.elara.cli.server;

import dev.elara.cli.CommandFailed;
import dev.elara.cli.Elara;
import dev.elara.cli.Terminal;
import dev.elara.cli.kernel.ProcessLog;
import dev.elara.ws.ElaraServer;
import dev.elara.ws.ServerBuilder;
import dev.elara.ws.http.AddressText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code elara notebook}: serves notebooks of a directory until it is stopped. */
@Command(
    name = "notebook",
    description = {
      "Serves notebooks in the browser: no Python, no Jupyter needed.",
      "",
      "Opens the page in the browser and prints its link. JupyterLab (--gateway-url) and VS Code"
          + " (\"existing Jupyter server\") can use the same link. Ctrl-C stops it and all kernels."
    },
    footer = {
      "",
      "Examples:",
      "  elara notebook",
      "  elara notebook examples/tour.ipynb",
      "  elara notebook ~/lessons --port 9000 --no-browser"
    })
public final class NotebookCommand implements Runnable {

  private static final int STANDARD_PORT = 8888;
  private static final int PORTS_TRIED = 50;

  @ParentCommand private @Nullable Elara elara;

  @Parameters(
      arity = "0..1",
      paramLabel = "DIR|FILE",
      description =
          "the directory to serve, or a notebook in it to open (default: the current one)")
  private Path place = Path.of("");

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "the port; 0 takes any (default: " + STANDARD_PORT + ", or the next free one)")
  private @Nullable Integer port;

  @Option(
      names = "--ip",
      paramLabel = "ADDRESS",
      description = "the address to listen on (default: ${DEFAULT-VALUE}: this machine only)")
  private String ip = "127.0.0.1";

  @Option(
      names = "--token",
      paramLabel = "TOKEN",
      description = "what opens the page (default: random); empty asks for none, which is unsafe")
  private @Nullable String token = System.getenv("ELARA_TOKEN");

  @Option(
      names = "--allow-origin",
      paramLabel = "ORIGIN",
      description = "lets pages of another site in, such as https://example.org; may be repeated")
  private List<String> origins = List.of();

  @Option(
      names = "--allow-host",
      paramLabel = "NAME",
      description = "a name by which this machine is reached; may be repeated")
  private List<String> hosts = List.of();

  @Option(
      names = "--base-path",
      paramLabel = "PATH",
      description = "where its addresses begin (default: ${DEFAULT-VALUE})")
  private String basePath = "/";

  @Option(names = "--certfile", paramLabel = "FILE", description = "certificates (PEM), for HTTPS")
  private @Nullable Path certificate;

  @Option(names = "--keyfile", paramLabel = "FILE", description = "their private key (PEM)")
  private @Nullable Path key;

  @Option(names = "--no-browser", description = "prints the link and opens nothing")
  private boolean noBrowser;

  @Override
  public void run() {
    Terminal terminal = Elara.of(elara).terminal();
    ProcessLog log = new ProcessLog(terminal.err());
    Path path = place.toAbsolutePath().normalize();
    if (!Files.exists(path)) {
      throw new CommandFailed("There is no file or directory " + path);
    }
    boolean file = !Files.isDirectory(path);
    Path directory = file ? path.resolveSibling("") : path;
    KernelJvm jvm = new KernelJvm(KernelJvm.userCaches());
    try {
      ProcessLauncher launcher = new ProcessLauncher(jvm, directory, log);
      ElaraServer server = open(launcher, directory, log);
      warn(terminal);
      Training training = Training.of(jvm, log);
      CountDownLatch stopped = endWithThisProcess(server, training);
      if (!jvm.isTrained()) {
        terminal.err().println("elara: Preparing for quick starts, this once; some seconds …");
        if (!training.await()) {
          return;
        }
      }
      launcher.prepare();
      String link = link(server, file ? path.getFileName().toString() : null);
      terminal.out().println("Serving notebooks in " + directory);
      terminal.out().println("Open  " + link);
      terminal.out().println("Ctrl-C stops the server and its kernels.");
      if (!noBrowser) {
        Browser.open(link);
      }
      stopped.await();
    } catch (IOException | IllegalArgumentException failed) {
      throw new CommandFailed(String.valueOf(failed.getMessage()));
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  private static CountDownLatch endWithThisProcess(ElaraServer server, Training training) {
    CountDownLatch stopped = new CountDownLatch(1);
    Runnable end =
        () -> {
          server.close();
          training.close();
          stopped.countDown();
        };
    Runtime.getRuntime().addShutdownHook(new Thread(end, "Elara's end"));
    return stopped;
  }

  private ElaraServer open(ProcessLauncher launcher, Path directory, ProcessLog log)
      throws IOException {
    if (port != null) {
      return builder(launcher, directory, log).port(port).start();
    }
    for (int next = STANDARD_PORT; next < STANDARD_PORT + PORTS_TRIED; next++) {
      try {
        return builder(launcher, directory, log).port(next).start();
      } catch (IOException taken) {
        // The next one may be free, as with Jupyter.
      }
    }
    return builder(launcher, directory, log).port(0).start();
  }

  private ServerBuilder builder(ProcessLauncher launcher, Path directory, ProcessLog log)
      throws IOException {
    ServerBuilder builder =
        ElaraServer.builder(launcher).directory(directory).ip(ip).basePath(basePath).log(log);
    if (token != null) {
      builder.token(token);
    }
    origins.forEach(builder::allowOrigin);
    hosts.forEach(builder::allowHost);
    if (certificate != null && key != null) {
      builder.tls(certificate, key);
    } else if (certificate != null || key != null) {
      throw new CommandFailed("HTTPS needs both --certfile and --keyfile.");
    }
    return builder;
  }

  private void warn(Terminal terminal) {
    boolean here = ip.equals("localhost") || ip.equals("::1") || ip.startsWith("127.");
    if ("".equals(token)) {
      terminal
          .err()
          .println("elara: WARNING: no token is asked for: whoever reaches the port can run code.");
    }
    if (!here && certificate == null) {
      terminal
          .err()
          .println(
              "elara: WARNING: listening on "
                  + ip
                  + " without HTTPS: the token and all notebooks can be read on the network."
                  + " See --certfile.");
    }
    if (origins.contains("*")) {
      terminal
          .err()
          .println(
              "elara: WARNING: pages of every site may use this server once they know a token.");
    }
  }

  private static String link(ElaraServer server, @Nullable String notebook) {
    if (notebook == null) {
      return server.link().toString();
    }
    return server.uri() + "notebooks/" + AddressText.encode(notebook) + server.query();
  }
}
