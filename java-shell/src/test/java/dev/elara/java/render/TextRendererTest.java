package dev.elara.java.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class TextRendererTest {

  private final TextRenderer renderer = new TextRenderer(100);

  @Test
  void aStringIsShownAsItIs() {
    assertThat(renderer.text("a \"b\"")).isEqualTo("a \"b\"");
  }

  @Test
  void arraysAreShownWithTheirElements() {
    assertThat(renderer.text(new int[][] {{1, 2}, {3}, null})).isEqualTo("[[1, 2], [3], null]");
    assertThat(renderer.text(new Object[] {"a", new char[] {'x'}})).isEqualTo("[a, [x]]");
    assertThat(renderer.text(Map.of("k", new int[] {1}))).isEqualTo("{k=[1]}");
  }

  @Test
  void collectionsAreShownAsTheyShowThemselves() {
    assertThat(renderer.text(List.of(1, Optional.of(2)))).isEqualTo("[1, Optional[2]]");
    assertThat(renderer.text(List.of())).isEqualTo("[]");
    assertThat(renderer.text(Map.of())).isEqualTo("{}");
  }

  @Test
  void aCollectionWithATextOfItsOwnIsAskedForIt() {
    var own =
        new ArrayList<>(List.of(1)) {
          @Override
          public String toString() {
            return "mine";
          }
        };
    assertThat(renderer.text(own)).isEqualTo("mine");
  }

  @Test
  void whatHoldsItselfIsShownOnce() {
    List<Object> list = new ArrayList<>();
    Map<String, Object> map = new HashMap<>();
    Object[] array = {list};
    list.add(map);
    map.put("list", list);
    map.put("array", array);
    assertThat(renderer.text(list))
        .isEqualTo("[{array=[(this Collection)], list=(this Collection)}]");
  }

  @Test
  void aLongTextIsCutAndSaysByHowMuch() {
    assertThat(renderer.text("x".repeat(1234)))
        .isEqualTo("x".repeat(100) + "… (1,134 more characters not shown)");
  }

  @Test
  void aLongCollectionIsCutAndSaysByHowMuch() {
    String text = renderer.text(Stream.iterate(0, n -> n + 1).limit(1000).toList());
    assertThat(text).startsWith("[0, 1, 2, ").endsWith(" more elements not shown)]");
    assertThat(text.length()).isLessThan(200);
  }

  @Test
  void anEndlessCollectionEnds() {
    var endless =
        new AbstractList<Integer>() {
          @Override
          public Integer get(int index) {
            return 7;
          }

          @Override
          public int size() {
            return Integer.MAX_VALUE;
          }
        };
    assertThat(renderer.text(endless)).startsWith("[7, 7, ").contains("more elements not shown");
  }
}
