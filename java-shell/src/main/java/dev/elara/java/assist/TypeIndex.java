package dev.elara.java.assist;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The names of the top-level types of the platform and of the class path, by simple name and by
 * package, without looking into them.
 *
 * <p>What is new on the class path is read on the next question, which blocks for it, or by {@link
 * #prepare} before. Thread-safe. Packages no program can import, such as {@code sun.*}, are left
 * out.
 */
final class TypeIndex {

  private final PlatformTypes platform;
  private final Supplier<List<Path>> classPath;

  // Guarded by this.
  private @Nullable Names names;
  private final Set<Path> read = new HashSet<>();

  /** An index of the platform and of what {@code classPath} says at the time. */
  TypeIndex(PlatformTypes platform, Supplier<List<Path>> classPath) {
    this.platform = platform;
    this.classPath = classPath;
  }

  /** Reads what has not been read yet, so that the next question need not wait for it. */
  synchronized void prepare() {
    names();
  }

  /** The qualified names of types whose simple name is {@code simpleName}, best known first. */
  synchronized List<String> named(String simpleName) {
    return ranked(names().bySimpleName().getOrDefault(simpleName, Set.of()));
  }

  /** The qualified names of types whose simple name starts with {@code prefix}. */
  synchronized List<String> startingWith(String prefix) {
    var found = new ArrayList<String>();
    for (var entry : names().bySimpleName().tailMap(prefix).entrySet()) {
      if (!entry.getKey().startsWith(prefix)) {
        break;
      }
      found.addAll(entry.getValue());
    }
    return ranked(found);
  }

  /** Whether there is a type of this name. */
  synchronized boolean knows(String qualifiedName) {
    return names().modules().containsKey(qualifiedName);
  }

  /** The modules that have types, and the one that stands for them all. */
  synchronized Set<String> modules() {
    var all = new TreeSet<>(names().modules().values());
    all.remove("");
    all.add("java.se");
    return all;
  }

  /** The packages a module has types in. */
  synchronized Set<String> packagesOf(String module) {
    var packages = new TreeSet<String>();
    names()
        .modules()
        .forEach((name, in) -> {
          if (in.equals(module)) {
            packages.add(name.substring(0, name.lastIndexOf('.')));
          }
        });
    return packages;
  }

  /** The module a type is in; empty if it is on the class path or not known. */
  synchronized String moduleOf(String qualifiedName) {
    return names().modules().getOrDefault(qualifiedName, "");
  }

  /** The simple names of the types of a package. */
  synchronized Set<String> typesOf(String packageName) {
    return Set.copyOf(names().byPackage().getOrDefault(packageName, new TreeSet<>()));
  }

  /**
   * The next parts of package names that start with {@code packageName}; all first parts for "".
   */
  synchronized Set<String> partsAfter(String packageName) {
    var from = packageName.isEmpty() ? "" : packageName + ".";
    var parts = new TreeSet<String>();
    for (var name : names().byPackage().tailMap(from).keySet()) {
      if (!name.startsWith(from)) {
        break;
      }
      int dot = name.indexOf('.', from.length());
      parts.add(name.substring(from.length(), dot < 0 ? name.length() : dot));
    }
    return parts;
  }

  private static List<String> ranked(Collection<String> found) {
    return found.stream()
        .sorted((a, b) -> rank(a) == rank(b) ? a.compareTo(b) : rank(a) - rank(b))
        .toList();
  }

  private static int rank(String name) {
    var order = List.of("java.util", "java.time", "java.nio", "java.text", "java.io", "java.");
    for (int at = 0; at < order.size(); at++) {
      if (name.startsWith(order.get(at))) {
        return at;
      }
    }
    return order.size();
  }

  private Names names() {
    var known = names;
    if (known == null) {
      known = new Names(new TreeMap<>(), new TreeMap<>(), new HashMap<>());
      platform.read(known::add);
      names = known;
    }
    for (Path entry : classPath.get()) {
      if (read.add(entry)) {
        var all = known;
        ClassPathTypes.read(entry, name -> all.add("", name));
      }
    }
    return known;
  }

  private record Names(
      NavigableMap<String, Set<String>> bySimpleName,
      NavigableMap<String, Set<String>> byPackage,
      Map<String, String> modules) {

    void add(String module, String name) {
      modules.putIfAbsent(name, module);
      int dot = name.lastIndexOf('.');
      bySimpleName.computeIfAbsent(name.substring(dot + 1), _ -> new TreeSet<>()).add(name);
      byPackage
          .computeIfAbsent(name.substring(0, dot), _ -> new TreeSet<>())
          .add(name.substring(dot + 1));
    }
  }
}
