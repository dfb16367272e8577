package dev.elara.ws.rest;

import dev.elara.message.Content;
import dev.elara.ws.http.HttpProblem;
import dev.elara.ws.http.Request;
import dev.elara.ws.http.Response;
import dev.elara.ws.http.Routes;
import dev.elara.ws.kernels.HostedKernel;
import dev.elara.ws.kernels.Kernels;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * {@code /api/sessions}: which notebook uses which kernel. A session whose kernel is gone is gone.
 *
 * <p>Thread-safe.
 */
public final class SessionApi {

  private record Session(String id, String path, String name, String type, String kernelId) {}

  private final ConcurrentMap<String, Session> sessions = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, Lock> opening = new ConcurrentHashMap<>();
  private final Kernels kernels;
  private final KernelApi kernelApi;

  /** Of those kernels. */
  public SessionApi(Kernels kernels, KernelApi kernelApi) {
    this.kernels = kernels;
    this.kernelApi = kernelApi;
  }

  /** Adds what this serves. */
  public void addTo(Routes routes) {
    routes
        .add("GET", "api/sessions", request -> Response.json(200, all()))
        .add("POST", "api/sessions", this::create)
        .add("GET", "api/sessions/{id}", request -> Response.json(200, model(session(request))))
        .add("PATCH", "api/sessions/{id}", this::change)
        .add("DELETE", "api/sessions/{id}", this::delete);
  }

  private List<Map<String, @Nullable Object>> all() {
    sessions.values().removeIf(session -> kernels.find(session.kernelId()) == null);
    List<Map<String, @Nullable Object>> models = new ArrayList<>();
    for (Session session : sessions.values()) {
      HostedKernel kernel = kernels.find(session.kernelId());
      if (kernel != null) {
        models.add(model(session, kernel));
      }
    }
    return models;
  }

  private Session session(Request request) throws HttpProblem {
    String id = String.valueOf(request.query().get("{id}"));
    Session session = sessions.get(id);
    if (session == null || kernels.find(session.kernelId()) == null) {
      throw new HttpProblem(404, "There is no session '" + id + "'.");
    }
    return session;
  }

  private Map<String, @Nullable Object> model(Session session) throws HttpProblem {
    return model(session, kernelApi.find(session.kernelId()));
  }

  private static Map<String, @Nullable Object> model(Session session, HostedKernel kernel) {
    Map<String, @Nullable Object> model =
        Content.of(
            "id",
            session.id(),
            "path",
            session.path(),
            "name",
            session.name(),
            "type",
            session.type(),
            "kernel",
            kernel.model());
    if (session.type().equals("notebook")) {
      model.put("notebook", Content.of("path", session.path(), "name", session.name()));
    }
    return model;
  }

  /** One session for each path, so that two tabs share a kernel. */
  private Response create(Request request) throws HttpProblem {
    Map<String, @Nullable Object> body = request.json();
    String path = Request.text(body, "path");
    if (path == null) {
      throw new HttpProblem(400, "The field 'path' is missing: which notebook is the session for?");
    }
    Session session = ofPath(path);
    if (session == null) {
      // Only tabs of the same notebook wait for each other while a kernel starts.
      Lock turn = opening.computeIfAbsent(path, one -> new ReentrantLock());
      turn.lock();
      try {
        Session meanwhile = ofPath(path);
        session = meanwhile == null ? open(body, path) : meanwhile;
      } finally {
        turn.unlock();
        opening.remove(path, turn);
      }
    }
    return Response.json(201, model(session)).with("Location", "/api/sessions/" + session.id());
  }

  private Session open(Map<String, @Nullable Object> body, String path) throws HttpProblem {
    String type = Request.text(body, "type");
    String name = Request.text(body, "name");
    Session session =
        new Session(
            UUID.randomUUID().toString(),
            path,
            name == null ? "" : name,
            type == null ? "notebook" : type,
            kernelOf(body, path).id());
    sessions.put(session.id(), session);
    return session;
  }

  private @Nullable Session ofPath(String path) {
    return sessions.values().stream()
        .filter(one -> one.path().equals(path) && kernels.find(one.kernelId()) != null)
        .findFirst()
        .orElse(null);
  }

  /** The kernel a body asks for: one that runs, by id, or a new one, by name. */
  private HostedKernel kernelOf(Map<String, @Nullable Object> body, String path)
      throws HttpProblem {
    Map<String, @Nullable Object> wanted = Request.object(body, "kernel");
    String id = Request.text(wanted, "id");
    if (id != null && !id.isEmpty()) {
      return kernelApi.find(id);
    }
    return kernelApi.start(Request.text(wanted, "name"), path, Map.of());
  }

  private synchronized Response change(Request request) throws HttpProblem {
    Session before = session(request);
    Map<String, @Nullable Object> body = request.json();
    String kernelId = before.kernelId();
    if (body.get("kernel") != null) {
      kernelId = kernelOf(body, before.path()).id();
    }
    Session after =
        new Session(
            before.id(),
            or(Request.text(body, "path"), before.path()),
            or(Request.text(body, "name"), before.name()),
            or(Request.text(body, "type"), before.type()),
            kernelId);
    sessions.put(after.id(), after);
    if (!kernelId.equals(before.kernelId()) && !isUsed(before.kernelId())) {
      kernelApi.shutDown(before.kernelId());
    }
    return Response.json(200, model(after));
  }

  private boolean isUsed(String kernelId) {
    return sessions.values().stream().anyMatch(one -> one.kernelId().equals(kernelId));
  }

  private static String or(@Nullable String given, String before) {
    return given == null ? before : given;
  }

  private synchronized Response delete(Request request) throws HttpProblem {
    Session session = session(request);
    sessions.remove(session.id());
    if (!isUsed(session.kernelId())) {
      kernelApi.shutDown(session.kernelId());
    }
    return Response.empty(204);
  }
}
