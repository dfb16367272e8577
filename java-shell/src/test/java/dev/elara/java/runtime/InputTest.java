package dev.elara.java.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elara.shell.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class InputTest {

  private final World world = new World();

  @Test
  void aScannerReadsWhatIsTyped() {
    var execution = world.execution().typing("3 4", "last line");
    var outcome =
        world.run(
            execution,
            "var in = new Scanner(System.in); int a = in.nextInt(), b = in.nextInt();"
                + " in.nextLine(); return a * b + in.nextLine();");
    assertThat(World.text(outcome)).isEqualTo("12last line");
  }

  @Test
  void aScannerOfAnEarlierCellReadsForTheCellThatUsesIt() {
    world.run(
        world.execution(),
        world.cells.cell("Cell 1", "Shared", "static Scanner in = new Scanner(System.in);"));
    for (String line : new String[] {"one", "zwei é"}) {
      var execution = world.execution().typing(line);
      assertThat(World.text(world.run(execution, "return Shared.in.nextLine();"))).isEqualTo(line);
    }
  }

  @Test
  void readlnSendsItsPromptWithTheQuestion() {
    var execution = world.execution().typing("Ada", "Lovelace");
    var outcome = world.run(execution, "return IO.readln(\"Name? \") + IO.readln();");
    assertThat(World.text(outcome)).isEqualTo("AdaLovelace");
    assertThat(execution.prompts()).containsExactly("Name? ", "");
    assertThat(execution.stdout()).isEmpty();
  }

  @Test
  void readlnAnswersNullAtTheEndOfInput() {
    var outcome = world.run(world.execution().typing(), "return \"\" + IO.readln();");
    assertThat(World.text(outcome)).isEqualTo("null");
  }

  @Test
  void aPasswordIsAskedForAsOne() {
    var execution = world.execution().typing("secret");
    var outcome =
        world.run(
            execution, "return new String(System.console().readPassword(\"Key of %s: \", 1));");
    assertThat(World.text(outcome)).isEqualTo("secret");
    assertThat(execution.prompts()).containsExactly("Key of 1:  (password)");
  }

  @Test
  void systemInIsAnInputStreamLikeAnyOther() {
    var outcome =
        world.run(
            world.execution().typing("ab", "c"),
            "String s = \"\" + (char) System.in.read() + System.in.available() + (char)"
                + " System.in.read(); return s + new String(System.in.readAllBytes());");
    assertThat(World.text(outcome)).isEqualTo("a2b\nc\n");
  }

  @Test
  void aCellThatMayNotAskFailsAtOnce() {
    for (String code :
        new String[] {"return IO.readln();", "return new Scanner(System.in).nextLine();"}) {
      assertThat(world.run(world.execution(), code))
          .isInstanceOfSatisfying(
              Outcome.Failure.class,
              failure -> {
                assertThat(failure.name()).isEqualTo("dev.elara.shell.StdinNotAllowed");
                assertThat(failure.message()).contains("allow_stdin");
              });
    }
  }

  @Test
  void aReferenceToReadlnAsksTheClientToo() {
    var execution = world.execution().typing("Ada");
    world.run(
        execution,
        "UnaryOperator<String> ask = IO::readln; System.out.print(ask.apply(\"Name? \")); return 0;");
    assertThat(execution.stdout()).isEqualTo("Ada");
    assertThat(execution.prompts()).containsExactly("Name? ");
  }
}
