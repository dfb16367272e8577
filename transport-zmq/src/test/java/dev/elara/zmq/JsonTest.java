package dev.elara.zmq;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elara.message.Content;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

  @Test
  void everyKindOfValueIsRead() throws MalformedMessage {
    Map<String, Object> expected = new LinkedHashMap<>();
    expected.put("n", null);
    expected.put("t", true);
    expected.put("f", false);
    expected.put("i", -7);
    expected.put("l", 5_000_000_000L);
    expected.put("b", new BigInteger("123456789012345678901234567890"));
    expected.put("d", 1.5e3);
    expected.put("s", "é😀\n");
    expected.put("a", List.of(1, List.of(), Map.of()));
    assertThat(
            read(
                """
                {"n":null,"t":true,"f":false,"i":-7,"l":5000000000,
                 "b":123456789012345678901234567890,"d":1.5e3,"s":"é\\ud83d\\ude00\\n",
                 "a":[1,[],{}]}
                """))
        .isEqualTo(expected);
  }

  @Test
  void theInfinitiesAndNanOfPythonAreRead() throws MalformedMessage {
    assertThat(read("{\"a\":NaN,\"b\":Infinity,\"c\":-Infinity}").values())
        .containsExactly(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);
  }

  @Test
  void ofARepeatedNameTheLastCounts() throws MalformedMessage {
    assertThat(read("{\"a\":1,\"a\":2}")).isEqualTo(Map.of("a", 2));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "}",
        "[]",
        "1",
        "\"x\"",
        "null",
        "{}{}",
        "{} x",
        "{\"a\"}",
        "{\"a\":}",
        "{\"a\":1,}",
        "{'a':1}",
        "{\"a\":01}",
        "{\"a\":\"\\x\"}",
        "{\"a\":\"",
        "{\"a\":tru",
        "{a:1}",
        "{\"a\":[1,}",
        "{\"a\":\"\u0001\"}"
      })
  void whatIsNotOneJsonObjectIsRefused(String text) {
    assertThatThrownBy(() -> read(text)).isInstanceOf(MalformedMessage.class);
  }

  @Test
  void aReasonQuotesNothingOfTheFrame() {
    assertThatThrownBy(() -> read("{\"a\": s3cret}"))
        .isInstanceOf(MalformedMessage.class)
        .hasMessage("is not valid JSON (at character 6)");
  }

  @Test
  void bytesThatAreNotUtf8AreRefused() {
    List<byte[]> wrong =
        List.of(
            new byte[] {(byte) 0xff},
            new byte[] {(byte) 0xc0, (byte) 0x80},
            new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80},
            new byte[] {(byte) 0xe2, (byte) 0x82});
    for (byte[] bytes : wrong) {
      byte[] frame = ("{\"a\":\"" + "?".repeat(bytes.length) + "\"}").getBytes(UTF_8);
      System.arraycopy(bytes, 0, frame, 6, bytes.length);
      assertThatThrownBy(() -> Json.readObject(frame, Limits.STANDARD))
          .hasMessage("is not valid UTF-8");
    }
  }

  @Test
  void nestingIsReadToTheLimitAndNoDeeper() throws MalformedMessage {
    int limit = Limits.STANDARD.jsonDepth();
    assertThat(read(nested(limit - 1))).hasSize(1);
    assertThatThrownBy(() -> read(nested(limit + 1))).hasMessageContaining("limits");
    assertThatThrownBy(() -> read(nested(1_000_000))).hasMessageContaining("limits");
  }

  @Test
  void whatWouldTakeManyTimesItsLengthInMemoryIsRefused() {
    String values = "{\"a\":[" + "1,".repeat(Limits.JSON_TOKENS) + "1]}";
    assertThatThrownBy(() -> read(values)).hasMessageContaining(Limits.JSON_TOKENS + " values");
    String lists = "{\"a\":[" + "[],".repeat(Limits.JSON_CONTAINERS) + "1]}";
    assertThatThrownBy(() -> read(lists)).hasMessageContaining(Limits.JSON_CONTAINERS + " lists");
    String objects = "{\"a\":[" + "{\"\":1},".repeat(Limits.JSON_CONTAINERS) + "1]}";
    assertThatThrownBy(() -> read(objects)).hasMessageContaining("lists and objects");
  }

  @Test
  void asManyListsAsTheLimitAllowsAreRead() throws MalformedMessage {
    int limit = Limits.JSON_CONTAINERS - 1; // and the one that holds them
    assertThat(read("{\"a\":[" + "[],".repeat(limit) + "1]}"))
        .extractingByKey("a", InstanceOfAssertFactories.LIST)
        .hasSize(limit + 1);
  }

  @Test
  void aNumberOfThousandsOfDigitsIsRefused() {
    assertThatThrownBy(() -> read("{\"a\":1" + "0".repeat(10_000) + "}"))
        .hasMessageContaining("numbers of 1000 digits");
  }

  @Test
  void listsAndObjectsOfAnySizeAreRead() throws MalformedMessage {
    assertThat(read("{\"a\":[],\"b\":[null],\"c\":[1,2],\"d\":{},\"e\":{\"f\":null}}"))
        .isEqualTo(
            Content.of(
                "a",
                List.of(),
                "b",
                Collections.singletonList(null),
                "c",
                List.of(1, 2),
                "d",
                Map.of(),
                "e",
                Collections.singletonMap("f", null)));
  }

  @Test
  void everyKindOfValueIsWritten() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("n", null);
    tree.put("t", true);
    tree.put("i", -7);
    tree.put("l", 5_000_000_000L);
    tree.put("d", 0.1);
    tree.put("f", 1.5f);
    tree.put("x", Double.NaN);
    tree.put("c", new AtomicInteger(3));
    tree.put("s", "a\"\\\b\u001f\u007fé€😀");
    tree.put("a", List.of(1, List.of(), Map.of("k", "v")));
    assertThat(new String(Json.write(tree, 10), UTF_8))
        .isEqualTo(
            "{\"n\":null,\"t\":true,\"i\":-7,\"l\":5000000000,\"d\":0.1,\"f\":1.5,\"x\":\"NaN\","
                + "\"c\":3.0,\"s\":\"a\\\"\\\\\\b\\u001f\u007fé€😀\","
                + "\"a\":[1,[],{\"k\":\"v\"}]}");
  }

  @Test
  void halfOfASurrogatePairIsWrittenAsTheReplacementCharacter() {
    assertThat(new String(Json.write(Map.of("s", "a\ud83d|\ude00|\ud83d"), 2), UTF_8))
        .isEqualTo("{\"s\":\"a\ufffd|\ufffd|\ufffd\"}");
  }

  @Test
  void whatIsWrittenIsReadTheSame() throws MalformedMessage {
    StringBuilder all = new StringBuilder();
    for (int c = 0; c <= Character.MAX_CODE_POINT; c += c < 0x3000 ? 1 : 97) {
      if (c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE) {
        all.appendCodePoint(c);
      }
    }
    Map<String, Object> tree =
        Map.of(all.toString(), List.of(all.toString(), 1.0e-300, Long.MIN_VALUE));
    assertThat(Json.readObject(Json.write(tree, 10), Limits.STANDARD)).isEqualTo(tree);
  }

  @Test
  void aTreeThatHoldsItselfIsRefused() {
    List<Object> list = new ArrayList<>();
    list.add(list);
    assertThatThrownBy(() -> Json.write(Map.of("a", list), 1_000))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1000 levels");
  }

  @Test
  void aNameThatIsNotATextIsRefused() {
    Map<Object, Object> map = new HashMap<>();
    map.put(1, 2);
    assertThatThrownBy(() -> Json.write(map, 10)).isInstanceOf(IllegalArgumentException.class);
  }

  private static Map<String, Object> read(String text) throws MalformedMessage {
    return Json.readObject(text.getBytes(UTF_8), Limits.STANDARD);
  }

  private static String nested(int depth) {
    return "{\"a\":" + "[".repeat(depth - 1) + "]".repeat(depth - 1) + "}";
  }
}
