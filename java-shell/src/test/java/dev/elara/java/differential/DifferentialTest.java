package dev.elara.java.differential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every sequence gives what JShell gives, or a difference with a reason. */
class DifferentialTest {

  private static final Path DOCUMENT = Path.of("..", "docs", "differences-from-jshell.md");

  @TestFactory
  Stream<DynamicContainer> everySequenceAnswersAsJShellDoesOrHasAReason() {
    var topics =
        Sequences.all().stream()
            .collect(
                Collectors.groupingBy(Sequence::topic, LinkedHashMap::new, Collectors.toList()));
    return topics.entrySet().stream()
        .map(topic -> dynamicContainer(topic.getKey(), topic.getValue().stream().map(this::test)));
  }

  @Test
  void thereAreAtLeastThreeHundredSequences() {
    assertThat(Sequences.all()).hasSizeGreaterThanOrEqualTo(300);
  }

  @Test
  void theDocumentListsEveryDifferenceAndNoOther() throws IOException {
    var expected = DifferencesDocument.of(Sequences.all());
    if (Boolean.getBoolean("elara.write.documents")) {
      Files.createDirectories(DOCUMENT.getParent());
      Files.writeString(DOCUMENT, expected);
    }
    assertThat(DOCUMENT)
        .withFailMessage(
            "%s is out of date; run this test with -Delara.write.documents=true.", DOCUMENT)
        .hasContent(expected);
    assertThat(Files.readString(DOCUMENT, StandardCharsets.UTF_8)).isEqualTo(expected);
  }

  private DynamicTest test(Sequence sequence) {
    return dynamicTest(sequence.name(), () -> compare(sequence));
  }

  private static void compare(Sequence sequence) {
    List<String> expected = new ArrayList<>();
    List<String> actual = new ArrayList<>();
    try (var oracle = new JShellOracle();
        var elara = new ElaraShell()) {
      for (int at = 0; at < sequence.cells().size(); at++) {
        var cell = "Cell " + (at + 1) + " of\n" + sequence.cells().get(at) + "\n";
        var jshell = oracle.run(sequence.cells().get(at)).normal().toString();
        var ours = elara.run(sequence.cells().get(at)).normal().toString();
        var difference = sequence.differences().get(at);
        if (difference != null) {
          assertThat(jshell)
              .withFailMessage(cell + "no longer differs from JShell; drop its note.")
              .isNotEqualTo(difference.ours());
        }
        expected.add(cell + (difference == null ? jshell : difference.ours()));
        actual.add(cell + ours);
      }
    }
    assertThat(String.join("\n\n", actual)).isEqualTo(String.join("\n\n", expected));
  }
}
