package dev.elara.ws.http;

/** Serves one kind of request. Runs on a virtual thread of its own and may block. */
@FunctionalInterface
public interface Handler {

  /**
   * Serves a request.
   *
   * @throws HttpProblem if it cannot be served, with the status for its sender
   * @throws Exception if the server is at fault: 500
   */
  Response handle(Request request) throws Exception;
}
