package dev.elara.zmq;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** Makes messages that no client may send, the same ones for the same seed. */
final class HostileMessages {

  /** What is wrong with a message. */
  enum Kind {
    BIT_FLIP,
    TRUNCATION,
    WRONG_KEY,
    NO_SIGNATURE,
    REPLAY,
    NO_DELIMITER,
    NOISE,
    NOT_JSON,
    NOT_UTF_8,
    WRONG_TYPE,
    MISSING_FIELD,
    DEEP_JSON,
    GIANT_FRAME
  }

  private final Random random;
  private final Signer signer;
  private final Signer stranger =
      new Signer(SignatureScheme.HMAC_SHA256, "a key of another kernel");
  private final List<byte[]> accepted;

  /**
   * A source of them.
   *
   * @param accepted frames of a message that the kernel has accepted before
   */
  HostileMessages(long seed, ConnectionFile kernel, List<byte[]> accepted) {
    this.random = new Random(seed);
    this.signer = new Signer(kernel.scheme(), kernel.key());
    this.accepted = accepted;
  }

  /** One of any kind. */
  List<byte[]> next() {
    Kind[] kinds = Kind.values();
    return next(kinds[random.nextInt(kinds.length)]);
  }

  private List<byte[]> next(Kind kind) {
    return switch (kind) {
      case BIT_FLIP -> bitFlipped();
      case TRUNCATION -> truncated();
      case WRONG_KEY -> message(stranger, header(), "{}", "{}", "{}");
      case NO_SIGNATURE -> with(good(), 1, new byte[0]);
      case REPLAY -> accepted;
      case NO_DELIMITER -> good().subList(1, 6);
      case NOISE -> noise();
      case NOT_JSON -> wrongJson("nonsense", "{", "", "[1,2]", "{} {}", "null", "{\"a\":1e}");
      case NOT_UTF_8 -> notUtf8();
      case WRONG_TYPE -> wrongHeader("1", "true", "[]", "{}", "\"\"", "null");
      case MISSING_FIELD -> message(signer, "{\"session\":\"s\"}", "{}", "{}", "{}");
      case DEEP_JSON ->
          message(
              signer, header(), "{}", "{}", "{\"a\":" + "[".repeat(1_001 + random.nextInt(5_000)));
      case GIANT_FRAME -> giant();
    };
  }

  /** Random bytes where a connection's greeting belongs. */
  byte[] garbage() {
    byte[] bytes = new byte[1 + random.nextInt(200)];
    random.nextBytes(bytes);
    return bytes;
  }

  private List<byte[]> good() {
    return message(signer, header(), "{}", "{}", "{\"code\":\"1+1\"}");
  }

  private List<byte[]> bitFlipped() {
    List<byte[]> frames = good();
    int index = 1 + random.nextInt(5);
    byte[] frame = frames.get(index).clone();
    frame[random.nextInt(frame.length)] ^= (byte) (1 << random.nextInt(8));
    return with(frames, index, frame);
  }

  private List<byte[]> truncated() {
    List<byte[]> frames = good();
    if (random.nextBoolean()) {
      return frames.subList(0, 1 + random.nextInt(5));
    }
    int index = 1 + random.nextInt(5);
    byte[] frame = frames.get(index);
    return with(frames, index, Arrays.copyOf(frame, random.nextInt(frame.length)));
  }

  private List<byte[]> noise() {
    List<byte[]> frames = new ArrayList<>();
    for (int i = random.nextInt(12); i >= 0; i--) {
      byte[] frame = new byte[random.nextInt(300)];
      random.nextBytes(frame);
      frames.add(frame);
    }
    return frames;
  }

  private List<byte[]> wrongJson(String... texts) {
    String[] json = {header(), "{}", "{}", "{}"};
    json[random.nextInt(4)] = texts[random.nextInt(texts.length)];
    return message(signer, json);
  }

  private List<byte[]> notUtf8() {
    List<byte[]> json = new ArrayList<>();
    for (String text : List.of(header(), "{}", "{}", "{\"code\":\"????\"}")) {
      json.add(text.getBytes(UTF_8));
    }
    byte[] content = json.get(3);
    content[9 + random.nextInt(4)] = (byte) (0x80 + random.nextInt(0x80));
    return new Frames(List.of(), signer.sign(json), json, List.of()).joined();
  }

  private List<byte[]> wrongHeader(String... values) {
    String id = UUID.randomUUID().toString();
    String value = values[random.nextInt(values.length)];
    String header =
        random.nextBoolean()
            ? "{\"msg_id\":" + value + ",\"msg_type\":\"x_request\",\"n\":\"" + id + "\"}"
            : "{\"msg_id\":\"" + id + "\",\"msg_type\":" + value + "}";
    return message(signer, header, "{}", "{}", "{}");
  }

  private List<byte[]> giant() {
    byte[] frame = new byte[200_000 + random.nextInt(400_000)];
    random.nextBytes(frame);
    return with(good(), 2 + random.nextInt(4), frame);
  }

  private String header() {
    return "{\"msg_id\":\""
        + new UUID(random.nextLong(), random.nextLong())
        + "\",\"msg_type\":\"hostile_request\",\"session\":\"s\"}";
  }

  private static List<byte[]> message(Signer signer, String... json) {
    List<byte[]> frames = new ArrayList<>();
    for (String text : json) {
      frames.add(text.getBytes(UTF_8));
    }
    return new Frames(List.of(), signer.sign(frames), frames, List.of()).joined();
  }

  private static List<byte[]> with(List<byte[]> frames, int index, byte[] frame) {
    List<byte[]> changed = new ArrayList<>(frames);
    changed.set(index, frame);
    return changed;
  }
}
