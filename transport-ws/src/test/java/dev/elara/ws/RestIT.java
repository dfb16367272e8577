package dev.elara.ws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The REST API. */
class RestIT extends ServerOnAPort {

  @ParameterizedTest
  @CsvSource({
    "GET,api,200",
    "GET,api/status,200",
    "GET,api/me,200",
    "GET,api/kernelspecs,200",
    "GET,api/kernelspecs/echo,200",
    "GET,api/kernelspecs/none,404",
    "GET,api/nothing,404",
    "PUT,api/kernels,405",
    "GET,api/sessions,200",
    "GET,api/sessions/none,404",
    "GET,api/contents/%2e%2e%2fsecret,404",
    "GET,api/contents/..%2F..%2Fetc%2Fpasswd,404",
    "GET,api/contents/a%00b,400",
    "GET,api/contents/%zz,400",
    "GET,api/kernels?1731000000,200"
  })
  void requestsAreAnsweredWithTheFittingStatus(String method, String path, int status)
      throws Exception {
    var response = rawCall(method, path);
    assertThat(response).as(response).startsWith("HTTP/1.1 " + status + " ");
    if (status >= 400) {
      assertThat(response).contains("application/json").contains("\"message\"");
    }
    if (status == 405) {
      assertThat(response).containsIgnoringCase("allow: GET, POST");
    }
  }

  private String rawCall(String method, String path) throws IOException {
    return raw(method, path, "localhost\r\nAuthorization: Bearer " + server.token());
  }

  @Test
  void aModelHasEveryFieldThatClientsNeed() throws Exception {
    var created = call("POST", "api/kernels", Map.of("name", "echo"));
    assertThat(created.statusCode()).isEqualTo(201);
    var model = json(created);
    assertThat(model).containsKeys("id", "name", "last_activity", "execution_state", "connections");
    assertThat(String.valueOf(model.get("last_activity")))
        .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z");
    assertThat(created.headers().firstValue("location"))
        .hasValue("/api/kernels/" + model.get("id"));
  }

  @Test
  void twoTabsOfANotebookShareASession() throws Exception {
    Map<String, Object> wanted =
        Map.of("path", "a.ipynb", "type", "notebook", "name", "", "kernel", Map.of("name", "echo"));
    var first = call("POST", "api/sessions", wanted);
    assertThat(first.statusCode()).isEqualTo(201);
    var second = call("POST", "api/sessions", wanted);
    assertThat(json(second).get("id")).isEqualTo(json(first).get("id"));
    assertThat(json(first).get("notebook")).isEqualTo(Map.of("path", "a.ipynb", "name", ""));
    String id = "api/sessions/" + json(first).get("id");
    assertThat(json(call("PATCH", id, Map.of("path", "b.ipynb")))).containsEntry("path", "b.ipynb");
    assertThat(call("DELETE", id, null).statusCode()).isEqualTo(204);
    assertThat(call("GET", "api/kernels", null).body()).isEqualTo("[]");
  }

  @Test
  void filesAreSavedReadRenamedAndDeleted() throws Exception {
    Map<String, Object> model = Map.of("type", "file", "format", "text", "content", "hello");
    assertThat(call("PUT", "api/contents/a%20b.txt", model).statusCode()).isEqualTo(201);
    assertThat(call("PUT", "api/contents/a%20b.txt", model).statusCode()).isEqualTo(200);
    assertThat(json(call("GET", "api/contents/a%20b.txt", null))).containsEntry("content", "hello");
    assertThat(call("GET", "files/a%20b.txt", null).body()).isEqualTo("hello");
    assertThat(call("PATCH", "api/contents/a%20b.txt", Map.of("path", "c.txt")).statusCode())
        .isEqualTo(200);
    assertThat(Files.readString(directory.resolve("c.txt"))).isEqualTo("hello");
    assertThat(call("POST", "api/contents/c.txt/checkpoints", null).statusCode()).isEqualTo(201);
    assertThat(call("DELETE", "api/contents/c.txt", null).statusCode()).isEqualTo(204);
    assertThat(call("GET", "api/contents/c.txt", null).statusCode()).isEqualTo(404);
    assertThat(call("PUT", "api/contents/x.txt", List.of()).statusCode()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"tree", "tree?", "lab"})
  void whoLooksForJupytersPagesIsSentToThisOne(String path) throws Exception {
    var response = call("GET", path, null);
    assertThat(response.statusCode()).isEqualTo(302);
    assertThat(response.headers().firstValue("location")).hasValue("/");
  }
}
