package dev.elara.zmq;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elara.zmq.ConnectionFile.Port;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectionFileTest {

  private static final String GOOD =
      """
      {"shell_port": 1001, "iopub_port": 1002, "stdin_port": 1003, "control_port": 1004,
       "hb_port": 1005, "ip": "127.0.0.1", "key": "5ecret", "transport": "tcp",
       "signature_scheme": "hmac-sha256", "kernel_name": "elara", "jupyter_session": "x"}
      """;

  @Test
  void aFileOfJupyterIsRead(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("kernel-1.json"), GOOD);
    ConnectionFile connection = ConnectionFile.read(file);
    assertThat(connection.transport()).isEqualTo("tcp");
    assertThat(connection.ip()).isEqualTo("127.0.0.1");
    assertThat(connection.key()).isEqualTo("5ecret");
    assertThat(connection.scheme()).isEqualTo(SignatureScheme.HMAC_SHA256);
    assertThat(connection.portFields())
        .containsEntry("shell_port", 1001)
        .containsEntry("iopub_port", 1002)
        .containsEntry("stdin_port", 1003)
        .containsEntry("control_port", 1004)
        .containsEntry("hb_port", 1005)
        .hasSize(5);
  }

  @Test
  void whatIsWrittenIsReadTheSame() throws Exception {
    ConnectionFile connection = ConnectionFile.local();
    assertThat(ConnectionFile.parse(connection.toJson(), "x")).isEqualTo(connection);
  }

  @Test
  void theKeyIsNeverShown() throws Exception {
    assertThat(ConnectionFile.parse(GOOD.getBytes(UTF_8), "x").toString())
        .contains("SHELL=1001", "hidden")
        .doesNotContainIgnoringCase("5ecret");
  }

  @Test
  void keysToEncryptWithAreReadWrittenAndNeverShown() throws Exception {
    String key = "rq:rM>}U?@Lns47E1%kR.o@n%FcmmsL/@{H8]yf7";
    ConnectionFile connection =
        parsed(
            "\"kernel_name\"",
            "\"curve_publickey\": \"%s\", \"curve_secretkey\": \"%s\", \"kernel_name\""
                .formatted(key, key));
    assertThat(connection.curve()).isEqualTo(new CurveKeys(key, key));
    assertThat(ConnectionFile.parse(connection.toJson(), "x")).isEqualTo(connection);
    assertThat(connection.toString() + connection.curve()).doesNotContain(key);
  }

  @Test
  void aRegistrationFileIsToldFromAConnectionFile(@TempDir Path folder) throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("r.json"),
            """
            {"kernel_id": "k", "transport": "tcp", "registration_ip": "127.0.0.1",
             "registration_port": 4711, "signature_scheme": "hmac-sha256", "key": "5ecret"}
            """);
    Registration registration = ConnectionFile.readRegistration(file).orElseThrow();
    assertThat(registration.kernelId()).isEqualTo("k");
    assertThat(registration.port()).isEqualTo(4711);
    assertThat(registration.socket().port(Port.SHELL)).isZero();
    assertThat(registration.toString()).contains("4711").doesNotContain("5ecret");
    Path usual = Files.writeString(folder.resolve("c.json"), GOOD);
    assertThat(ConnectionFile.readRegistration(usual)).isEmpty();
  }

  @Test
  void aRegistrationFileThatNamesNoKernelIsRefused(@TempDir Path folder) throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("r.json"), "{\"registration_port\": 1, \"key\": \"5ecret\"}");
    assertThatThrownBy(() -> ConnectionFile.readRegistration(file))
        .isInstanceOf(InvalidConnectionFile.class)
        .hasMessageContaining("'kernel_id' is missing")
        .hasMessageNotContaining("5ecret");
  }

  @Test
  void absentFieldsHaveTheDefaultsOfJupyter() throws Exception {
    ConnectionFile connection =
        parsed(
            "\"key\": \"5ecret\", \"transport\": \"tcp\",", "",
            "\"ip\": \"127.0.0.1\",", "",
            "\"signature_scheme\": \"hmac-sha256\",", "");
    assertThat(connection)
        .isEqualTo(
            new ConnectionFile(
                "tcp", "127.0.0.1", connection.ports(), "", SignatureScheme.HMAC_SHA256, null));
  }

  @Test
  void portZeroAsksForAnyFreePort() throws Exception {
    assertThat(parsed("1004", "0").port(Port.CONTROL)).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1001            | -1            | shell_port       | 0 to 65535",
        "1002            | 65536         | iopub_port       | 0 to 65535",
        "1003            | \"1003\"      | stdin_port       | 0 to 65535",
        "1005            | null          | hb_port          | missing",
        "1004            | 4.5           | control_port     | 4.5",
        "\"tcp\"         | \"udp\"       | transport        | none of tcp and ipc",
        "\"127.0.0.1\"   | []            | ip               | not a text",
        "\"5ecret\"      | 5             | key              | not a string",
        "hmac-sha256     | hmac-rot13    | signature_scheme | hmac-md5, hmac-sha256, hmac-sha512",
        "\"kernel_name\" | \"curve_publickey\" | curve_publickey | is not a key",
        "\"kernel_name\" | \"curve_secretkey\" | curve_publickey | is missing",
      })
  void aWrongFieldIsNamedTogetherWithItsFile(
      String what, String with, String field, String reason) {
    assertThatThrownBy(() -> parsed(what, with))
        .isInstanceOf(InvalidConnectionFile.class)
        .hasMessageContaining("some/kernel.json")
        .hasMessageContaining("'" + field + "'")
        .hasMessageContaining(reason)
        .hasMessageNotContaining("5ecret");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"{\"shell_port\": 1 | not valid JSON", "[] | not a JSON object"})
  void whatIsNoJsonObjectIsRefused(String text, String reason) {
    assertThatThrownBy(() -> ConnectionFile.parse(text.getBytes(UTF_8), "some/kernel.json"))
        .isInstanceOf(InvalidConnectionFile.class)
        .hasMessageContaining("some/kernel.json")
        .hasMessageContaining(reason);
  }

  @Test
  void aMissingFileIsNamed(@TempDir Path folder) {
    assertThatThrownBy(() -> ConnectionFile.read(folder.resolve("gone.json")))
        .isInstanceOf(InvalidConnectionFile.class)
        .hasMessageContaining("gone.json");
  }

  private static ConnectionFile parsed(String... replacements) throws InvalidConnectionFile {
    String text = GOOD;
    for (int i = 0; i < replacements.length; i += 2) {
      assertThat(text).contains(replacements[i]);
      text = text.replace(replacements[i], replacements[i + 1]);
    }
    return ConnectionFile.parse(text.getBytes(UTF_8), "some/kernel.json");
  }
}
