package dev.elara.java.cell;

import dev.elara.java.namespace.Version;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds the class files that can still matter: those of live definitions and all they refer to. Old
 * versions stay as long as a variable is of their type.
 */
final class Liveness {

  private Liveness() {}

  /** Forgets all others. Returns what was forgotten. */
  static Set<String> sweep(CellFileManager files, List<Version> versions) {
    var kept = new HashMap<String, List<String>>();
    for (String name : files.kept()) {
      kept.computeIfAbsent(outermost(name), _ -> new ArrayList<>()).add(name);
    }
    var reached = new HashSet<String>();
    var open = new ArrayDeque<String>();
    for (Version version : versions) {
      open.add(version.definition().owner());
    }
    while (!open.isEmpty()) {
      String outermost = open.remove();
      if (reached.add(outermost)) {
        for (String name : kept.getOrDefault(outermost, List.of())) {
          ClassNames.in(files.bytes(name)).forEach(each -> open.add(outermost(each)));
        }
      }
    }
    var dead = new HashSet<String>();
    kept.keySet().removeAll(reached);
    for (List<String> names : kept.values()) {
      names.forEach(files::forget);
      dead.addAll(names);
    }
    return dead;
  }

  /** Of {@code REPL.$JShell$12$Point$Inner}: {@code REPL.$JShell$12}. */
  static String outermost(String name) {
    int number = name.indexOf('$', name.indexOf('$') + 1) + 1;
    int end = name.indexOf('$', number);
    return end < 0 ? name : name.substring(0, end);
  }
}
