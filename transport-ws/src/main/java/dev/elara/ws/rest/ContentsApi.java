package dev.elara.ws.rest;

import dev.elara.ws.contents.Contents;
import dev.elara.ws.contents.ContentsProblem;
import dev.elara.ws.events.Events;
import dev.elara.ws.http.AddressText;
import dev.elara.ws.http.Handler;
import dev.elara.ws.http.HttpProblem;
import dev.elara.ws.http.Request;
import dev.elara.ws.http.Response;
import dev.elara.ws.http.Routes;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * {@code /api/contents}: files of the server's directory.
 *
 * @see <a href="https://jupyter-server.readthedocs.io/en/latest/developers/contents.html">Contents
 *     API</a>
 */
public final class ContentsApi {

  private static final int PREFIX = 2; // api/contents
  private static final String CHECKPOINTS = "checkpoints";

  private final Contents contents;
  private final Events events;

  /** Of those files. */
  public ContentsApi(Contents contents, Events events) {
    this.contents = contents;
    this.events = events;
  }

  /** Adds what this serves. */
  public void addTo(Routes routes) {
    routes
        .add("GET", "api/contents/**", guarded(this::get))
        .add("POST", "api/contents/**", guarded(this::post))
        .add("PUT", "api/contents/**", guarded(this::put))
        .add("PATCH", "api/contents/**", guarded(this::patch))
        .add("DELETE", "api/contents/**", guarded(this::delete))
        .add("GET", "files/**", guarded(this::download));
  }

  private static Handler guarded(Handler handler) {
    return request -> {
      try {
        return handler.handle(request);
      } catch (ContentsProblem problem) {
        throw new HttpProblem(status(problem.kind()), String.valueOf(problem.getMessage()));
      }
    };
  }

  private static int status(ContentsProblem.Kind kind) {
    return switch (kind) {
      case INVALID -> 400;
      case NOT_FOUND -> 404;
      case CONFLICT -> 409;
      case FORBIDDEN -> 403;
    };
  }

  private static String path(List<String> segments) {
    return String.join("/", segments);
  }

  private static String path(Request request) {
    return path(request.path().subList(PREFIX, request.path().size()));
  }

  /**
   * What follows {@code checkpoints} in a path that ends in it or in it and an id; null if none.
   */
  private record Checkpoint(String path, @Nullable String id) {
    static @Nullable Checkpoint of(Request request) {
      List<String> path = request.path();
      int last = path.size() - 1;
      if (last > PREFIX && path.get(last).equals(CHECKPOINTS)) {
        return new Checkpoint(ContentsApi.path(path.subList(PREFIX, last)), null);
      }
      if (last - 1 > PREFIX && path.get(last - 1).equals(CHECKPOINTS)) {
        return new Checkpoint(ContentsApi.path(path.subList(PREFIX, last - 1)), path.get(last));
      }
      return null;
    }
  }

  private Response get(Request request) throws Exception {
    Checkpoint checkpoint = Checkpoint.of(request);
    if (checkpoint != null && checkpoint.id() == null) {
      return Response.json(200, contents.checkpoints().list(checkpoint.path()));
    }
    boolean withContent = !"0".equals(request.query().get("content"));
    return Response.json(
        200,
        contents.read(
            path(request),
            emptyToNull(request.query().get("type")),
            emptyToNull(request.query().get("format")),
            withContent));
  }

  private static @Nullable String emptyToNull(@Nullable String text) {
    return text == null || text.isEmpty() ? null : text;
  }

  private Response post(Request request) throws Exception {
    Checkpoint checkpoint = Checkpoint.of(request);
    if (checkpoint != null) {
      if (checkpoint.id() == null) {
        return Response.json(201, contents.checkpoints().create(checkpoint.path()));
      }
      contents.checkpoints().restore(checkpoint.path(), checkpoint.id());
      return Response.empty(204);
    }
    Map<String, @Nullable Object> body = request.json();
    String from = Request.text(body, "copy_from");
    String type = Request.text(body, "type");
    Map<String, @Nullable Object> made =
        from != null
            ? contents.copy(from, path(request))
            : contents.create(
                path(request), type == null ? "file" : type, Request.text(body, "ext"));
    String path = String.valueOf(made.get("path"));
    events.file(from == null ? "create" : "copy", path, from);
    return Response.json(201, made).with("Location", location(path));
  }

  private static String location(String path) {
    return "/api/contents/"
        + Arrays.stream(path.split("/", -1))
            .map(AddressText::encode)
            .collect(Collectors.joining("/"));
  }

  private Response put(Request request) throws Exception {
    Map<String, @Nullable Object> model = request.json();
    String from = Request.text(model, "copy_from");
    if (from != null) {
      Map<String, @Nullable Object> copy = contents.copy(from, path(request));
      events.file("copy", String.valueOf(copy.get("path")), from);
      return Response.json(201, copy);
    }
    boolean before = exists(path(request));
    Map<String, @Nullable Object> saved = contents.save(path(request), model, known(model));
    events.file("save", path(request), null);
    return Response.json(before ? 200 : 201, saved);
  }

  private boolean exists(String path) throws ContentsProblem {
    try {
      contents.read(path, null, null, false);
      return true;
    } catch (ContentsProblem problem) {
      if (problem.kind() == ContentsProblem.Kind.NOT_FOUND) {
        return false;
      }
      throw problem;
    }
  }

  /** Clients that want conflicts to be found send when they saw the file changed last. */
  private static @Nullable Instant known(Map<String, @Nullable Object> model) throws HttpProblem {
    String known = Request.text(model, "last_modified");
    try {
      return known == null ? null : Instant.parse(known);
    } catch (DateTimeException malformed) {
      throw new HttpProblem(400, "The field 'last_modified' is no time in ISO 8601.");
    }
  }

  private Response patch(Request request) throws Exception {
    String to = Request.text(request.json(), "path");
    if (to == null) {
      throw new HttpProblem(400, "The field 'path' is missing: what is the new name?");
    }
    Map<String, @Nullable Object> renamed = contents.rename(path(request), to);
    events.file("rename", String.valueOf(renamed.get("path")), path(request));
    return Response.json(200, renamed);
  }

  private Response delete(Request request) throws Exception {
    Checkpoint checkpoint = Checkpoint.of(request);
    if (checkpoint != null && checkpoint.id() != null) {
      contents.checkpoints().delete(checkpoint.path(), checkpoint.id());
    } else {
      contents.delete(path(request));
      events.file("delete", path(request), null);
    }
    return Response.empty(204);
  }

  /** The file itself. Never shown as a page of this server, whose cookie it could use. */
  private Response download(Request request) throws Exception {
    String path = path(request.path().subList(1, request.path().size()));
    byte[] bytes = contents.bytes(path);
    String name = request.path().getLast();
    return Response.bytes(MediaTypes.ofDownload(name), bytes)
        .with(
            Map.of(
                "Content-Disposition",
                (request.query().containsKey("download") ? "attachment" : "inline")
                    + "; filename*=UTF-8''"
                    + AddressText.encode(name),
                "Content-Security-Policy",
                "sandbox; default-src 'none'; img-src 'self' data:; style-src 'unsafe-inline'",
                "Cache-Control",
                "no-cache"));
  }
}
