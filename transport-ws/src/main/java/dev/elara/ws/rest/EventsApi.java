package dev.elara.ws.rest;

import dev.elara.ws.events.Events;
import dev.elara.ws.http.HttpProblem;
import dev.elara.ws.http.Request;
import dev.elara.ws.http.Response;
import dev.elara.ws.http.Routes;
import dev.elara.ws.http.Upgrades;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code /api/events}: emit one; {@code /api/events/subscribe}: hear all, over WebSocket. */
public final class EventsApi implements Upgrades {

  private static final List<String> SUBSCRIBE = List.of("api", "events", "subscribe");

  private final Events events;

  /** Of those events. */
  public EventsApi(Events events) {
    this.events = events;
  }

  /** Adds what this serves. */
  public void addTo(Routes routes) {
    routes
        .add("POST", "api/events", this::emit)
        .add(
            "GET",
            "api/events/subscribe",
            request -> {
              throw new HttpProblem(426, "Events are told over WebSocket; upgrade the connection.");
            });
  }

  private Response emit(Request request) throws HttpProblem {
    Map<String, @Nullable Object> body = request.json();
    String schema = Request.text(body, "schema_id");
    if (schema == null || schema.isEmpty()) {
      throw new HttpProblem(400, "The field 'schema_id' is missing: what kind of event is it?");
    }
    String version = Request.text(body, "version");
    events.emit(schema, version == null ? "1" : version, Request.object(body, "data"));
    return Response.empty(204);
  }

  @Override
  public @Nullable Listener accept(Request request) {
    return request.path().equals(SUBSCRIBE) ? events.subscriber() : null;
  }
}
