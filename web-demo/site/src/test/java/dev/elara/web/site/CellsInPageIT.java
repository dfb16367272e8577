package dev.elara.web.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.elara.java.differential.Comparison;
import dev.elara.java.differential.JShellOracle;
import dev.elara.java.differential.Sequence;
import dev.elara.java.differential.Sequences;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The sequences of cells that java-shell compares with JShell, run in a page. {@code
 * -Delara.web.every=1} runs all of them, not every so many.
 */
class CellsInPageIT {

  static final Path REPOSITORY = Path.of("..", "..");

  /** One in so many sequences is run. */
  private static final int EVERY = Integer.getInteger("elara.web.every", 32);

  /** How many sequences a kernel runs before a new one takes its place. */
  private static final int PER_KERNEL = 100;

  private static KernelPage page;
  private static JShellOracle oracle;
  private static int run;

  @BeforeAll
  static void open() throws IOException {
    page = new KernelPage();
    oracle = new JShellOracle();
  }

  @AfterAll
  static void close() {
    page.close();
    oracle.close();
  }

  @TestFactory
  Stream<DynamicTest> everySequenceAnswersAsJShellDoesOrSaysWhatThePageLacks() {
    return chosen().stream().map(each -> dynamicTest(each.title(), () -> compare(each)));
  }

  @Test
  void whatThePageLacksIsAboutSequencesThereAreAndLessThanATwentiethOfThem() {
    var all = Sequences.all(REPOSITORY).stream().map(Sequence::title).toList();
    var lacking = Lacking.names().stream().filter(name -> !name.contains(".ipynb: ")).toList();
    assertThat(all).containsAll(lacking);
    assertThat(lacking).hasSizeLessThan(all.size() / 20);
  }

  private static List<Sequence> chosen() {
    var chosen = new ArrayList<Sequence>();
    int at = 0;
    for (var each : Sequences.all(REPOSITORY)) {
      if (at++ % EVERY == 0) {
        chosen.add(each);
      }
    }
    return chosen;
  }

  /** A shell that was used before is cheaper; only a fresh one can convict us. */
  private static void compare(Sequence sequence) {
    if (++run % PER_KERNEL == 0) {
      page.restart();
    }
    oracle = oracle.fresh();
    var compared = compared(sequence);
    if (!compared.isEqual() && !oracle.isNew()) {
      oracle.close();
      oracle = new JShellOracle();
      compared = compared(sequence);
    }
    if (Lacking.names().contains(sequence.title())) {
      assertThat(compared.actual())
          .as("It works: drop it from the list of what a page lacks.")
          .isNotEqualTo(compared.expected());
    } else {
      assertThat(compared.actual()).isEqualTo(compared.expected());
    }
  }

  private static Comparison compared(Sequence sequence) {
    try (var shell = new PageShell(page)) {
      return Comparison.of(sequence, oracle, shell::run);
    }
  }
}
