package dev.elara.ws.http;

import dev.elara.ws.wire.Json;
import dev.elara.ws.wire.MalformedFrame;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request for a handler.
 *
 * @param method in capitals
 * @param path the decoded segments below the base path
 * @param query decoded; of a name given twice the first counts
 * @param headers by name in lower case
 * @param body as it came
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares requests
public record Request(
    String method,
    List<String> path,
    Map<String, String> query,
    Map<String, String> headers,
    byte[] body) {

  /** One header, or null. */
  public @Nullable String header(String lowerCaseName) {
    return headers.get(lowerCaseName);
  }

  /**
   * The body as a JSON object; an empty body is an empty object.
   *
   * @throws HttpProblem with 400 if it is something else
   */
  public Map<String, @Nullable Object> json() throws HttpProblem {
    if (body.length == 0) {
      return Map.of();
    }
    try {
      return Json.readObject(body);
    } catch (MalformedFrame malformed) {
      throw new HttpProblem(400, "The body " + malformed.reason() + ".");
    }
  }

  /**
   * A text of the body, or null if it is missing.
   *
   * @throws HttpProblem with 400 if it is something else
   */
  public static @Nullable String text(Map<String, @Nullable Object> body, String field)
      throws HttpProblem {
    return switch (body.get(field)) {
      case null -> null;
      case String text -> text;
      default -> throw new HttpProblem(400, "The field '" + field + "' is not a text.");
    };
  }

  /**
   * An object of the body, empty if it is missing.
   *
   * @throws HttpProblem with 400 if it is something else
   */
  @SuppressWarnings("unchecked") // the keys of a JSON object are texts
  public static Map<String, @Nullable Object> object(
      Map<String, @Nullable Object> body, String field) throws HttpProblem {
    return switch (body.get(field)) {
      case null -> Map.of();
      case Map<?, ?> object -> (Map<String, @Nullable Object>) object;
      default -> throw new HttpProblem(400, "The field '" + field + "' is not an object.");
    };
  }
}
