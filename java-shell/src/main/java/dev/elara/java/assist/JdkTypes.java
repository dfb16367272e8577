package dev.elara.java.assist;

import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/** The types a program may import from the running JDK, read from the module system's own lists. */
final class JdkTypes {

  private static final String CLASS = ".class";

  private JdkTypes() {}

  /**
   * Hands every public package's top-level types to {@code found}: the module, then the qualified
   * name. Modules that are the JDK's own tools are left out. Blocks to read.
   */
  static void read(BiConsumer<String, String> found) {
    for (var module : ModuleFinder.ofSystem().findAll()) {
      if (module.descriptor().name().startsWith("java.")) {
        read(module, found);
      }
    }
  }

  private static void read(ModuleReference module, BiConsumer<String, String> found) {
    Set<String> packages =
        module.descriptor().exports().stream()
            .filter(exports -> !exports.isQualified())
            .map(ModuleDescriptor.Exports::source)
            .collect(Collectors.toSet());
    try (var reader = module.open();
        var names = reader.list()) {
      names.forEach(file -> {
        var name = typeName(file);
        if (!name.isEmpty() && packages.contains(name.substring(0, name.lastIndexOf('.')))) {
          found.accept(module.descriptor().name(), name);
        }
      });
    } catch (IOException e) {
      // A module that cannot be read offers nothing to import.
    }
  }

  /** The qualified name of the top-level type a class file holds; empty if it holds none. */
  static String typeName(String file) {
    int slash = file.lastIndexOf('/');
    return !file.endsWith(CLASS) || slash < 0 || file.indexOf('$') >= 0 || file.indexOf('-') >= 0
        ? ""
        : file.substring(0, file.length() - CLASS.length()).replace('/', '.');
  }
}
