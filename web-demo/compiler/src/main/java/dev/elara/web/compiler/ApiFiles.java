package dev.elara.web.compiler;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.tools.FileObject;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import org.jspecify.annotations.Nullable;

/** The {@link Api} as javac looks for it: modules of the platform, and a class path. */
final class ApiFiles implements StandardJavaFileManager {

  private final Api api;
  private final Map<String, ModuleLocation> modules = new LinkedHashMap<>();
  private final Map<Api.Stub, ClassFile> files = new HashMap<>();

  ApiFiles(Api api) {
    this.api = api;
    api.modules().forEach(name -> modules.put(name, new ModuleLocation(name)));
  }

  /** A module of the platform as a place to look in. */
  private static final class ModuleLocation implements Location {
    private final String module;

    ModuleLocation(String module) {
      this.module = module;
    }

    @Override
    public String getName() {
      return "SYSTEM_MODULES[" + module + "]";
    }

    @Override
    public boolean isOutputLocation() {
      return false;
    }
  }

  private static final class ClassFile extends SimpleJavaFileObject {
    private final Api.Stub stub;

    ClassFile(Api.Stub stub) {
      super(URI.create("api:///" + stub.module() + "/" + stub.name() + ".class"), Kind.CLASS);
      this.stub = stub;
    }

    @Override
    public InputStream openInputStream() {
      return new ByteArrayInputStream(stub.bytes());
    }
  }

  private JavaFileObject file(Api.Stub stub) {
    return files.computeIfAbsent(stub, ClassFile::new);
  }

  /** The module whose classes are at a place; empty for the class path, null for other places. */
  private static @Nullable String module(Location location) {
    return switch (location) {
      case ModuleLocation of -> of.module;
      case StandardLocation.CLASS_PATH -> "";
      default -> null;
    };
  }

  @Override
  public Iterable<JavaFileObject> list(
      Location location, String packageName, Set<JavaFileObject.Kind> kinds, boolean recurse) {
    String module = module(location);
    return module != null && kinds.contains(JavaFileObject.Kind.CLASS)
        ? api.of(module, packageName).stream().map(this::file).toList()
        : List.of();
  }

  @Override
  public @Nullable String inferBinaryName(Location location, JavaFileObject file) {
    return file instanceof ClassFile of ? of.stub.name().replace('/', '.') : null;
  }

  @Override
  public @Nullable JavaFileObject getJavaFileForInput(
      Location location, String className, JavaFileObject.Kind kind) {
    String module = module(location);
    var stub = module == null ? null : api.find(module, className.replace('.', '/'));
    return stub != null && kind == JavaFileObject.Kind.CLASS ? file(stub) : null;
  }

  @Override
  public boolean hasLocation(Location location) {
    return location == StandardLocation.SYSTEM_MODULES || module(location) != null;
  }

  @Override
  public Iterable<Set<Location>> listLocationsForModules(Location location) {
    return location == StandardLocation.SYSTEM_MODULES
        ? List.of(Set.copyOf(modules.values()))
        : List.of();
  }

  @Override
  public @Nullable Location getLocationForModule(Location location, String moduleName) {
    return location == StandardLocation.SYSTEM_MODULES ? modules.get(moduleName) : null;
  }

  @Override
  public @Nullable Location getLocationForModule(Location location, JavaFileObject file) {
    return file instanceof ClassFile of ? modules.get(of.stub.module()) : null;
  }

  @Override
  public @Nullable String inferModuleName(Location location) {
    return location instanceof ModuleLocation of ? of.module : null;
  }

  @Override
  public boolean contains(Location location, FileObject file) {
    return file instanceof ClassFile of && of.stub.module().equals(module(location));
  }

  @Override
  public boolean isSameFile(FileObject a, FileObject b) {
    return a.equals(b);
  }

  // --- what there is none of
  // ----------------------------------------------------------------------

  @Override
  public @Nullable ClassLoader getClassLoader(Location location) {
    return null;
  }

  @Override
  public boolean handleOption(String current, Iterator<String> remaining) {
    return false;
  }

  @Override
  public int isSupportedOption(String option) {
    return -1;
  }

  @Override
  public JavaFileObject getJavaFileForOutput(
      Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
    throw new UnsupportedOperationException("The API is not written to: " + className);
  }

  @Override
  public @Nullable FileObject getFileForInput(
      Location location, String packageName, String relativeName) {
    return null;
  }

  @Override
  public FileObject getFileForOutput(
      Location location, String packageName, String relativeName, FileObject sibling) {
    throw new UnsupportedOperationException("The API is not written to: " + relativeName);
  }

  @Override
  public void flush() {}

  @Override
  public void close() {}

  @Override
  public Iterable<? extends JavaFileObject> getJavaFileObjectsFromFiles(
      Iterable<? extends File> files) {
    return List.of();
  }

  @Override
  public Iterable<? extends JavaFileObject> getJavaFileObjects(File... files) {
    return List.of();
  }

  @Override
  public Iterable<? extends JavaFileObject> getJavaFileObjectsFromStrings(Iterable<String> names) {
    return List.of();
  }

  @Override
  public Iterable<? extends JavaFileObject> getJavaFileObjects(String... names) {
    return List.of();
  }

  @Override
  public void setLocation(Location location, Iterable<? extends File> files) {}

  @Override
  public void setLocationFromPaths(Location location, Collection<? extends Path> paths) {}

  @Override
  public Iterable<? extends File> getLocation(Location location) {
    return List.of();
  }

  @Override
  public Iterable<? extends Path> getLocationAsPaths(Location location) {
    return List.of();
  }
}
