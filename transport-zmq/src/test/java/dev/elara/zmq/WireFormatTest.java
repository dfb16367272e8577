package dev.elara.zmq;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elara.message.Channel;
import dev.elara.message.Header;
import dev.elara.message.Message;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WireFormatTest {

  private static final String HEADER =
      "{\"msg_id\":\"1\",\"msg_type\":\"x_request\",\"extra\":[1]}";

  private final WireFormat open = format("");
  private final WireFormat signed = format("secret");

  @Test
  void framesBecomeExactlyThisMessage() throws MalformedMessage {
    WireFormat.Incoming incoming =
        open.read(
            Channel.SHELL,
            frames(
                "me",
                "you",
                "<IDS|MSG>",
                "",
                HEADER,
                "{\"p\":1}",
                "{\"m\":null}",
                "{\"code\":\"é\"}",
                "buf",
                ""));
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put("m", null);
    Message message = incoming.message();
    assertThat(message.channel()).isEqualTo(Channel.SHELL);
    assertThat(message.header().fields())
        .isEqualTo(Map.of("msg_id", "1", "msg_type", "x_request", "extra", List.of(1)));
    assertThat(message.parent().fields()).isEqualTo(Map.of("p", 1));
    assertThat(message.metadata()).isEqualTo(metadata);
    assertThat(message.content()).isEqualTo(Map.of("code", "é"));
    assertThat(message.buffers()).containsExactly("buf".getBytes(UTF_8), new byte[0]);
    assertThat(incoming.idents()).containsExactly("me".getBytes(UTF_8), "you".getBytes(UTF_8));
  }

  @Test
  void aMessageBecomesExactlyTheseFrames() {
    Map<String, Object> header = new LinkedHashMap<>();
    header.put("msg_id", "2");
    header.put("msg_type", "x_reply");
    Message message =
        new Message(
            Channel.SHELL,
            new Header(header),
            new Header(Map.of("msg_id", "1")),
            Map.of(),
            Map.of("status", "ok"),
            List.of("buf".getBytes(UTF_8)));
    assertThat(texts(open.write(frames("me"), message)))
        .containsExactly(
            "me",
            "<IDS|MSG>",
            "",
            "{\"msg_id\":\"2\",\"msg_type\":\"x_reply\"}",
            "{\"msg_id\":\"1\"}",
            "{}",
            "{\"status\":\"ok\"}",
            "buf");
  }

  @Test
  void theParentIsThatOfEachMessageAlsoWhenTheyTakeTurns() {
    Header first = new Header(Map.of("msg_id", "1"));
    Header second = new Header(Map.of("msg_id", "2"));
    for (Header parent : List.of(first, first, second, first, Header.NONE, second)) {
      Message message =
          new Message(
              Channel.IOPUB,
              new Header(Map.of("msg_type", "x")),
              parent,
              Map.of(),
              Map.of(),
              List.of());
      String expected = parent.isEmpty() ? "{}" : "{\"msg_id\":\"" + parent.id() + "\"}";
      assertThat(texts(open.write(List.of(), message)).get(3)).isEqualTo(expected);
    }
  }

  @Test
  void aSignedMessageIsReadOnce() throws MalformedMessage {
    List<byte[]> frames = signedFrames();
    assertThat(signed.read(Channel.SHELL, frames).message().type()).isEqualTo("x_request");
    assertRefused(signed, frames, "its signature was used before: someone sent a message again");
  }

  @Test
  void aSignatureCoversEachJsonFrameAndNoBuffer() throws MalformedMessage {
    for (int i = 2; i <= 5; i++) {
      List<byte[]> frames = signedFrames();
      frames.set(i, (new String(frames.get(i), UTF_8) + " ").getBytes(UTF_8));
      assertRefused(
          signed,
          frames,
          "its signature does not match this kernel's key."
              + " The client is probably using another kernel's connection file");
    }
    List<byte[]> frames = signedFrames();
    frames.add("not signed".getBytes(UTF_8));
    assertThat(signed.read(Channel.SHELL, frames).message().buffers()).hasSize(1);
  }

  @Test
  void anUnsignedMessageIsRefusedByAKernelWithAKey() {
    List<byte[]> frames = signedFrames();
    frames.set(1, new byte[0]);
    assertRefused(
        signed,
        frames,
        "it is not signed, and this kernel has a key."
            + " The client is probably using another kernel's connection file");
  }

  @Test
  void withoutAKeyNothingIsARepetition() throws MalformedMessage {
    List<byte[]> frames = frames("<IDS|MSG>", "", HEADER, "{}", "{}", "{}");
    open.read(Channel.SHELL, frames);
    assertThat(open.read(Channel.SHELL, frames).message().header().id()).isEqualTo("1");
  }

  @Test
  void aForgedMessageDoesNotSpoilTheGenuineOne() throws MalformedMessage {
    List<byte[]> genuine = signedFrames();
    List<byte[]> forged = new ArrayList<>(genuine);
    forged.set(5, "{\"evil\":1}".getBytes(UTF_8));
    assertThatThrownBy(() -> signed.read(Channel.SHELL, forged))
        .isInstanceOf(MalformedMessage.class);
    assertThat(signed.read(Channel.SHELL, genuine).message().content()).isEmpty();
  }

  @Test
  void aMessageWithoutDelimiterIsRefused() {
    assertRefused(
        open, frames("a", "b", "<ids|msg>"), "none of its 3 frames is the delimiter <IDS|MSG>");
  }

  @Test
  void fewerThanFiveFramesBehindTheDelimiterAreRefused() {
    assertRefused(
        open,
        frames("me", "<IDS|MSG>", "", HEADER, "{}", "{}"),
        "it has 4 frames behind the delimiter <IDS|MSG> instead of at least 5");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}                                | its header has no msg_id",
        "{\"msg_id\":\"1\"}                | its header has no msg_type",
        "{\"msg_id\":\"\",\"msg_type\":\"x\"}  | its header has an empty msg_id",
        "{\"msg_id\":1,\"msg_type\":\"x\"}     | its header's msg_id is of type Integer instead of String",
        "{\"msg_id\":\"1\",\"msg_type\":true}  | its header's msg_type is of type Boolean instead of String",
        "{\"msg_id\":\"1\",\"msg_type\":null}  | its header has no msg_type",
        "[]                                | its header is not a JSON object",
        "{                                 | its header is not valid JSON (at character 1)",
      })
  void aHeaderThatCannotBeAnsweredIsRefused(String header, String reason) {
    assertRefused(open, frames("<IDS|MSG>", "", header, "{}", "{}", "{}"), reason);
  }

  @ParameterizedTest
  @CsvSource({"3, its parent header", "4, its metadata", "5, its content"})
  void eachJsonFrameMustBeAnObject(int frame, String name) {
    List<byte[]> frames = frames("<IDS|MSG>", "", HEADER, "{}", "{}", "{}");
    frames.set(frame, "[1]".getBytes(UTF_8));
    assertRefused(open, frames, name + " is not a JSON object");
    frames.set(frame, new byte[] {'{', '"', (byte) 0xff, '"', ':', '1', '}'});
    assertRefused(open, frames, name + " is not valid UTF-8");
  }

  @Test
  void aMessageBeyondTheLimitsIsRefused() {
    Limits small =
        new Limits(200, 8, 10, 1, 1, 1, 1, Limits.STANDARD.patience(), Limits.STANDARD.linger());
    WireFormat format = new WireFormat(new Signer(SignatureScheme.HMAC_MD5, ""), small);
    List<byte[]> large = frames("<IDS|MSG>", "", HEADER, "{}", "{}", "{}", "x".repeat(200));
    assertRefused(format, large, "it has more than 200 bytes, the limit of this kernel");
    List<byte[]> many = frames("<IDS|MSG>", "", HEADER, "{}", "{}", "{}", "", "", "");
    assertRefused(format, many, "it has more than 8 frames, the limit of this kernel");
    List<byte[]> deep =
        frames(
            "<IDS|MSG>", "", HEADER, "{}", "{}", "{\"a\":" + "[".repeat(20) + "]".repeat(20) + "}");
    assertRefused(
        format,
        deep,
        "its content is JSON beyond this kernel's limits: 10 deep, 100000 lists and objects,"
            + " 5000000 values and names, numbers of 1000 digits");
  }

  private static void assertRefused(WireFormat format, List<byte[]> frames, String reason) {
    assertThatThrownBy(() -> format.read(Channel.SHELL, frames))
        .isInstanceOf(MalformedMessage.class)
        .hasMessage(reason);
  }

  private static WireFormat format(String key) {
    return new WireFormat(new Signer(SignatureScheme.HMAC_SHA256, key), Limits.STANDARD);
  }

  private List<byte[]> signedFrames() {
    Header header = new Header(Map.of("msg_id", "1", "msg_type", "x_request"));
    return signed.write(
        List.of(), new Message(Channel.SHELL, header, Header.NONE, Map.of(), Map.of(), List.of()));
  }

  private static List<byte[]> frames(String... texts) {
    List<byte[]> frames = new ArrayList<>();
    for (String text : texts) {
      frames.add(text.getBytes(UTF_8));
    }
    return frames;
  }

  private static List<String> texts(List<byte[]> frames) {
    return frames.stream().map(frame -> new String(frame, UTF_8)).toList();
  }
}
