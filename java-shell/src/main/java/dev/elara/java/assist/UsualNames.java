package dev.elara.java.assist;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Names a variable of some type is usually given. */
final class UsualNames {

  private UsualNames() {}

  /** For a type as it is written: of {@code StringBuilder} {@code builder, stringBuilder}. */
  static List<String> of(String type) {
    var bare = type.replaceAll("<.*>", "").replaceAll(".*\\.", "");
    var isMany = bare.endsWith("[]");
    var name = bare.replace("[]", "");
    if (name.isEmpty() || !Character.isUpperCase(name.charAt(0))) {
      return List.of();
    }
    var found = new LinkedHashSet<String>();
    var starts = new ArrayList<Integer>();
    for (int at = 0; at < name.length(); at++) {
      if (Character.isUpperCase(name.charAt(at))
          && (at == 0 || !Character.isUpperCase(name.charAt(at - 1)))) {
        starts.add(at);
      }
    }
    starts.reversed().forEach(start -> add(name.substring(start), isMany, found));
    return List.copyOf(found.stream().filter(n -> !isKeyword(n)).toList());
  }

  private static void add(String words, boolean isMany, Set<String> into) {
    into.add(
        words.substring(0, 1).toLowerCase(Locale.ROOT) + words.substring(1) + (isMany ? "s" : ""));
  }

  private static boolean isKeyword(String name) {
    return Keywords.STATEMENT.contains(name) || Keywords.EXPRESSION.contains(name);
  }
}
