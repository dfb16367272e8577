package dev.elara.caller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elara.caller.platform.Backend;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The contract on the JVM: a container for each rule, a test for each of its checks. */
class ContractTest {

  @TestFactory
  Stream<DynamicContainer> onOrdinaryThreads() {
    return rules(new JvmGround(Backend.PLATFORM));
  }

  @TestFactory
  Stream<DynamicContainer> onVirtualThreads() {
    return rules(new JvmGround(Backend.VIRTUAL));
  }

  @Test
  void everyRuleHasACheck() {
    assertThat(checks())
        .extracting(Check::rule)
        .containsAll(IntStream.rangeClosed(1, Contract.rules()).boxed().toList());
  }

  @Test
  void noTwoChecksSayTheSame() {
    assertThat(checks())
        .extracting(check -> check.rule() + check.sentence())
        .doesNotHaveDuplicates();
  }

  private static List<Check> checks() {
    Checks checks = new Checks();
    Contract.list(checks);
    JvmRules.list(checks);
    return checks.all();
  }

  private static Stream<DynamicContainer> rules(Ground ground) {
    Function<Check, DynamicTest> test =
        check -> DynamicTest.dynamicTest(check.sentence(), () -> check.run(ground));
    var byRule =
        checks().stream()
            .filter(check -> ground.suits(check.where()))
            .collect(
                Collectors.groupingBy(Check::rule, Collectors.mapping(test, Collectors.toList())));
    return byRule.entrySet().stream()
        .sorted(java.util.Map.Entry.comparingByKey())
        .map(rule -> container(rule.getKey(), rule.getValue()));
  }

  private static DynamicContainer container(int rule, List<DynamicTest> tests) {
    return DynamicContainer.dynamicContainer(rule + ". " + Contract.rule(rule), tests);
  }
}
