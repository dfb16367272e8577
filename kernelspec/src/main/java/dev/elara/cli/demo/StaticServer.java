package dev.elara.cli.demo;

import dev.elara.kernel.Log;
import dev.elara.ws.http.Access;
import dev.elara.ws.http.HttpLimits;
import dev.elara.ws.http.HttpProblem;
import dev.elara.ws.http.HttpServer;
import dev.elara.ws.http.Request;
import dev.elara.ws.http.Response;
import dev.elara.ws.http.Routes;
import dev.elara.ws.rest.MediaTypes;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Serves the files of a folder to this machine's browsers, with the headers that modules, a service
 * worker and cells in pages of another origin want: the notebook server's HTTP, without its doors.
 * Thread-safe.
 */
final class StaticServer implements AutoCloseable {

  /** There are none: everyone comes in. */
  private static final HttpServer.Public NO_DOORS =
      new HttpServer.Public() {
        @Override
        public boolean isNothing(List<String> path) {
          return false;
        }

        @Override
        public @Nullable String page(Request request) {
          return null;
        }
      };

  private final Path folder;
  private final HttpServer server;

  /**
   * Starts serving.
   *
   * @param port 0 for any
   * @throws IOException if the port is taken
   */
  StaticServer(Path folder, int port) throws IOException {
    this.folder = folder.toRealPath();
    this.server =
        HttpServer.open(
            new HttpServer.Parts(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
                "/",
                new Routes().add("GET", "**", this::answer),
                new Access("", Set.of(), Set.of(), "none"),
                request -> null,
                NO_DOORS,
                HttpLimits.STANDARD,
                Log.NONE,
                null));
  }

  /** Where the folder is to be had. */
  String link() {
    return "http://localhost:" + server.address().getPort() + "/";
  }

  private Response answer(Request request) throws IOException, HttpProblem {
    Path file = file(String.join("/", request.path()));
    if (file == null) {
      throw Routes.nothingAt(request);
    }
    return Response.bytes(MediaTypes.of(file.getFileName().toString()), Files.readAllBytes(file))
        .with("Cache-Control", "no-cache")
        .with("Access-Control-Allow-Origin", "*")
        .with("X-Content-Type-Options", "nosniff");
  }

  /** The file at a path, the index of a folder; null if there is none or it lies elsewhere. */
  private @Nullable Path file(String path) throws IOException {
    Path asked;
    try {
      asked = folder.resolve(path).normalize();
    } catch (InvalidPathException odd) {
      return null;
    }
    Path file = Files.isDirectory(asked) ? asked.resolve("index.html") : asked;
    return Files.isRegularFile(file) && file.toRealPath().startsWith(folder) ? file : null;
  }

  @Override
  public void close() {
    server.close();
  }
}
