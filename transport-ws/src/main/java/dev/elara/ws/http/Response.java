package dev.elara.ws.http;

import dev.elara.message.Content;
import dev.elara.ws.wire.Json;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a handler answers.
 *
 * @param headers by name as it is written; {@code Content-Length} is added
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares responses
public record Response(int status, Map<String, String> headers, byte[] body) {

  private static final byte[] NOTHING = {};

  /** A JSON tree. */
  public static Response json(int status, Object tree) {
    return new Response(status, Map.of("Content-Type", "application/json"), Json.write(tree));
  }

  /** Nothing but a status. */
  public static Response empty(int status) {
    return new Response(status, Map.of(), NOTHING);
  }

  /** Bytes of a type. */
  public static Response bytes(String contentType, byte[] body) {
    return new Response(200, Map.of("Content-Type", contentType), body);
  }

  /** A page of HTML. */
  public static Response html(int status, String page) {
    return new Response(
        status,
        Map.of("Content-Type", "text/html; charset=utf-8"),
        page.getBytes(StandardCharsets.UTF_8));
  }

  /** A problem as Jupyter's clients read it: {@code {message, reason}}. */
  public static Response problem(HttpProblem problem) {
    return json(problem.status(), Content.of("message", problem.text(), "reason", null));
  }

  /** The same with more headers. */
  public Response with(Map<String, String> more) {
    Map<String, String> all = new LinkedHashMap<>(headers);
    all.putAll(more);
    return new Response(status, all, body);
  }

  /** The same with one more header. */
  public Response with(String name, String value) {
    return with(Map.of(name, value));
  }
}
