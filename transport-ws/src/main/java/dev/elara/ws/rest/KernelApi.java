package dev.elara.ws.rest;

import dev.elara.message.Content;
import dev.elara.ws.events.Events;
import dev.elara.ws.http.HttpProblem;
import dev.elara.ws.http.Request;
import dev.elara.ws.http.Response;
import dev.elara.ws.http.Routes;
import dev.elara.ws.kernels.HostedKernel;
import dev.elara.ws.kernels.KernelLauncher.Launch;
import dev.elara.ws.kernels.KernelSpec;
import dev.elara.ws.kernels.Kernels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code /api/kernels} and {@code /api/kernelspecs}.
 *
 * @see <a href="https://jupyter-server.readthedocs.io/en/latest/developers/rest-api.html">REST
 *     API</a>
 */
public final class KernelApi {

  private final Kernels kernels;
  private final Path directory;
  private final Events events;

  /** Of those kernels, which work below that directory. */
  public KernelApi(Kernels kernels, Path directory, Events events) {
    this.kernels = kernels;
    this.directory = directory;
    this.events = events;
  }

  /** Adds what this serves. */
  public void addTo(Routes routes) {
    routes
        .add("GET", "api/kernels", request -> Response.json(200, all()))
        .add("POST", "api/kernels", this::create)
        .add("GET", "api/kernels/{kernel}", request -> Response.json(200, kernel(request).model()))
        .add("DELETE", "api/kernels/{kernel}", this::delete)
        .add("POST", "api/kernels/{kernel}/interrupt", this::interrupt)
        .add("POST", "api/kernels/{kernel}/restart", this::restart)
        .add("GET", "api/kernelspecs", request -> Response.json(200, specs()))
        .add("GET", "api/kernelspecs/{spec}", this::spec);
  }

  private Object all() {
    return kernels.all().stream().map(HostedKernel::model).toList();
  }

  private Map<String, @Nullable Object> specs() {
    Map<String, @Nullable Object> models = new LinkedHashMap<>();
    kernels.specs().forEach(spec -> models.put(spec.name(), spec.model()));
    return Content.of("default", kernels.specs().getFirst().name(), "kernelspecs", models);
  }

  private Response spec(Request request) throws HttpProblem {
    KernelSpec spec = kernels.spec(request.query().get("{spec}"));
    if (spec == null) {
      throw new HttpProblem(404, "There is no kernel '" + request.query().get("{spec}") + "'.");
    }
    return Response.json(200, spec.model());
  }

  private HostedKernel kernel(Request request) throws HttpProblem {
    return find(String.valueOf(request.query().get("{kernel}")));
  }

  HostedKernel find(String id) throws HttpProblem {
    HostedKernel kernel = kernels.find(id);
    if (kernel == null) {
      throw new HttpProblem(404, "There is no kernel '" + id + "'; it may have been shut down.");
    }
    return kernel;
  }

  private Response create(Request request) throws HttpProblem {
    Map<String, @Nullable Object> body = request.json();
    HostedKernel kernel =
        start(Request.text(body, "name"), Request.text(body, "path"), environment(body));
    return Response.json(201, kernel.model()).with("Location", "/api/kernels/" + kernel.id());
  }

  /** Starts a kernel for a notebook. Blocks until it is there. */
  HostedKernel start(
      @Nullable String name, @Nullable String notebook, Map<String, String> environment)
      throws HttpProblem {
    KernelSpec spec = kernels.spec(name);
    if (spec == null) {
      throw new HttpProblem(404, "There is no kernel named '" + name + "'.");
    }
    try {
      HostedKernel kernel = kernels.start(new Launch(spec, folderOf(notebook), environment));
      events.kernel("start", kernel.id(), spec.name());
      return kernel;
    } catch (IOException failed) {
      throw new HttpProblem(500, "The kernel did not start: " + failed.getMessage());
    }
  }

  /** Where a notebook lies, or the server's directory if that is not to be found in it. */
  private Path folderOf(@Nullable String notebook) {
    if (notebook == null || notebook.indexOf('\0') >= 0) {
      return directory;
    }
    Path file = directory.resolve(notebook.replaceFirst("^/+", "")).normalize();
    Path folder = Files.isDirectory(file) ? file : file.getParent();
    return folder != null && folder.startsWith(directory) && Files.isDirectory(folder)
        ? folder
        : directory;
  }

  private static Map<String, String> environment(Map<String, @Nullable Object> body)
      throws HttpProblem {
    Map<String, String> variables = new HashMap<>();
    Request.object(body, "env")
        .forEach((name, value) -> variables.put(name, String.valueOf(value)));
    return variables;
  }

  private Response delete(Request request) throws HttpProblem {
    shutDown(kernel(request).id());
    return Response.empty(204);
  }

  /** Ends a kernel for good, if it is there. */
  void shutDown(String id) {
    HostedKernel kernel = kernels.find(id);
    if (kernel != null && kernels.delete(id)) {
      events.kernel("shutdown", id, kernel.spec().name());
    }
  }

  private Response interrupt(Request request) throws HttpProblem {
    HostedKernel kernel = kernel(request);
    kernel.interrupt();
    events.kernel("interrupt", kernel.id(), kernel.spec().name());
    return Response.empty(204);
  }

  private Response restart(Request request) throws HttpProblem {
    HostedKernel kernel = kernel(request);
    try {
      kernel.restart();
    } catch (IOException failed) {
      throw new HttpProblem(500, "The kernel did not start again: " + failed.getMessage());
    }
    events.kernel("restart", kernel.id(), kernel.spec().name());
    return Response.json(200, kernel.model());
  }
}
