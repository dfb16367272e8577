package dev.elara.java.differential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every sequence gives what JShell gives, or a difference with a reason. */
class DifferentialTest {

  private static final Path REPOSITORY = Path.of("..");
  private static final Path DOCUMENT =
      REPOSITORY.resolve("docs").resolve("differences-from-jshell.md");

  private static JShellOracle oracle = new JShellOracle();

  @AfterAll
  static void close() {
    oracle.close();
  }

  @TestFactory
  Stream<DynamicContainer> everySequenceAnswersAsJShellDoesOrHasAReason() {
    var topics =
        Sequences.all(REPOSITORY).stream()
            .collect(
                Collectors.groupingBy(Sequence::topic, LinkedHashMap::new, Collectors.toList()));
    return topics.entrySet().stream()
        .map(topic -> dynamicContainer(topic.getKey(), topic.getValue().stream().map(this::test)));
  }

  @Test
  void thereAreAtLeastAThousandSequences() {
    assertThat(Sequences.all(REPOSITORY)).hasSizeGreaterThanOrEqualTo(1000);
  }

  @Test
  void theDocumentListsEveryDifferenceAndNoOther() throws IOException {
    var expected = DifferencesDocument.of(Sequences.all(REPOSITORY));
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

  /** A shell that was used before is cheaper; only a fresh one can convict us. */
  private static void compare(Sequence sequence) {
    oracle = oracle.fresh();
    var compared = compared(sequence);
    if (!compared.actual().equals(compared.expected()) && !oracle.isNew()) {
      oracle.close();
      oracle = new JShellOracle();
      compared = compared(sequence);
    }
    assertThat(compared.actual()).isEqualTo(compared.expected());
  }

  private static Comparison compared(Sequence sequence) {
    try (var elara = new ElaraShell()) {
      return Comparison.of(sequence, oracle, elara::run);
    }
  }
}
