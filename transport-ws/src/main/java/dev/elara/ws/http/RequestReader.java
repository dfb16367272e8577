package dev.elara.ws.http;

import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Turns Netty's requests into ours. */
final class RequestReader {

  private static final byte[] NO_BODY = {};

  private final String basePath;

  /** With the base path, such as {@code /} or {@code /elara/}. */
  RequestReader(String basePath) {
    this.basePath = basePath;
  }

  /**
   * Reads a request, with its body if it is there.
   *
   * @throws HttpProblem 400 if its address is malformed, 404 if it is not below the base path
   */
  Request read(HttpRequest request) throws HttpProblem {
    Map<String, String> headers = new HashMap<>();
    request
        .headers()
        .forEach(one -> headers.putIfAbsent(one.getKey().toLowerCase(Locale.ROOT), one.getValue()));
    byte[] body = NO_BODY;
    if (request instanceof FullHttpRequest full) {
      body = new byte[full.content().readableBytes()];
      full.content().getBytes(full.content().readerIndex(), body);
    }
    try {
      QueryStringDecoder address = new QueryStringDecoder(request.uri());
      Map<String, String> query = new HashMap<>();
      address.parameters().forEach((name, values) -> query.put(name, values.getFirst()));
      return new Request(
          request.method().name(), segments(address.rawPath()), query, headers, body);
    } catch (IllegalArgumentException malformed) {
      throw new HttpProblem(400, "The address is not correctly encoded.");
    }
  }

  /** The address of a path of this server, which begins with a slash. */
  String below(String path) {
    return basePath + (path.isEmpty() ? "" : path.substring(1));
  }

  private List<String> segments(String rawPath) throws HttpProblem {
    if (!(rawPath + "/").startsWith(basePath)) {
      throw new HttpProblem(404, "There is nothing here; this server's pages begin at " + basePath);
    }
    String below = rawPath.substring(Math.min(basePath.length(), rawPath.length()));
    List<String> segments = new ArrayList<>();
    for (String raw : below.split("/", -1)) {
      // In a path a plus is a plus.
      String segment = QueryStringDecoder.decodeComponent(raw.replace("+", "%2B"));
      if (segment.indexOf('\0') >= 0) {
        throw new IllegalArgumentException("NUL");
      }
      if (!segment.isEmpty()) {
        segments.add(segment);
      }
    }
    return segments;
  }
}
