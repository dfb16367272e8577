package dev.elara.java.cell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A {@code var} keeps the type javac infers, also where no program could write it. */
final class InferredTypesTest {

  private static final String TWO_SIDED =
      """
      interface Fly { default String fly() { return "fly"; } }
      interface Swim { default String swim() { return "swim"; } }
      record Duck() implements Fly, Swim {}
      record Goose() implements Fly, Swim {}
      """;

  private final CellSession session = new CellSession();

  @Test
  void aVariableOfTwoTypesHasTheMembersOfBothInItsCellAndInLaterOnes() {
    session.value(TWO_SIDED);
    assertThat(session.value("var it = true ? new Duck() : new Goose(); it.fly() + it.swim()"))
        .isEqualTo("flyswim");
    assertThat(session.value("it.swim() + it.fly()")).isEqualTo("swimfly");
    session.value("Swim swim = it; Fly fly = it; it = new Goose();");
    assertThat(session.value("String both() { return it.fly() + it.swim(); } both()"))
        .isEqualTo("flyswim");
  }

  @Test
  void whatIsMadeOfSuchTypesKeepsThem() {
    session.value(TWO_SIDED + "var all = List.of(new Duck(), new Goose());");
    assertThat(session.value("all.get(1).swim() + all.get(0).fly()")).isEqualTo("swimfly");
    assertThat(session.value("all.stream().map(one -> one.fly() + one.swim()).toList()"))
        .isEqualTo(List.of("flyswim", "flyswim"));
    session.value("var mixed = List.of(1, \"a\", 2.5); Comparable<?> first = mixed.get(0);");
    assertThat(session.value("Comparable<?> same = mixed.get(0); same")).isEqualTo(1);
    assertThat(session.value("var map = Map.of(\"k\", mixed); map.get(\"k\").get(1).getClass()"))
        .isEqualTo(String.class);
    assertThat(session.value("map.get(\"k\").get(2)")).isEqualTo(2.5);
  }

  @Test
  void aCompilerThatReadsTheClassesAnewKnowsTheSameTypes() {
    session.value(TWO_SIDED + "var it = true ? new Duck() : new Goose(); var all = List.of(it);");
    session.value("var other = 1; var more = List.of(1, \"a\");");
    session.compiler().addToClassPath(List.of(Path.of("target")));
    assertThat(session.value("it.swim() + all.get(0).fly() + other + more.get(1)"))
        .isEqualTo("swimfly1a");
    session.value("it = new Duck(); var it = false ? new Duck() : new Goose();");
    assertThat(session.value("it.fly() + it")).isEqualTo("flyGoose[]");
  }

  @Test
  void theUserReadsThePartThatSaysMost() {
    session.value(TWO_SIDED + "var it = true ? new Duck() : new Goose(); var l = List.of(it);");
    assertThat(session.namespace().names().stream().map(name -> name.declaration()))
        .contains("Fly it", "List<Fly> l");
  }

  @Test
  void aVariableOfAnUnnamedClassHasItsMembersInLaterCells() {
    session.value("var p = new Object() { int a = 1; int twice() { return a * 2; } };");
    session.value("int use() { return p.twice() + p.a; }");
    assertThat(session.value("p.a = 20; use()")).isEqualTo(60);
    session.value("var p = new Object() { int a = 100; int twice() { return a * 3; } };");
    assertThat(session.value("List.of(p.a, use())")).isEqualTo(List.of(100, 400));
    session.value(
        "var many = Stream.of(1, 2).map(i -> new Object() { int square = i * i; }).toList();");
    assertThat(session.value("many.get(1).square")).isEqualTo(4);
  }

  @Test
  void earlierMethodsSeeTheTypeAVarIsGivenNext() {
    session.value("var x = 1; String show() { return x + \"!\"; }");
    session.value("var x = \"two\";");
    assertThat(session.value("show()")).isEqualTo("two!");
    session.value("var x = List.of(1, \"a\");");
    assertThat(session.value("show()")).isEqualTo("[1, a]!");
    session.value("int size() { return x.size(); }");
    assertThat(session.run("var x = 5L;").errors())
        .contains("x cannot be redefined like this: int size() (Cell 6, line 1)");
    assertThat(session.value("size()")).isEqualTo(2);
  }
}
