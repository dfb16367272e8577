package dev.elara.ws.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elara.message.Channel;
import dev.elara.message.Header;
import dev.elara.message.Message;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SubprotocolTest {

  private static final Map<String, Object> HEADER =
      Map.of("msg_id", "1", "msg_type", "kernel_info_request", "session", "s");

  private static Message message(List<byte[]> buffers) {
    return new Message(
        Channel.CONTROL,
        new Header(HEADER),
        new Header(Map.of("msg_id", "0")),
        Map.of("tags", List.of("a")),
        Map.of("text", "grüß \ud83d\ude00", "number", 3),
        buffers);
  }

  @ParameterizedTest
  @EnumSource
  void aMessageComesBackAsItWas(Subprotocol protocol) throws MalformedFrame {
    Message sent = message(List.of());
    Message read = protocol.decode(protocol.encode(sent));
    assertThat(read).isEqualTo(sent);
  }

  @ParameterizedTest
  @EnumSource
  void buffersComeBackByteByByte(Subprotocol protocol) throws MalformedFrame {
    byte[] big = new byte[100_000];
    new Random(1).nextBytes(big);
    Message read =
        protocol.decode(protocol.encode(message(List.of(new byte[0], big, new byte[1]))));
    assertThat(read.channel()).isEqualTo(Channel.CONTROL);
    assertThat(read.buffers()).hasSize(3);
    assertThat(read.buffers().get(0)).isEmpty();
    assertThat(read.buffers().get(1)).isEqualTo(big);
    assertThat(read.buffers().get(2)).hasSize(1);
  }

  @Test
  void theDefaultProtocolSendsTextWithoutBuffersAndBigEndianOffsetsWithThem() {
    assertThat(Subprotocol.DEFAULT.encode(message(List.of()))).isInstanceOf(Frame.Text.class);
    byte[] bytes = Subprotocol.DEFAULT.encode(message(List.of(new byte[] {7, 8}))).bytes();
    ByteBuffer in = ByteBuffer.wrap(bytes);
    assertThat(in.getInt()).isEqualTo(2);
    assertThat(in.getInt()).isEqualTo(12);
    assertThat(in.getInt()).isEqualTo(bytes.length - 2);
    assertThat((char) bytes[12]).isEqualTo('{');
  }

  @Test
  void v1SendsLittleEndianOffsetsAndTheChannelFirst() {
    Frame frame = Subprotocol.V1.encode(message(List.of()));
    assertThat(frame).isInstanceOf(Frame.Binary.class);
    ByteBuffer in = ByteBuffer.wrap(frame.bytes()).order(ByteOrder.LITTLE_ENDIAN);
    assertThat(in.getLong(0)).isEqualTo(6);
    assertThat(in.getLong(8)).isEqualTo(8 * 7);
    assertThat(in.getLong(8 * 6)).isEqualTo(frame.bytes().length);
    assertThat(new String(frame.bytes(), 56, 7, StandardCharsets.UTF_8)).isEqualTo("control");
  }

  @Test
  void v1IsSpokenOnlyWithWhoOffersIt() {
    assertThat(Subprotocol.choose(List.of("other", Subprotocol.V1_NAME))).isEqualTo(Subprotocol.V1);
    assertThat(Subprotocol.choose(List.of())).isEqualTo(Subprotocol.DEFAULT);
  }

  @Test
  void aMissingChannelMeansShellAndADateMayBeANumber() throws MalformedFrame {
    String json = "{\"header\": {\"msg_id\": \"1\", \"msg_type\": \"t\", \"date\": 12.5}}";
    Message read = Subprotocol.DEFAULT.decode(text(json));
    assertThat(read.channel()).isEqualTo(Channel.SHELL);
    assertThat(read.metadata()).isEmpty();
    assertThat(read.content()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      textBlock =
          """
          nonsense                                                      | 1007
          []                                                            | 1007
          null                                                          | 1007
          {}                                                            | 1002
          {"header": 1}                                                 | 1002
          {"header": {"msg_id": "1"}}                                   | 1002
          {"header": {"msg_id": 1, "msg_type": "t"}}                    | 1002
          {"header": {"msg_id": "1", "msg_type": ""}}                   | 1002
          {"header": {"msg_id": "1", "msg_type": "t"}, "content": []}   | 1002
          {"channel": "other", "header": {"msg_id": "1", "msg_type": "t"}} | 1002
          {"channel": 3, "header": {"msg_id": "1", "msg_type": "t"}}    | 1002
          {"header": {"msg_id": "1", "msg_type": "t"}} {}               | 1007
          """)
  void malformedTextIsRefusedWithItsCode(String json, int code) {
    assertThatThrownBy(() -> Subprotocol.DEFAULT.decode(text(json)))
        .isInstanceOfSatisfying(MalformedFrame.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  @Test
  void deeplyNestedJsonIsRefused() {
    String deep = "{\"a\":".repeat(200_000) + "1" + "}".repeat(200_000);
    assertThatThrownBy(() -> Subprotocol.DEFAULT.decode(text(deep)))
        .isInstanceOf(MalformedFrame.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"DEEP", "{\"a\": \"\\udc00\"}", "{\"a\": 1e99999}"})
  void whateverIsReadCanBeSentToClientsOfBothProtocols(String parent) throws MalformedFrame {
    String json = parent.replace("DEEP", "{\"a\":".repeat(1_000) + "1" + "}".repeat(1_000));
    var header = new Header(Json.readObject(json.getBytes(StandardCharsets.UTF_8)));
    var message =
        new Message(
            Channel.IOPUB,
            new Header(HEADER),
            header,
            Map.of("half a pair: \ud800", 1),
            Map.of(),
            List.of());
    for (Subprotocol protocol : Subprotocol.values()) {
      assertThat(protocol.encode(message).bytes()).isNotEmpty();
    }
  }

  @Test
  void v1TakesNoText() {
    assertThatThrownBy(() -> Subprotocol.V1.decode(text("{}")))
        .isInstanceOfSatisfying(MalformedFrame.class, e -> assertThat(e.code()).isEqualTo(1003));
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 5, 7, 1_000_000, Integer.MAX_VALUE, -1, Long.MIN_VALUE})
  void aLyingNumberOfOffsetsIsRefused(long count) {
    byte[] bytes = Subprotocol.V1.encode(message(List.of())).bytes();
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putLong(0, count);
    assertThatThrownBy(() -> Subprotocol.V1.decode(new Frame.Binary(bytes)))
        .isInstanceOf(MalformedFrame.class);
  }

  @ParameterizedTest
  @EnumSource
  void bytesChangedAtRandomAreReadOrRefusedAndNothingElse(Subprotocol protocol) {
    Random random = new Random(42);
    byte[] good = protocol.encode(message(List.of(new byte[40]))).bytes();
    for (int i = 0; i < 20_000; i++) {
      byte[] bad = java.util.Arrays.copyOf(good, random.nextInt(good.length + 1));
      for (int flips = random.nextInt(4); flips > 0 && bad.length > 0; flips--) {
        bad[random.nextInt(Math.min(bad.length, 64))] = (byte) random.nextInt();
      }
      try {
        protocol.decode(random.nextBoolean() ? new Frame.Binary(bad) : new Frame.Text(bad));
      } catch (MalformedFrame refused) {
        assertThat(refused.reason()).isNotEmpty();
      }
    }
  }

  @Test
  void halfOfASurrogatePairIsReplacedInsteadOfFailing() {
    Message odd =
        new Message(
            Channel.IOPUB,
            new Header(HEADER),
            Header.NONE,
            Map.of(),
            Map.of("text", "a\ud83db"),
            List.of());
    String json = new String(Subprotocol.DEFAULT.encode(odd).bytes(), StandardCharsets.UTF_8);
    assertThat(json).contains("a\ufffdb");
  }

  private static Frame text(String json) {
    return new Frame.Text(json.getBytes(StandardCharsets.UTF_8));
  }
}
