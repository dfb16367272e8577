package dev.elara.ws.rest;

import dev.elara.message.Content;
import dev.elara.ws.http.Response;
import dev.elara.ws.http.Routes;
import dev.elara.ws.kernels.Kernels;
import dev.elara.ws.wire.Timestamps;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** {@code /api}, {@code /api/status} and {@code /api/me}. */
public final class StatusApi {

  /** The version of Jupyter Server's REST API that clients may expect. */
  static final String VERSION = "2.17.0";

  private final Kernels kernels;
  private final Instant started = Instant.now();

  /** Of a server with those kernels. */
  public StatusApi(Kernels kernels) {
    this.kernels = kernels;
  }

  /** Adds what this serves. */
  public void addTo(Routes routes) {
    routes
        .add("GET", "api", request -> Response.json(200, Content.of("version", VERSION)))
        .add("GET", "api/status", request -> Response.json(200, status()))
        .add("GET", "api/me", request -> Response.json(200, me()));
  }

  private Object status() {
    int connections = kernels.all().stream().mapToInt(one -> one.channels().connections()).sum();
    return Content.of(
        "started",
        Timestamps.micros(started),
        "last_activity",
        Timestamps.micros(Instant.now()),
        "connections",
        connections,
        "kernels",
        kernels.all().size());
  }

  private static Object me() {
    return Content.of(
        "identity",
        Content.of(
            "username",
            "elara",
            "name",
            "Elara user",
            "display_name",
            "Elara user",
            "initials",
            "EU",
            "avatar_url",
            null,
            "color",
            null),
        "permissions",
        Map.of("kernels", List.of("read", "write", "execute")));
  }
}
