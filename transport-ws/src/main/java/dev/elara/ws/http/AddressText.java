package dev.elara.ws.http;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Text as it stands in an address. */
public final class AddressText {

  private AddressText() {}

  /** One segment of a path, or one name or value of a query, percent-encoded. */
  public static String encode(String text) {
    // A plus is a blank in forms only.
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
