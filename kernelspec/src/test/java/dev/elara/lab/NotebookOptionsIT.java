package dev.elara.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elara.cli.Cli;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The options of {@code elara notebook} that say who may come in, and how. */
class NotebookOptionsIT {

  @TempDir private Path folder;

  @Test
  void withACertificateEverythingIsHttpsAndTheCookieStaysThere() throws Exception {
    KeyStore keys = keys();
    Path certificate = pem("CERTIFICATE", keys.getCertificate("elara").getEncoded());
    Path key = pem("PRIVATE KEY", keys.getKey("elara", "changeit".toCharArray()).getEncoded());
    try (var server = start("--certfile=" + certificate, "--keyfile=" + key);
        var http = HttpClient.newBuilder().sslContext(trusting(keys)).build()) {
      assertThat(server.address()).startsWith("https://127.0.0.1:");
      var greeted = get(http, server.address() + "?token=" + server.token(), "text/html");
      assertThat(greeted.statusCode()).isEqualTo(302);
      assertThat(greeted.headers().firstValue("set-cookie").orElse("")).contains("; Secure");
      var api = get(http, server.address() + "api/kernels?token=" + server.token(), "*/*");
      assertThat(api.body()).isEqualTo("[]");
      assertThat(plain(URI.create(server.address()).getPort())).doesNotContain("HTTP/1.1 200");
    }
  }

  @Test
  void aCertificateWithoutItsKeyIsSaidSo() throws Exception {
    Path certificate = pem("CERTIFICATE", new byte[] {1});
    var missing = Cli.run(folder, "notebook", "--no-browser", "--certfile=" + certificate);
    assertThat(missing.err()).contains("HTTPS needs both --certfile and --keyfile");
    var broken =
        Cli.run(
            folder,
            "notebook",
            "--no-browser",
            "--certfile=" + certificate,
            "--keyfile=" + certificate);
    assertThat(broken.exitCode()).isNotZero();
    assertThat(broken.err()).contains("The certificate or its key cannot be used");
  }

  @Test
  void pagesOfAnAllowedSiteMayReadAnswersAndNoOthers() throws Exception {
    try (var server = start("--allow-origin=https://example.org");
        var http = HttpClient.newHttpClient()) {
      String api = server.address() + "api/kernels?token=" + server.token();
      assertThat(allowed(http, api, "https://example.org")).isEqualTo("https://example.org");
      assertThat(allowed(http, api, "https://example.com")).isEmpty();
    }
  }

  @Test
  void withoutATokenTheServerAnswersUnderItsOwnNamesOnly() throws Exception {
    try (var server = start("--token=", "--allow-host=notebooks.example")) {
      int port = URI.create(server.address()).getPort();
      assertThat(status(port, "notebooks.example")).isEqualTo(200);
      assertThat(status(port, "localhost:" + port)).isEqualTo(200);
      assertThat(status(port, "evil.example")).isEqualTo(403);
    }
  }

  private ElaraNotebook start(String... options) throws Exception {
    return ElaraNotebook.start(Files.createDirectories(folder.resolve("notebooks")), options);
  }

  private static HttpResponse<String> get(HttpClient http, String address, String accept)
      throws Exception {
    var request = HttpRequest.newBuilder(URI.create(address)).header("Accept", accept).build();
    return http.send(request, BodyHandlers.ofString());
  }

  private static String allowed(HttpClient http, String address, String origin) throws Exception {
    var request = HttpRequest.newBuilder(URI.create(address)).header("Origin", origin).build();
    return http.send(request, BodyHandlers.discarding())
        .headers()
        .firstValue("access-control-allow-origin")
        .orElse("");
  }

  private static int status(int port, String host) throws Exception {
    return Integer.parseInt(exchange(port, host).substring("HTTP/1.1 ".length()).substring(0, 3));
  }

  private static String plain(int port) throws Exception {
    return exchange(port, "localhost");
  }

  private static String exchange(int port, String host) throws Exception {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      String request = "GET /api HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }

  /** A key pair for this machine, as the JDK's own tool makes them. */
  private KeyStore keys() throws Exception {
    Path store = folder.resolve("keys.p12");
    var tool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    var made =
        new ProcessBuilder(
                tool,
                "-genkeypair",
                "-alias",
                "elara",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "SAN=ip:127.0.0.1,dns:localhost",
                "-storetype",
                "PKCS12",
                "-storepass",
                "changeit",
                "-keystore",
                store.toString())
            .inheritIO()
            .start();
    assertThat(made.waitFor()).isZero();
    return KeyStore.getInstance(store.toFile(), "changeit".toCharArray());
  }

  private Path pem(String kind, byte[] der) throws Exception {
    String text =
        "-----BEGIN "
            + kind
            + "-----\n"
            + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
            + "\n-----END "
            + kind
            + "-----\n";
    return Files.writeString(folder.resolve(kind + ".pem"), text);
  }

  private static SSLContext trusting(KeyStore keys) throws Exception {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("elara", keys.getCertificate("elara"));
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }
}
