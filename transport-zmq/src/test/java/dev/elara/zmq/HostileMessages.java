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

  /** Types a kernel knows, and some it does not. */
  private static final List<String> TYPES =
      List.of(
          "execute_request",
          "complete_request",
          "inspect_request",
          "is_complete_request",
          "history_request",
          "comm_open",
          "comm_msg",
          "comm_close",
          "comm_info_request",
          "kernel_info_request",
          "delete_subshell_request",
          "debug_request",
          "input_reply",
          "no_such_request");

  private static final List<String> FIELDS =
      List.of(
          "code",
          "cursor_pos",
          "detail_level",
          "hist_access_type",
          "session",
          "n",
          "pattern",
          "comm_id",
          "target_name",
          "data",
          "subshell_id",
          "silent",
          "user_expressions",
          "allow_stdin",
          "value",
          "command");

  private static final List<String> VALUES =
      List.of(
          "null", "true", "-1", "1e400", "[]", "{}", "\"\"", "[[1],{\"a\":null}]", "1.5", "\"x\"");

  private static final List<String> VALUES_OF_OBJECTS = List.of("{}", "{\"msg_id\":7}");

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

  /** One of any kind but a giant, unless chance is one in {@code rarity} for it. */
  List<byte[]> nextWithRareGiants(int rarity) {
    if (random.nextInt(rarity) == 0) {
      return random.nextBoolean() ? giant() : large(1 << 20);
    }
    Kind[] kinds = Kind.values();
    return next(kinds[random.nextInt(kinds.length - 1)]);
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

  /**
   * A message that is signed and well formed and whose content confuses types; the kernel has to
   * make something of it.
   */
  List<byte[]> confused() {
    StringBuilder content = new StringBuilder("{");
    for (int i = random.nextInt(6); i >= 0; i--) {
      content.append('"').append(pick(FIELDS)).append("\":").append(pick(VALUES)).append(',');
    }
    String header =
        "{\"msg_id\":\"%s\",\"msg_type\":\"%s\",\"session\":%s,\"subshell_id\":%s}"
            .formatted(
                new UUID(random.nextLong(), random.nextLong()),
                pick(TYPES),
                pick(VALUES),
                random.nextInt(4) == 0 ? pick(VALUES) : "null");
    return message(
        signer, header, pick(VALUES_OF_OBJECTS), "{}", content.append("\"z\":0}").toString());
  }

  /** A message as large as that whose content is one long list. */
  List<byte[]> large(int bytes) {
    return message(signer, header(), "{}", "{}", "{\"a\":[1" + ",1".repeat(bytes / 2) + "]}");
  }

  private String pick(List<String> of) {
    return of.get(random.nextInt(of.size()));
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
