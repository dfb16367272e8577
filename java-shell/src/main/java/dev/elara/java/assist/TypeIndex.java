package dev.elara.java.assist;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.StandardLocation;
import org.jspecify.annotations.Nullable;

/**
 * The names of the JDK's top-level types by simple name and by package, without looking into them.
 *
 * <p>Built on the first question, which blocks for it; thread-safe. Packages no program can import,
 * such as {@code sun.*}, are left out.
 */
final class TypeIndex {

  private static final List<String> PACKAGES = List.of("java", "javax", "org.w3c", "org.xml");

  private final JavaFileManager files;
  private volatile @Nullable Names names;

  /** An index of the system modules that {@code files} sees. */
  TypeIndex(JavaFileManager files) {
    this.files = files;
  }

  /** The qualified names of types whose simple name is {@code simpleName}, best known first. */
  List<String> named(String simpleName) {
    return ranked(names().bySimpleName().getOrDefault(simpleName, Set.of()));
  }

  /** The qualified names of types whose simple name starts with {@code prefix}. */
  List<String> startingWith(String prefix) {
    var found = new ArrayList<String>();
    for (var entry : names().bySimpleName().tailMap(prefix).entrySet()) {
      if (!entry.getKey().startsWith(prefix)) {
        break;
      }
      found.addAll(entry.getValue());
    }
    return ranked(found);
  }

  /** The module a type is in; empty if it is not known. */
  String moduleOf(String qualifiedName) {
    return names().modules().getOrDefault(qualifiedName, "");
  }

  /** The simple names of the types of a package. */
  Set<String> typesOf(String packageName) {
    return names().byPackage().getOrDefault(packageName, new TreeSet<>());
  }

  /**
   * The next parts of package names that start with {@code packageName}; all first parts for "".
   */
  Set<String> partsAfter(String packageName) {
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
      synchronized (this) {
        known = names;
        if (known == null) {
          known = read();
          names = known;
        }
      }
    }
    return known;
  }

  private Names read() {
    var read = new Names(new TreeMap<>(), new TreeMap<>(), new HashMap<>());
    try {
      for (var modules : files.listLocationsForModules(StandardLocation.SYSTEM_MODULES)) {
        for (var module : modules) {
          var name = files.inferModuleName(module);
          if (name != null && name.startsWith("java.")) { // others are the JDK's own tools
            read(module, name, read);
          }
        }
      }
    } catch (IOException | UnsupportedOperationException e) {
      return read;
    }
    return read;
  }

  private void read(JavaFileManager.Location module, String moduleName, Names into)
      throws IOException {
    for (var root : PACKAGES) {
      var kinds = Set.of(JavaFileObject.Kind.CLASS);
      for (var file : files.list(module, root, kinds, true)) {
        var name = files.inferBinaryName(module, file);
        if (name != null && name.indexOf('$') < 0 && !name.endsWith("-info")) {
          into.add(moduleName, name);
        }
      }
    }
  }

  private record Names(
      NavigableMap<String, Set<String>> bySimpleName,
      NavigableMap<String, Set<String>> byPackage,
      Map<String, String> modules) {

    void add(String module, String name) {
      modules.put(name, module);
      int dot = name.lastIndexOf('.');
      bySimpleName.computeIfAbsent(name.substring(dot + 1), _ -> new TreeSet<>()).add(name);
      byPackage
          .computeIfAbsent(name.substring(0, dot), _ -> new TreeSet<>())
          .add(name.substring(dot + 1));
    }
  }
}
