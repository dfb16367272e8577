package dev.elara.java.differential;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JShellOracleTest {

  private final JShellOracle oracle = new JShellOracle();

  @AfterEach
  void close() {
    oracle.close();
  }

  @Test
  void aLastExpressionIsShownAndOneWithSemicolonIsNot() {
    assertThat(oracle.run("1 + 1")).hasToString("shows \"2\"");
    assertThat(oracle.run("1 + 1;")).hasToString("nothing");
    assertThat(oracle.run("1 + 1 // two;")).hasToString("shows \"2\"");
    assertThat(oracle.run("1 + 1; // two")).hasToString("nothing");
    assertThat(oracle.run("int x = 3")).hasToString("nothing");
    assertThat(oracle.run("x")).hasToString("shows \"3\"");
    assertThat(oracle.run("x = 4")).hasToString("shows \"4\"");
    assertThat(oracle.run("(Object) null")).hasToString("nothing");
    assertThat(oracle.run("new int[][] {{1}, {2, 3}}")).hasToString("shows \"[[1], [2, 3]]\"");
  }

  @Test
  void aCellEndsAtTheFirstSnippetThatFails() {
    assertThat(oracle.run("System.out.print(1); int i = 0; System.out.print(1 / i); i = 2;"))
        .hasToString("prints \"1\", fails: java.lang.ArithmeticException: / by zero");
    assertThat(oracle.run("i")).hasToString("shows \"0\"");
    assertThat(oracle.run("System.out.print(1); nope;"))
        .hasToString("prints \"1\", fails: compile error");
  }

  @Test
  void aMethodThatRefersToSomethingMissingFailsOnlyWhenItIsUsed() {
    assertThat(oracle.run("int twice() { return 2 * missing(); }")).hasToString("nothing");
    assertThat(oracle.run("twice()")).hasToString("fails: used too early");
    assertThat(oracle.run("int missing() { return 3; }")).hasToString("nothing");
    assertThat(oracle.run("twice()")).hasToString("shows \"6\"");
  }
}
