package dev.elara.java.assist;

import java.io.IOException;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.util.function.BiConsumer;

/**
 * The types a program may import from the running JDK, read from the module system and its own file
 * system.
 */
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

  /** Public packages only, one by one: to list all of a module takes several times as long. */
  private static void read(ModuleReference module, BiConsumer<String, String> found) {
    var name = module.descriptor().name();
    var root = FileSystems.getFileSystem(URI.create("jrt:/")).getPath("/modules", name);
    for (var exports : module.descriptor().exports()) {
      if (!exports.isQualified()) {
        try (var files =
            Files.newDirectoryStream(root.resolve(exports.source().replace('.', '/')))) {
          for (var file : files) {
            var type = typeName(root.relativize(file).toString());
            if (!type.isEmpty()) {
              found.accept(name, type);
            }
          }
        } catch (IOException e) {
          // A package that cannot be read offers nothing to import.
        }
      }
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
