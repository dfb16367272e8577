package dev.elara.web.build;

import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the engine cannot run of the JDK's API, with the reasons, as the engine's build has found
 * it: classes by internal name, methods with a dot, their name and descriptor behind it.
 */
final class Lacking {

  private final Map<String, String> reasons = new HashMap<>();

  /** Reads the list that the engine's build has written. */
  static Lacking read(Path file) throws IOException {
    var lacking = new Lacking();
    for (String line : Files.readAllLines(file)) {
      int tab = line.indexOf('\t');
      lacking.reasons.put(line.substring(0, tab), line.substring(tab + 1));
    }
    return lacking;
  }

  /** Nothing is lacking of what is no part of the JDK. */
  static Lacking nothing() {
    return new Lacking();
  }

  /** Why a class cannot be used; null if it can. */
  @Nullable String reason(String type) {
    return reasons.get(type);
  }

  /** Why a method cannot be used; null if it can. */
  @Nullable String reason(String owner, String name, String descriptor) {
    return reasons.get(owner + "." + name + descriptor);
  }

  /** The modules and packages of the JDK that are not offered, with the reasons. */
  static SortedMap<String, String> notOffered(Collection<String> modules, Set<String> packages) {
    var found = new TreeMap<String, String>();
    String offered = "the page has " + String.join(", ", modules);
    for (ModuleReference each : ModuleFinder.ofSystem().findAll()) {
      ModuleDescriptor module = each.descriptor();
      boolean isHere = modules.contains(module.name());
      if (!isHere) {
        found.put(module.name(), offered);
      }
      for (ModuleDescriptor.Exports exported : module.exports()) {
        if (!exported.isQualified() && !packages.contains(exported.source().replace('.', '/'))) {
          found.put(
              exported.source(),
              isHere ? "the engine does not run it" : offered + ", not " + module.name());
        }
      }
    }
    return found;
  }
}
