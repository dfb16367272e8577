package dev.elara.web.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elara.caller.Check;
import dev.elara.caller.Contract;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The callers' contract, compiled by TeaVM: the same checks as on the JVM, a container for each
 * rule, on JavaScript and on WebAssembly, in Node and in Chromium.
 */
class ContractIT {

  @TestFactory
  Stream<DynamicContainer> asJavaScriptInNode() throws IOException, InterruptedException {
    return rules(ProgramWithKernel.checks(), Node.onPath().run("js"));
  }

  @TestFactory
  Stream<DynamicContainer> asWebAssemblyInNode() throws IOException, InterruptedException {
    return rules(Program.checks(), Node.recent().run("wasm"));
  }

  @TestFactory
  Stream<DynamicContainer> asJavaScriptInChromium() throws IOException {
    return rules(ProgramWithKernel.checks(), inChromium("js"));
  }

  @TestFactory
  Stream<DynamicContainer> asWebAssemblyInChromium() throws IOException {
    return rules(Program.checks(), inChromium("wasm"));
  }

  private static List<String> inChromium(String target) throws IOException {
    try (Web web = new Web();
        Chromium chromium = new Chromium()) {
      return chromium.run(web.address("index.html?target=" + target), Line.END);
    }
  }

  /** What must have been told, from what was; what was not told of fails. */
  private static Stream<DynamicContainer> rules(List<Check> checks, List<String> printed) {
    List<Line> lines = new ArrayList<>(printed.stream().filter(Line::is).map(Line::parse).toList());
    for (Check check : checks) {
      if (lines.stream().noneMatch(line -> line.isOf(check))) {
        String last =
            String.join("\n", printed.subList(Math.max(0, printed.size() - 20), printed.size()));
        lines.add(Line.of(check, "It was not run. The program's last words:\n" + last));
      }
    }
    return IntStream.rangeClosed(0, Contract.rules())
        .mapToObj(
            rule -> container(rule, lines.stream().filter(line -> line.rule() == rule).toList()));
  }

  private static DynamicContainer container(int rule, List<Line> lines) {
    String name = rule == 0 ? "Beside the contract" : rule + ". " + Contract.rule(rule);
    return DynamicContainer.dynamicContainer(
        name,
        lines.stream()
            .map(line -> DynamicTest.dynamicTest(line.sentence(), () -> assertHolds(line))));
  }

  private static void assertHolds(Line line) {
    assertThat(line.failure()).as(line.sentence()).isEmpty();
  }
}
