package dev.elara.java.cell;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.module.ModuleReader;
import java.lang.module.ModuleReference;
import java.net.URI;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import org.jspecify.annotations.Nullable;

/**
 * A module of the JDK this runs on and its class files. The JVM knows it already, while javac would
 * ask a file system about each of its files.
 *
 * <p>Thread-safe: what one thread has listed, another finds there.
 */
final class SystemModule implements JavaFileManager.Location {

  private static final String CLASS = JavaFileObject.Kind.CLASS.extension;

  private final ModuleReference module;

  /** By name, as far as they were asked for. */
  private final Map<String, List<JavaFileObject>> packages = new ConcurrentHashMap<>();

  /** Guarded by this; never closed, like the JDK's own. */
  private @Nullable ModuleReader reader;

  SystemModule(ModuleReference module) {
    this.module = module;
  }

  /** The module's. */
  String name() {
    return module.descriptor().name();
  }

  @Override
  public String getName() {
    return "SYSTEM_MODULES[" + name() + "]";
  }

  @Override
  public boolean isOutputLocation() {
    return false;
  }

  /** The classes of a package; blocks for the first of its askers. */
  List<JavaFileObject> in(String packageName) {
    return module.descriptor().packages().contains(packageName)
        ? packages.computeIfAbsent(packageName, this::list)
        : List.of();
  }

  /** Those of a package and of all below it. */
  List<JavaFileObject> below(String packageName) {
    String prefix = packageName.isEmpty() ? "" : packageName + ".";
    List<JavaFileObject> all = new ArrayList<>();
    for (String each : module.descriptor().packages()) {
      if (each.equals(packageName) || each.startsWith(prefix)) {
        all.addAll(in(each));
      }
    }
    return all;
  }

  private List<JavaFileObject> list(String packageName) {
    Path folder =
        FileSystems.getFileSystem(URI.create("jrt:/"))
            .getPath("modules", name(), packageName.replace('.', '/'));
    List<JavaFileObject> classes = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        String name = file.toString();
        if (name.endsWith(CLASS)) {
          String simple = name.substring(name.lastIndexOf('/') + 1, name.length() - CLASS.length());
          classes.add(new SystemClass(packageName + "." + simple));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return classes;
  }

  /** One of its class files, by binary name; null if there is none. */
  @Nullable JavaFileObject file(String binaryName) throws IOException {
    var file = new SystemClass(binaryName);
    return reader().find(file.path()).isPresent() ? file : null;
  }

  private synchronized ModuleReader reader() throws IOException {
    var opened = reader;
    if (opened == null) {
      opened = module.open();
      reader = opened;
    }
    return opened;
  }

  /** A class file of this module. */
  final class SystemClass extends ReadOnlyClass {

    SystemClass(String binaryName) {
      super(binaryName);
    }

    /** Where it is from. */
    SystemModule module() {
      return SystemModule.this;
    }

    @Override
    public URI toUri() {
      return URI.create("jrt:/" + module().name() + "/" + path());
    }

    @Override
    public InputStream openInputStream() throws IOException {
      return reader()
          .open(path())
          .orElseThrow(() -> new IOException("The JDK has no " + toUri() + " any more."));
    }
  }
}
