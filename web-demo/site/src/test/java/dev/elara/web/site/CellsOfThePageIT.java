package dev.elara.web.site;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Cells run by the page itself, used by keyboard. */
@ExtendWith(SiteBench.Given.class)
class CellsOfThePageIT {

  private static final Pattern RUNNING = Pattern.compile("Running cell 2");

  private final SiteBench bench;

  CellsOfThePageIT(SiteBench bench) {
    this.bench = bench;
  }

  @Test
  void whatIsRunWhileThePageLoadsRunsWhenItIsThere() {
    try (var page = bench.open("")) {
      assertThat(page.page()).hasTitle("Tour.ipynb – Elara");
      page.page().locator(".jp-Notebook :focus, .jp-Notebook:focus").first().waitFor();
      page.press("Escape", "Shift+Enter", "Shift+Enter");
      assertThat(page.output(1).last()).hasText("42");
      page.waitUntilIdle();
    }
  }

  @Test
  void anEndlessLoopStopsWithItsStateKeptWhileThePageScrolls() throws IOException {
    var many = new String[30];
    Arrays.fill(many, "1");
    many[0] = "int kept = 41;";
    many[1] = "while (true) { kept = 42; }";
    try (var page = bench.openCells(many)) {
      page.press("Escape", "Shift+Enter", "Shift+Enter");
      assertThat(page.state()).hasText(RUNNING);
      page.select(29);
      assertThat(page.cell(29)).isInViewport();
      page.select(2);
      page.press("i", "i");
      page.waitUntilIdle();
      page.run(2, "kept");
      assertThat(page.output(2)).hasText("42");
    }
  }

  @Test
  void taskCellsTakeTurnsAndAHundredContextsKnowWhoTheyAre() throws IOException {
    String counting =
        """
        // task
        for (int i = 1; i <= 3; i++) {
          turns.add("%s");
          while (turns.size() < 2 * i) { Caller.sleep(pause); } // for the other one
        }
        turns.size()
        """;
    try (var page =
        bench.openCells(
            """
            List<String> turns = new CopyOnWriteArrayList<>();
            var pause = java.time.Duration.ofMillis(5);
            """,
            counting.formatted("tick"),
            counting.formatted("tock"),
            "while (turns.size() < 6) { Caller.sleep(pause); }\nString.join(\" \", turns)",
            """
            import dev.elara.caller.*;

            Set<String> seen = new TreeSet<>();
            for (int i = 0; i < 100; i++) {
              Caller each = Caller.current().get(CallerOptions.DEFAULT.name("context " + i));
              seen.add(each.callSoon(() -> Caller.current().name()).await());
              each.stop();
            }
            seen.size()
            """)) {
      page.command("Run All Cells");
      assertThat(page.output(3)).hasText(Pattern.compile("t(i|o)ck .*"));
      assertThat(page.output(3).textContent()).matches("((tick tock|tock tick) ?){3}");
      assertThat(page.output(4)).hasText("100");
    }
  }

  @Test
  void tabCompletesShiftTabTellsAndACellAsksForInput() throws IOException {
    try (var page = bench.openCells("String name = IO.readln(\"Who? \");\n\"Hello \" + name", "")) {
      page.press("Escape", "Shift+Enter");
      assertThat(page.cell(0).locator(".jp-Stdin-input")).isFocused();
      page.type("Galileo");
      page.press("Enter");
      assertThat(page.output(0).last()).hasText("Hello Galileo");
      page.write(1, "name.strip");
      page.press("Shift+Tab");
      assertThat(page.page().locator(".jp-Tooltip")).containsText("strip()");
      page.press("Escape");
      page.write(1, "name.repl");
      page.press("Tab");
      assertThat(page.completer()).containsText("replaceAll");
    }
  }

  @Test
  void aKernelThatEndsIsReplacedAndThePageSaysWhy() throws IOException {
    try (var page =
        bench.openCells(
            "var all = new ArrayList<int[]>();\nwhile (true) { all.add(new int[1_000_000]); }",
            "System.out.println(\"bye\");\nSystem.exit(3);",
            "6 * 7")) {
      page.expectComplaints(complaint -> complaint.startsWith("Connection lost, reconnecting"));
      page.press("Escape", "Shift+Enter");
      assertThat(page.notice()).containsText("The kernel ran out of memory and was restarted.");
      page.waitUntilIdle();
      page.press("Shift+Enter");
      assertThat(page.notice()).containsText("System.exit(3)");
      assertThat(page.output(1)).hasText("bye");
      page.waitUntilIdle();
      page.press("Shift+Enter");
      assertThat(page.output(2)).hasText("42");
      page.command("Restart Kernel…");
      assertThat(page.dialog()).isVisible();
      page.press("Enter");
      assertThat(page.dialog()).hasCount(0);
      page.run(2, "7 * 7");
      assertThat(page.output(2)).hasText("49");
    }
  }
}
