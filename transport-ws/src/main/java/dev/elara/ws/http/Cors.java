package dev.elara.ws.http;

import java.util.LinkedHashMap;
import java.util.Map;

/** What lets pages of allowed origins read answers. */
final class Cors {

  private Cors() {}

  /** The headers for an answer to that request; none if its origin is not allowed. */
  static Map<String, String> headers(Access access, Request request) {
    String origin = request.header("origin");
    if (origin == null || !access.isOriginAllowed(origin, request.header("host"))) {
      return Map.of();
    }
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Access-Control-Allow-Origin", origin);
    headers.put("Access-Control-Allow-Credentials", "true");
    headers.put("Vary", "Origin");
    return headers;
  }

  /** The answer to the question before a request, which carries no token. */
  static Response preflight(Access access, Request request) {
    return Response.empty(204)
        .with(headers(access, request))
        .with(
            Map.of(
                "Access-Control-Allow-Headers",
                "accept, content-type, authorization, x-xsrftoken",
                "Access-Control-Allow-Methods",
                "GET, PUT, POST, PATCH, DELETE, OPTIONS",
                "Access-Control-Max-Age",
                "600"));
  }
}
