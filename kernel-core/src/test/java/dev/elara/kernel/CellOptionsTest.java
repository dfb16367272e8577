package dev.elara.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.elara.message.Request;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CellOptionsTest {

  private static CellOptions read(String code, Object... tags) {
    var request = new Request.Execute(code, false, true, Map.of(), false, true);
    return CellOptions.read(request, Map.of("tags", List.of(tags)));
  }

  @Test
  void aCellWithoutOptionsIsQueued() {
    assertThat(read("x").mode()).isEqualTo(RunMode.QUEUE);
  }

  @Test
  void aSilentCellIsATask() {
    var request = new Request.Execute("x", true, false, Map.of(), false, true);
    assertThat(CellOptions.read(request, Map.of()).mode()).isEqualTo(RunMode.TASK);
  }

  @Test
  void theFirstLineChoosesTheModeAndItsLineStaysEmpty() {
    assertThat(read("// task\nx").mode()).isEqualTo(RunMode.TASK);
    assertThat(read("//thread\nx").mode()).isEqualTo(RunMode.THREAD);
    assertThat(read("// task\nx").code()).isEqualTo("\nx");
    assertThat(read("// task").code()).isEmpty();
  }

  @Test
  void theFirstLineNamesTheThread() {
    CellOptions options = read("// thread name=My thread\nx");
    assertThat(options.mode()).isEqualTo(RunMode.THREAD);
    assertThat(options.threadName()).isEqualTo("My thread");
    assertThat(read("// thread name = My thread\nx").threadName()).isEqualTo("My thread");
  }

  @Test
  void theFirstLineMayBeIndentedAndEndInEitherWay() {
    assertThat(read("  // task\nx").mode()).isEqualTo(RunMode.TASK);
    assertThat(read("// thread \r\nx").mode()).isEqualTo(RunMode.THREAD);
  }

  @Test
  void anOrdinaryCommentIsNoOption() {
    CellOptions options = read("// thread safety is shown here, with x = 1\nx");
    assertThat(options.mode()).isEqualTo(RunMode.QUEUE);
    assertThat(options.code()).startsWith("// thread safety");
    assertThat(read("// tasks\nx").mode()).isEqualTo(RunMode.QUEUE);
  }

  @Test
  void tagsChooseTheMode() {
    assertThat(read("x", "task").mode()).isEqualTo(RunMode.TASK);
    assertThat(read("x", "hide-input", "thread").mode()).isEqualTo(RunMode.THREAD);
  }

  @Test
  void theFirstLineGoesBeforeTags() {
    assertThat(read("// queue\nx", "thread").mode()).isEqualTo(RunMode.QUEUE);
  }

  @Test
  void tagsSetTimeoutAndWhatAnErrorMeans() {
    CellOptions options = read("x", "timeout=2.5", "stop-on-error=false");
    assertThat(options.timeout()).isEqualTo(Duration.ofMillis(2500));
    assertThat(options.stopOnError()).isFalse();
    assertThat(read("x", "raises-exception").raisesException()).isTrue();
    assertThat(read("x", "raises-exception").stopOnError()).isFalse();
  }

  @Test
  void tagsOfOthersAndThingsThatAreNoTagsAreIgnored() {
    assertThat(read("x", "hide-output", "parameters", 7, "a=b")).isEqualTo(read("x"));
    var request = new Request.Execute("x", false, true, Map.of(), false, true);
    assertThat(CellOptions.read(request, Map.of("tags", "task")).mode()).isEqualTo(RunMode.QUEUE);
  }

  @Test
  void aWrongOptionIsAnErrorThatListsTheValidOnes() {
    assertThatThrownBy(() -> read("// thread colour=green\nx"))
        .isInstanceOf(InvalidOption.class)
        .hasMessageStartingWith("'// thread colour=green' is not a way to run a cell.")
        .hasMessageContaining("'// thread name=My thread'");
    assertThatThrownBy(() -> read("// task name=x\nx")).isInstanceOf(InvalidOption.class);
    assertThatThrownBy(() -> read("x", "timeout=soon"))
        .hasMessageStartingWith("The tag 'timeout=soon' needs a number of seconds.");
    assertThatThrownBy(() -> read("x", "timeout=-1")).isInstanceOf(InvalidOption.class);
    assertThatThrownBy(() -> read("x", "stop-on-error=perhaps")).isInstanceOf(InvalidOption.class);
    assertThatThrownBy(() -> read("x", "raises-exception=false"))
        .hasMessageStartingWith("The tag 'raises-exception=false' takes no value.");
    assertThatThrownBy(() -> read("x", "task=1")).isInstanceOf(InvalidOption.class);
    assertThatThrownBy(() -> read("// task name = x\nx")).isInstanceOf(InvalidOption.class);
  }
}
