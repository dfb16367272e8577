package dev.elara.ws.http;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who may come in.
 *
 * <p>A token in the query or in {@code Authorization} opens everything. A cookie set after the
 * first use of the token does so for pages of this server: the request's {@code Origin} must be
 * this server's, or allowed. Without a token in force nobody is asked for one, and {@code Host}
 * must then name this server, which keeps other sites' pages out that let their name point here.
 *
 * <p>Immutable and thread-safe.
 *
 * @param token the token; empty to ask for none
 * @param allowedOrigins origins of other sites' pages that may come in; {@code *} allows any
 * @param allowedHosts names of this server beside localhost and addresses of this machine's own
 * @param cookieName differs by port, as cookies do not
 */
public record Access(
    String token, Set<String> allowedOrigins, Set<String> allowedHosts, String cookieName) {

  /** How a request was let in, or why not. */
  public enum Verdict {
    /** It carries the token. */
    BY_TOKEN,
    /** It carries the cookie, and comes from a page of ours. */
    BY_COOKIE,
    /** Nobody needs a token, and it comes from here. */
    OPEN,
    /** It carries no token, or a wrong one. */
    NO_TOKEN,
    /** It comes from another site's page. */
    FOREIGN_ORIGIN,
    /** It was sent to another name. */
    FOREIGN_HOST;

    /** Whether it may come in. */
    public boolean ok() {
      return this == BY_TOKEN || this == BY_COOKIE || this == OPEN;
    }
  }

  /** Judges a request. Takes the same time for any wrong token. */
  public Verdict judge(Request request) {
    String origin = request.header("origin");
    if (!token.isEmpty()
        && (matches(request.query().get("token"), token) || matches(bearer(request), token))) {
      return Verdict.BY_TOKEN;
    }
    boolean byCookie = !token.isEmpty() && matches(cookie(request), AddressText.encode(token));
    if (!token.isEmpty() && !byCookie) {
      return Verdict.NO_TOKEN;
    }
    if (!isHostOurs(request.header("host"))) {
      return Verdict.FOREIGN_HOST;
    }
    if (!isOriginAllowed(origin, request.header("host"))) {
      return Verdict.FOREIGN_ORIGIN;
    }
    return byCookie ? Verdict.BY_COOKIE : Verdict.OPEN;
  }

  /** Whether a page of that origin may read answers: it is ours or allowed. */
  public boolean isOriginAllowed(@Nullable String origin, @Nullable String host) {
    if (origin == null || allowedOrigins.contains("*") || allowedOrigins.contains(origin)) {
      return true;
    }
    try {
      String authority = new URI(origin).getRawAuthority();
      return authority != null && host != null && authority.equalsIgnoreCase(host);
    } catch (URISyntaxException malformed) {
      return false;
    }
  }

  private boolean isHostOurs(@Nullable String host) {
    if (host == null) {
      return false;
    }
    String name = hostName(host).toLowerCase(Locale.ROOT);
    return name.equals("localhost")
        || name.endsWith(".localhost")
        || isAddress(name)
        || allowedHosts.contains(name);
  }

  /** An address cannot be made to point elsewhere. */
  private static boolean isAddress(String name) {
    return name.startsWith("[") || name.matches("\\d{1,3}(\\.\\d{1,3}){3}");
  }

  private static String hostName(String host) {
    int colon = host.lastIndexOf(':');
    return colon > host.lastIndexOf(']') ? host.substring(0, colon) : host;
  }

  private static boolean matches(@Nullable String given, String wanted) {
    return given != null
        && MessageDigest.isEqual(
            given.getBytes(StandardCharsets.UTF_8), wanted.getBytes(StandardCharsets.UTF_8));
  }

  private static @Nullable String bearer(Request request) {
    String header = request.header("authorization");
    if (header == null) {
      return null;
    }
    String[] words = header.strip().split("\\s+", 2);
    boolean known = words[0].equalsIgnoreCase("token") || words[0].equalsIgnoreCase("bearer");
    return known && words.length == 2 ? words[1] : null;
  }

  private @Nullable String cookie(Request request) {
    String header = request.header("cookie");
    if (header == null) {
      return null;
    }
    for (String pair : header.split(";", -1)) {
      String cookie = pair.strip();
      if (cookie.startsWith(cookieName + "=")) {
        return cookie.substring(cookieName.length() + 1);
      }
    }
    return null;
  }

  /** The header's value that makes a browser keep the token. */
  String setCookie(boolean secure) {
    return cookieName
        + "="
        + AddressText.encode(token)
        + "; Path=/; HttpOnly; SameSite=Strict"
        + (secure ? "; Secure" : "");
  }
}
