package dev.elara.java.cell;

import dev.elara.java.cell.SystemModule.SystemClass;
import java.io.IOException;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.JavaFileObject.Kind;
import javax.tools.StandardLocation;
import org.jspecify.annotations.Nullable;

/**
 * Gives javac the classes of the JDK this runs on without its own file system for them, which takes
 * a third of the way to the first cell. All else, and another JDK's classes where {@code --system}
 * asks for them, come from javac's file manager.
 *
 * <p>Not thread-safe, but {@link #lookThrough} is.
 */
public final class SystemModules extends ForwardingJavaFileManager<JavaFileManager> {

  /** What javac lists for the smallest cell. */
  private static final List<String> PACKAGES =
      List.of(
          "java.lang",
          "java.lang.annotation",
          "java.io",
          "java.lang.invoke",
          "java.lang.constant",
          "jdk.internal.javac",
          "jdk.internal.vm.annotation");

  /** The process's, by name. */
  private static final Map<String, SystemModule> MODULES = modules();

  private boolean anotherSystem;

  SystemModules(JavaFileManager others) {
    super(others);
  }

  private static Map<String, SystemModule> modules() {
    Map<String, SystemModule> modules = new HashMap<>();
    for (ModuleReference module : ModuleFinder.ofSystem().findAll()) {
      modules.put(module.descriptor().name(), new SystemModule(module));
    }
    return modules;
  }

  /**
   * Lists the packages that javac lists first, so that it, on another thread and with enough to do,
   * finds them there. Blocks for some milliseconds; thread-safe.
   */
  public static void lookThrough() {
    SystemModule base = MODULES.get("java.base");
    if (base != null) {
      PACKAGES.forEach(base::in);
    }
  }

  private boolean isSystem(Location location) {
    return location == StandardLocation.SYSTEM_MODULES && !anotherSystem;
  }

  @Override
  public boolean handleOption(String current, Iterator<String> remaining) {
    anotherSystem = anotherSystem || current.startsWith("--system");
    return super.handleOption(current, remaining);
  }

  @Override
  public boolean hasLocation(Location location) {
    return location instanceof SystemModule || isSystem(location) || super.hasLocation(location);
  }

  @Override
  public Iterable<Set<Location>> listLocationsForModules(Location location) throws IOException {
    return isSystem(location)
        ? List.of(Set.copyOf(MODULES.values()))
        : super.listLocationsForModules(location);
  }

  @Override
  public @Nullable Location getLocationForModule(Location location, String moduleName)
      throws IOException {
    return isSystem(location)
        ? MODULES.get(moduleName)
        : super.getLocationForModule(location, moduleName);
  }

  @Override
  public @Nullable Location getLocationForModule(Location location, JavaFileObject file)
      throws IOException {
    if (file instanceof SystemClass ours) {
      return isSystem(location) ? ours.module() : null;
    }
    return super.getLocationForModule(location, file);
  }

  @Override
  public @Nullable String inferModuleName(Location location) throws IOException {
    return location instanceof SystemModule module
        ? module.name()
        : super.inferModuleName(location);
  }

  @Override
  public Iterable<JavaFileObject> list(
      Location location, String packageName, Set<Kind> kinds, boolean recurse) throws IOException {
    if (!(location instanceof SystemModule module)) {
      return super.list(location, packageName, kinds, recurse);
    }
    if (!kinds.contains(Kind.CLASS)) {
      return List.of();
    }
    return recurse ? module.below(packageName) : module.in(packageName);
  }

  @Override
  public @Nullable String inferBinaryName(Location location, JavaFileObject file) {
    return file instanceof SystemClass ours
        ? ours.binaryName()
        : super.inferBinaryName(location, file);
  }

  @Override
  public @Nullable JavaFileObject getJavaFileForInput(
      Location location, String className, Kind kind) throws IOException {
    if (!(location instanceof SystemModule module)) {
      return super.getJavaFileForInput(location, className, kind);
    }
    return kind == Kind.CLASS ? module.file(className) : null;
  }

  @Override
  public boolean contains(Location location, FileObject file) throws IOException {
    if (file instanceof SystemClass ours) {
      return location.equals(ours.module()) || isSystem(location);
    }
    if (location instanceof SystemModule) {
      return false;
    }
    return super.contains(location, file);
  }

  @Override
  public boolean isSameFile(FileObject one, FileObject other) {
    if (one instanceof SystemClass || other instanceof SystemClass) {
      return one.equals(other);
    }
    return super.isSameFile(one, other);
  }
}
