package dev.elara.ws.rest;

import dev.elara.ws.http.HttpProblem;
import dev.elara.ws.http.HttpServer;
import dev.elara.ws.http.Request;
import dev.elara.ws.http.Response;
import dev.elara.ws.http.Routes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The notebook page: at {@code /} the files, at {@code /notebooks/…} one notebook, its scripts
 * below {@code /static}. Without a token people see a page that asks for it.
 */
public final class StaticPages implements HttpServer.Public {

  private static final String RESOURCES = "/dev/elara/ws/page/";

  /** Where everything begins that this server has. */
  private static final Set<String> PLACES = Set.of("api", "files", "static", "notebooks");

  private static final String ASK =
      """
      <!doctype html>
      <html lang="en">
      <head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
      <title>Elara: token needed</title>
      <style>
        :root { color-scheme: light dark; font-family: system-ui, sans-serif; }
        body { max-width: 36rem; margin: 10vh auto; padding: 0 1rem; line-height: 1.5; }
        input, button { font: inherit; padding: .4rem .6rem; }
      </style></head>
      <body><main>
      <h1>Elara</h1>
      <p>This server asks for a token. It printed a link with the token when it started;
      open that link, or enter the token here.</p>
      <form method="get">
        <label>Token <input name="token" type="password" required autofocus></label>
        <button>Open</button>
      </form>
      </main></body></html>
      """;

  private final String basePath;

  /** Below that path, which has a slash at both ends. */
  public StaticPages(String basePath) {
    this.basePath = basePath;
  }

  /** Adds what this serves; after everything else. */
  public void addTo(Routes routes) {
    routes
        .add("GET", "static/**", StaticPages::asset)
        .add("GET", "notebooks/**", request -> index())
        .add("GET", "tree", request -> home())
        .add("GET", "lab", request -> home())
        .add(
            "GET",
            "**",
            request -> {
              if (!request.path().isEmpty()) {
                throw Routes.nothingAt(request);
              }
              return index();
            });
  }

  /** Where people, and VS Code, know Jupyter's own pages to be. */
  private Response home() {
    return Response.empty(302).with("Location", basePath);
  }

  private Response index() throws HttpProblem, IOException {
    byte[] page = read("index.html");
    if (page == null) {
      throw new HttpProblem(404, "This server was built without its page.");
    }
    String html = new String(page, StandardCharsets.UTF_8);
    return Response.html(200, html.replace("{{base}}", basePath))
        .with(
            Map.of(
                "Cache-Control",
                "no-cache",
                "Referrer-Policy",
                "no-referrer",
                "X-Frame-Options",
                "SAMEORIGIN"));
  }

  /** Names change with their content; what compresses well is stored compressed. */
  private static Response asset(Request request) throws HttpProblem, IOException {
    List<String> path = request.path();
    String name = String.join("/", path.subList(1, path.size()));
    boolean named = !path.contains("..") && !name.isEmpty();
    String type = MediaTypes.of(name);
    byte[] packed = named ? read(name + ".gz") : null;
    if (packed == null) {
      byte[] plain = named ? read(name) : null;
      if (plain == null) {
        throw new HttpProblem(404, "There is no such part of the page.");
      }
      return kept(Response.bytes(type, plain));
    }
    if (takesGzip(request)) {
      return kept(Response.bytes(type, packed)).with("Content-Encoding", "gzip");
    }
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      return kept(Response.bytes(type, in.readAllBytes()));
    }
  }

  private static Response kept(Response asset) {
    return asset.with(
        Map.of("Cache-Control", "private, max-age=31536000, immutable", "Vary", "Accept-Encoding"));
  }

  private static boolean takesGzip(Request request) {
    String accepted = request.header("accept-encoding");
    return accepted != null && accepted.toLowerCase(Locale.ROOT).contains("gzip");
  }

  private static byte @Nullable [] read(String name) throws IOException {
    try (InputStream in = StaticPages.class.getResourceAsStream(RESOURCES + name)) {
      return in == null ? null : in.readAllBytes();
    }
  }

  @Override
  public boolean isNothing(List<String> path) {
    return !path.isEmpty() && !PLACES.contains(path.getFirst());
  }

  @Override
  public @Nullable String page(Request request) {
    boolean page = request.path().isEmpty() || request.path().getFirst().equals("notebooks");
    return request.method().equals("GET") && page ? ASK : null;
  }
}
