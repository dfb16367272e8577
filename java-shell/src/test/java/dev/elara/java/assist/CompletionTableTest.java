package dev.elara.java.assist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.elara.shell.Completions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/**
 * The completions of the cells in {@code assist/completion}, in a session of the cells in {@code
 * assist/session.txt}.
 *
 * <p>A line below the cell says what must be true: {@code =} these and no others, {@code >} these
 * come first, {@code +} these are among them, {@code -} these are not, {@code :} the first one's
 * kind and how its signature starts, {@code ~} the cell once the first is taken. Several are set
 * apart by a dot in the middle; {@code \n} is a line's end.
 */
class CompletionTableTest {

  private static final String APART = " · ";

  @TestFactory
  Stream<DynamicNode> everyCellOfTheTableIsCompletedAsItSays() throws IOException {
    var session = new Session(Sources.NONE);
    session.defineAll(Cases.FOLDER.resolve("session.txt"));
    var files = new ArrayList<DynamicNode>();
    for (var file : Cases.files("completion")) {
      var tests =
          Cases.read(file).stream()
              .map(each -> dynamicTest(each.code(), () -> check(session, each)));
      files.add(dynamicContainer(file.getFileName().toString(), tests));
    }
    assertThat(files).isNotEmpty();
    return files.stream();
  }

  private static void check(Session session, Cases.Case each) {
    var found = session.completions(each.code());
    var texts = found.items().stream().map(Completions.Item::text).map(Cases::line).toList();
    for (var line : each.expected()) {
      var names = line.rest().isEmpty() ? List.<String>of() : List.of(line.rest().split(APART, -1));
      switch (line.kind()) {
        case '=' -> assertThat(texts).as(each.code()).containsExactlyElementsOf(names);
        case '>' -> assertThat(texts).as(each.code()).startsWith(names.toArray(String[]::new));
        case '+' -> assertThat(texts).as(each.code()).containsAll(names);
        case '-' -> assertThat(texts).as(each.code()).doesNotContainAnyElementsOf(names);
        case ':' -> {
          var first = found.items().getFirst();
          assertThat(first.kind() + " " + first.signature()).startsWith(line.rest());
        }
        case '~' -> {
          var code = Cases.withoutBar(each.code());
          var taken =
              code.substring(0, found.start())
                  + found.items().getFirst().text()
                  + code.substring(found.end());
          assertThat(Cases.line(taken)).isEqualTo(line.rest());
        }
        default -> throw new IllegalArgumentException("No such check: " + line);
      }
    }
  }
}
