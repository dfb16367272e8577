package dev.elara.caller;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Member;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table for those who know async-kernel, beside the classes it speaks of. */
class AsyncKernelTableTest {

  private static final Path TABLE = Path.of("../docs/concurrency/async-kernel.md");
  private static final Pattern NAME =
      Pattern.compile("`(?:dev\\.elara\\.\\S*)?([A-Z]\\w+)(?:\\.(\\w+))?");

  private static final List<Class<?>> OF_THE_TABLE =
      List.of(Caller.class, Pending.class, PendingGroup.class, PendingManager.class);

  @Test
  void everyNameInTheTableExists() throws Exception {
    assertThat(named()).hasSizeGreaterThan(50);
    for (String name : named()) {
      String[] parts = name.split("\\.", -1);
      Class<?> type = Class.forName("dev.elara.caller." + parts[0]);
      if (parts.length > 1) {
        assertThat(members(type)).as(name).contains(parts[1]);
      }
    }
  }

  @Test
  void everyPublicMethodIsInTheTable() throws Exception {
    for (Class<?> type : OF_THE_TABLE) {
      for (Member method : type.getDeclaredMethods()) {
        if (Modifier.isPublic(method.getModifiers())) {
          assertThat(named()).contains(type.getSimpleName() + "." + method.getName());
        }
      }
    }
  }

  private static Set<String> members(Class<?> type) {
    Set<String> names = new HashSet<>();
    Stream.of(type.getMethods(), type.getFields())
        .flatMap(Arrays::stream)
        .forEach(member -> names.add(((Member) member).getName()));
    return names;
  }

  /** What the second and third columns name in code style, with its class. */
  private static Set<String> named() throws Exception {
    Set<String> names = new HashSet<>();
    for (String line : Files.readAllLines(TABLE)) {
      String[] columns = line.split("\\|", -1);
      for (int i = 2; i < columns.length && line.startsWith("|"); i++) {
        Matcher name = NAME.matcher(columns[i]);
        while (name.find()) {
          if (isOfCallers(name.group(1))) {
            names.add(name.group(2) == null ? name.group(1) : name.group(1) + "." + name.group(2));
          }
        }
      }
    }
    return names;
  }

  private static boolean isOfCallers(String type) {
    return Stream.of("Pending", "Caller", "Call", "Await", "Group", "Completion", "Event")
        .anyMatch(type::startsWith);
  }
}
