package dev.elara.ws;

import java.util.Random;

/** Requests of someone who wants in, or to do harm, drawn at random. */
final class HostileRequests {

  private static final String WORD = "abcxyz019._-~%25 \\\u00e9\u0000+";

  private final Random random;
  private final ElaraServer server;
  private final String kernel;
  private final String cookie;

  HostileRequests(Random random, ElaraServer server, String kernel, String cookie) {
    this.random = random;
    this.server = server;
    this.kernel = kernel;
    this.cookie = cookie;
  }

  private String any(String... choices) {
    return choices[random.nextInt(choices.length)];
  }

  private String noise(int length) {
    var text = new StringBuilder();
    for (int i = random.nextInt(length + 1); i > 0; i--) {
      text.append(WORD.charAt(random.nextInt(WORD.length())));
    }
    return text.toString().replace(" ", "%20").replace("\u0000", "%00");
  }

  private String line(String method, String path, String headers, String body) {
    return method
        + " "
        + path
        + " HTTP/1.1\r\nConnection: close\r\n"
        + headers
        + "Content-Length: "
        + body.length()
        + "\r\n\r\n"
        + body;
  }

  private String path() {
    return switch (random.nextInt(12)) {
      case 0 -> "/api/kernels";
      case 1 -> "/api/kernels/" + kernel;
      case 2 -> "/api/kernels/" + kernel + any("/restart", "/interrupt", "/channels");
      case 3 -> "/api/sessions" + any("", "/x");
      case 4 -> "/api/contents" + any("", "/inside.txt", "/inside.txt/checkpoints");
      case 5 -> "/files/inside.txt";
      case 6 -> climbing();
      case 7 -> "/api/" + any("", "status", "me", "kernelspecs", "events", "events/subscribe");
      case 8 -> any("/", "/tree", "/hub/api", "/lab", "/notebooks/x.ipynb", "/login");
      case 9 -> "/" + any("//", "///", ";", "./", "%2e/") + "api/kernels";
      case 10 -> any("*", "http://evil.example/api/kernels", "/API/KERNELS", "/%61pi/kernels");
      default -> "/" + noise(20) + "/" + noise(20);
    };
  }

  /** A path that wants out of the directory, to a file that is there. */
  String climbing() {
    String up =
        any(
            "..",
            "%2e%2e",
            "%2E.",
            "..%5c",
            "..%2f..",
            "....//..",
            "..%00",
            "%c0%ae%c0%ae",
            "%252e%252e",
            "..;",
            "a/../..",
            "%e2%80%ae..",
            "link",
            "link/..");
    return any("/api/contents/", "/files/", "/static/", "/notebooks/")
        + (up + any("/", "%2f", "//", "\\")).repeat(1 + random.nextInt(3))
        + any("secret.txt", "etc/passwd", "root/inside.txt");
  }

  private String host() {
    return any(
        "Host: localhost\r\n",
        "Host: 127.0.0.1:" + server.address().getPort() + "\r\n",
        "Host: evil.example\r\n",
        "Host: 127.0.0.1.evil.example\r\n",
        "Host: localhost, evil.example\r\n",
        "Host: localhost.\r\n",
        "Host:\r\n",
        "Host: [::1\r\n",
        "Host: " + noise(10) + "\r\n",
        "");
  }

  private String foreign() {
    return any(
        "Host: localhost\r\nOrigin: http://evil.example\r\n",
        "Host: localhost\r\nOrigin: null\r\n",
        "Host: localhost\r\nOrigin: http://localhost.evil.example\r\n",
        "Host: localhost\r\nOrigin: http://localhost@evil.example\r\n",
        "Host: localhost\r\nOrigin: file://\r\n",
        "Host: evil.example\r\n",
        "Host: evil.example\r\nOrigin: http://evil.example\r\n",
        "Host: 127.0.0.1.evil.example\r\n",
        "Host: evil.example:" + server.address().getPort() + "\r\n");
  }

  /** Almost a token. */
  private String credentials() {
    String token = server.token();
    String wrong =
        any(
            "",
            "null",
            token.substring(1),
            token + "0",
            token.toUpperCase(java.util.Locale.ROOT) + "A",
            "*",
            noise(50));
    String name = cookie.substring(0, cookie.indexOf('='));
    return any(
        "",
        "Authorization: token " + wrong + "\r\n",
        "Authorization: Bearer " + wrong + "\r\n",
        "Authorization: Basic " + token + "\r\n",
        "Authorization: token\r\n",
        "Cookie: " + name + "=" + wrong + "\r\n",
        "Cookie: token=" + token + "; " + name + "\r\n",
        "X-Token: " + token + "\r\n");
  }

  private String method() {
    return any("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE", "get", "X");
  }

  /** Of someone without a token. */
  String withoutToken() {
    String query = any("", "?token=", "?token=" + noise(48), "?" + noise(10));
    return line(method(), path() + query, host() + credentials(), any("", "{}", noise(100)));
  }

  /** Of a page of another site, in a browser that has the cookie. */
  String fromForeignPage() {
    String path =
        any(
            "/api/kernels",
            "/api/kernels/" + kernel,
            "/api/contents/inside.txt",
            "/files/inside.txt",
            "/api/sessions");
    return line(
        any("GET", "POST", "DELETE"),
        path,
        foreign() + "Cookie: " + cookie + "\r\n",
        any("", "{}"));
  }

  /** The same for a WebSocket: its headers. */
  String foreignUpgrade() {
    return foreign() + "Cookie: " + cookie + "\r\n";
  }

  /** Of someone who has a token and asks for nonsense. */
  String nonsense() {
    String key = "Host: localhost\r\nAuthorization: token " + server.token() + "\r\n";
    String garbage =
        any(
            "",
            "{",
            "[]",
            "null",
            "\"\"",
            "{\"path\":1}",
            "{\"path\":\"../secret.txt\"}",
            "{\"path\":\"/../../secret.txt\",\"kernel\":[]}",
            "{\"type\":\"file\",\"format\":\"text\",\"content\":\"changed\"}",
            "{\"type\":\"notebook\",\"content\":{\"cells\":7}}",
            "{\"type\":\"file\",\"format\":\"base64\",\"content\":\"!\"}",
            "{\"type\":\"file\",\"chunk\":\"x\",\"content\":\"\"}",
            "{\"copy_from\":\"../secret.txt\"}",
            "{\"name\":\"none\",\"env\":7}",
            "[".repeat(2_000),
            "{\"\\ud800\":1e999999}",
            noise(200));
    return switch (random.nextInt(6)) {
      case 0 -> line("GET", climbing(), key, "");
      case 1 -> line(any("PUT", "PATCH", "POST", "DELETE"), climbing(), key, garbage);
      case 2 -> line("POST", any("/api/sessions", "/api/events"), key, "{\"path\":" + garbage);
      case 3 -> line("PATCH", "/api/sessions/" + noise(5), key, garbage);
      case 4 -> line("PUT", "/api/contents/" + noise(10) + "%00", key, garbage);
      default ->
          line("GET", any("/api/contents/x?type=", "/api/contents/?content=") + noise(9), key, "");
    };
  }

  /** What is no HTTP, or stops in the middle. */
  String broken() {
    String whole = line(method(), path(), host(), "x".repeat(random.nextInt(100)));
    return switch (random.nextInt(8)) {
      case 0 -> whole.substring(0, random.nextInt(whole.length()));
      case 1 -> noise(300);
      case 2 -> "GET /" + "a".repeat(70_000) + " HTTP/1.1\r\n\r\n";
      case 3 -> "GET / HTTP/1.1\r\nX: " + "a".repeat(70_000) + "\r\n\r\n";
      case 4 -> "POST /api/kernels HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n";
      case 5 ->
          "POST /api/kernels HTTP/1.1\r\nContent-Length: "
              + any("-1", "99999999999999999999", "1, 2", "0x10", "500000000")
              + "\r\n\r\n{}";
      case 6 -> "GET / HTTP/" + any("9.9", "1.1 1.1", "") + "\r\n" + noise(20) + "\r\n\r\n";
      default -> "\u0016\u0003\u0001\u0002\u0000\u0001\u0000" + noise(100); // TLS on a plain port
    };
  }
}
