package dev.elara.ws.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which handler serves which method and path. A path is written as {@code api/kernels/{id}}; a last
 * segment {@code **} takes any number of segments.
 *
 * <p>Filled before it is used, then thread-safe.
 */
public final class Routes {

  private record Route(String method, List<String> pattern, Handler handler) {}

  private final List<Route> routes = new ArrayList<>();

  /** Adds a handler; what is added first is asked first. */
  public Routes add(String method, String pattern, Handler handler) {
    routes.add(new Route(method, List.of(pattern.split("/", -1)), handler));
    return this;
  }

  /**
   * Serves a request by the first handler that fits. What {@code {name}} stood for is added to its
   * query.
   *
   * @throws HttpProblem 404 if no path fits, 405 if another method's does
   */
  public Response handle(Request request) throws Exception {
    Set<String> allowed = new LinkedHashSet<>();
    for (Route route : routes) {
      Map<String, String> names = match(route.pattern(), request.path());
      if (names == null) {
        continue;
      }
      if (route.method().equals(request.method())
          || (request.method().equals("HEAD") && route.method().equals("GET"))) {
        return route.handler().handle(withNames(request, names));
      }
      allowed.add(route.method());
    }
    if (allowed.isEmpty()) {
      throw nothingAt(request);
    }
    HttpProblem problem =
        new HttpProblem(
            405,
            "The method " + request.method() + " is not served here; these are: " + allowed + ".");
    return Response.problem(problem).with("Allow", String.join(", ", allowed));
  }

  /** The problem that there is nothing at a path. */
  public static HttpProblem nothingAt(Request request) {
    return new HttpProblem(404, "There is nothing at /" + String.join("/", request.path()) + ".");
  }

  private static Request withNames(Request request, Map<String, String> names) {
    Map<String, String> query = new HashMap<>(request.query());
    query.putAll(names);
    return new Request(request.method(), request.path(), query, request.headers(), request.body());
  }

  private static @Nullable Map<String, String> match(List<String> pattern, List<String> path) {
    Map<String, String> names = new HashMap<>();
    for (int i = 0; i < pattern.size(); i++) {
      String part = pattern.get(i);
      if (part.equals("**")) {
        return names;
      }
      if (i >= path.size()) {
        return null;
      }
      if (part.startsWith("{")) {
        names.put(part, path.get(i));
      } else if (!part.equals(path.get(i))) {
        return null;
      }
    }
    return path.size() == pattern.size() ? names : null;
  }
}
