package dev.elara.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The folder of {@code elara demo} as a browser gets it. */
class StaticServerIT {

  @TempDir private Path outside;

  @Test
  void filesAreServedWithTheirTypesAndNothingElseIs() throws Exception {
    Path folder = Files.createDirectory(outside.resolve("site"));
    Files.writeString(outside.resolve("secret.txt"), "secret");
    Files.createSymbolicLink(folder.resolve("link.txt"), outside.resolve("secret.txt"));
    Files.writeString(folder.resolve("index.html"), "<title>Elara</title>");
    Files.writeString(Files.createDirectory(folder.resolve("page")).resolve("a b.mjs"), "1");
    Files.createFile(folder.resolve("empty.wasm"));
    try (var server = new StaticServer(folder, 0);
        var http = HttpClient.newHttpClient()) {
      var index = send(http, server, "GET", "");
      assertThat(index.body()).isEqualTo("<title>Elara</title>");
      assertThat(index.headers().firstValue("content-type").orElse("")).startsWith("text/html");
      assertThat(index.headers().firstValue("cache-control")).hasValue("no-cache");
      assertThat(index.headers().firstValue("access-control-allow-origin")).hasValue("*");
      var module = send(http, server, "GET", "page/a%20b.mjs?v=1");
      assertThat(module.body()).isEqualTo("1");
      assertThat(module.headers().firstValue("content-type").orElse(""))
          .startsWith("text/javascript");
      assertThat(send(http, server, "GET", "empty.wasm").headers().firstValue("content-type"))
          .hasValue("application/wasm");
      assertThat(send(http, server, "HEAD", "").statusCode()).isEqualTo(200);
      assertThat(send(http, server, "POST", "").statusCode()).isEqualTo(405);
      for (String none : new String[] {"none", "page", "link.txt", "%2e%2e/secret.txt"}) {
        assertThat(send(http, server, "GET", none).statusCode()).as(none).isEqualTo(404);
      }
    }
  }

  private static HttpResponse<String> send(
      HttpClient http, StaticServer server, String method, String path) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(server.link() + path))
            .method(method, BodyPublishers.noBody())
            .build();
    return http.send(request, BodyHandlers.ofString());
  }
}
