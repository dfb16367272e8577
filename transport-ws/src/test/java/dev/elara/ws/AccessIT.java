package dev.elara.ws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elara.ws.wire.Subprotocol;
import java.io.IOException;
import java.net.InetAddress;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who comes in, and who is told what. */
class AccessIT extends ServerOnAPort {

  @ParameterizedTest
  @CsvSource({
    "GET,api/kernels,403",
    "POST,api/kernels,403",
    "GET,api/contents/,403",
    "GET,api/status,403",
    "GET,files/x,403",
    "GET,static/index.html,403",
    "GET,tree,404",
    "GET,hub/api,404",
    "GET,api/kernels/x/channels,403",
    "OPTIONS,api/kernels,204"
  })
  void nobodyWithoutTheTokenComesIn(String method, String path, int status) throws Exception {
    var response = send(request(path).method(method, BodyPublishers.ofString("{}")));
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.body()).doesNotContain(server.token());
    var wrong = send(request(path + "?token=wrong").method(method, BodyPublishers.noBody()));
    assertThat(wrong.statusCode()).isEqualTo(status);
  }

  @Test
  void nobodyWithoutTheTokenIsUpgraded() throws Exception {
    String kernel = newKernel();
    assertThatThrownBy(
            () -> new WsClient(http, channels(kernel, "a", ""), Subprotocol.DEFAULT).close())
        .isInstanceOf(CompletionException.class);
  }

  @Test
  void aPersonWithoutTheTokenIsAskedForIt() throws Exception {
    var response = send(request("").GET());
    assertThat(response.body()).contains("token").contains("<form");
  }

  @Test
  void thePersonsTokenIsKeptInACookieForPagesOfThisServerOnly() throws Exception {
    var greeted =
        send(request("?token=" + server.token() + "&a=b").header("Accept", "text/html").GET());
    assertThat(greeted.statusCode()).isEqualTo(302);
    assertThat(greeted.headers().firstValue("location")).hasValue("/?a=b");
    String cookie = greeted.headers().firstValue("set-cookie").orElseThrow();
    assertThat(cookie).contains("HttpOnly").contains("SameSite=Strict");
    String pair = cookie.substring(0, cookie.indexOf(';'));
    var api = request("api/kernels").header("Cookie", pair);
    assertThat(send(api.copy().GET()).statusCode()).isEqualTo(200);
    String own = "http://127.0.0.1:" + server.address().getPort();
    assertThat(send(api.copy().header("Origin", own).GET()).statusCode()).isEqualTo(200);
    assertThat(send(api.copy().header("Origin", "http://evil.example").GET()).statusCode())
        .isEqualTo(403);
  }

  @Test
  void anAllowedOriginIsToldThatItMayReadTheAnswer() throws Exception {
    server.close();
    server = builder().allowOrigin("https://example.org").start();
    var asked =
        send(
            request("api/kernels")
                .header("Origin", "https://example.org")
                .method("OPTIONS", BodyPublishers.noBody()));
    assertThat(asked.headers().firstValue("access-control-allow-origin"))
        .hasValue("https://example.org");
    assertThat(asked.headers().firstValue("access-control-allow-headers").orElse(""))
        .contains("authorization");
    var foreign =
        send(
            request("api/kernels")
                .header("Origin", "https://other.org")
                .method("OPTIONS", BodyPublishers.noBody()));
    assertThat(foreign.headers().firstValue("access-control-allow-origin")).isEmpty();
  }

  @Test
  void withoutATokenAnotherNameForThisServerIsRefused() throws Exception {
    server.close();
    server = builder().token("").start();
    assertThat(raw("GET", "api", "localhost")).startsWith("HTTP/1.1 200 ");
    assertThat(raw("GET", "api", "127.0.0.1:" + server.address().getPort()))
        .startsWith("HTTP/1.1 200 ");
    assertThat(raw("GET", "api", "evil.example")).startsWith("HTTP/1.1 403 ");
  }

  @Test
  void aPortThatIsTakenIsSaidSo() {
    assertThatThrownBy(() -> builder().port(server.address().getPort()).start())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("Port " + server.address().getPort());
  }

  @Test
  void aTokenOfAnyCharactersOpensThePageByLinkAndByCookie() throws Exception {
    server.close();
    server = builder().token("a&b=c#d e%ü;").start();
    assertThat(send(request("api").header("Cookie", cookie())).statusCode()).isEqualTo(200);
  }

  @Test
  void whoListensForOthersIsReachedByTheNameOfItsMachine() throws Exception {
    String machine = InetAddress.getLocalHost().getHostName();
    String cookie = "\r\nCookie: " + cookie();
    assertThat(raw("GET", "api", "other.example" + cookie)).startsWith("HTTP/1.1 403 ");
    server.close();
    server = builder().ip("0.0.0.0").start();
    cookie = "\r\nCookie: " + cookie();
    assertThat(raw("GET", "api", machine + cookie)).startsWith("HTTP/1.1 200 ");
    assertThat(raw("GET", "api", "other.example" + cookie)).startsWith("HTTP/1.1 403 ");
  }

  private String cookie() throws Exception {
    var greeted = send(HttpRequest.newBuilder(server.link()).header("Accept", "text/html"));
    String cookie = greeted.headers().firstValue("set-cookie").orElseThrow();
    return cookie.substring(0, cookie.indexOf(';'));
  }

  @Test
  void whatCannotBeListenedOnIsSaidSo() {
    assertThatThrownBy(() -> builder().port(99_999)).hasMessageContaining("no port 99999");
    assertThatThrownBy(() -> builder().basePath("/a b/")).hasMessageContaining("'/a b/'");
    assertThatThrownBy(() -> builder().ip("name.invalid").start())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("name.invalid");
    assertThatThrownBy(() -> builder().tls(directory.resolve("none.pem"), directory))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("none.pem");
  }
}
