package dev.elara.java.assist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What is known of the words and calls in {@code assist/inspection}, in a session of the cells in
 * {@code assist/session.txt}.
 *
 * <p>A line below the cell says what the plain text must be: {@code =} this, or nothing at all if
 * that is empty; {@code >} its start, {@code +} parts of it, {@code -} what it has not, {@code !}
 * its start if one asks for detail. Parts are set apart by a dot in the middle; {@code \n} is a
 * line's end. {@code *} stands before parts that a JDK without sources does not have.
 */
class InspectionTableTest {

  private static final String APART = " · ";
  private static final boolean HAS_SOURCES =
      Files.isRegularFile(Path.of(System.getProperty("java.home"), "lib", "src.zip"));

  @TestFactory
  Stream<DynamicTest> everyWordAndCallOfTheTableIsExplainedAsItSays() throws IOException {
    var session = new Session(new JdkSources());
    session.defineAll(Cases.FOLDER.resolve("session.txt"));
    var tests = new ArrayList<DynamicTest>();
    for (var file : Cases.files("inspection")) {
      for (var each : Cases.read(file)) {
        tests.add(dynamicTest(each.code(), () -> check(session, each)));
      }
    }
    assertThat(tests).isNotEmpty();
    return tests.stream();
  }

  private static void check(Session session, Cases.Case each) {
    for (var line : each.expected()) {
      var found = session.inspect(each.code(), line.kind() == '!' ? 1 : 0);
      if (line.rest().isEmpty()) {
        assertThat(found).as(each.code()).isNull();
        continue;
      }
      assertThat(found).as(each.code()).isNotNull();
      var text = Cases.line(String.valueOf(found));
      var parts = List.of(line.rest().split(APART, -1));
      switch (line.kind()) {
        case '=' -> assertThat(text).as(each.code()).isEqualTo(line.rest());
        case '>', '!' -> assertThat(text).as(each.code()).startsWith(line.rest());
        case '+' -> assertThat(text).as(each.code()).contains(parts);
        case '-' -> assertThat(text).as(each.code()).doesNotContain(parts);
        case '*' -> {
          assumeTrue(HAS_SOURCES, "this JDK has no sources");
          assertThat(text).as(each.code()).contains(parts);
        }
        default -> throw new IllegalArgumentException("No such check: " + line);
      }
    }
  }
}
