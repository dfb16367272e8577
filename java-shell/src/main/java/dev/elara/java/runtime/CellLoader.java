package dev.elara.java.runtime;

import dev.elara.java.cell.ClassFile;
import dev.elara.java.cell.CompiledCell;
import dev.elara.shell.Execution;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Loads the classes of one cell. Those of other cells it asks of their loaders, everything else of
 * the class path.
 *
 * <p>It holds on to the loaders its classes refer to: an old version of a class that is still in
 * use keeps finding what it was compiled against, and what nothing uses any more is collected.
 *
 * <p>Thread-safe.
 */
final class CellLoader extends ClassLoader {

  static {
    registerAsParallelCapable();
  }

  private static final String PREFIX = CompiledCell.PACKAGE + ".";

  private final CellLoaders loaders;
  private final CompiledCell cell;

  /** Class files not yet defined, by binary name. */
  private final Map<String, byte[]> classFiles = new ConcurrentHashMap<>();

  private final Set<String> names;

  /** Held, not read: see above. */
  private final Map<String, ClassLoader> used = new ConcurrentHashMap<>();

  /** Which execution ran the cell last. */
  private volatile @Nullable Execution execution;

  CellLoader(CellLoaders loaders, CompiledCell cell) {
    super(cell.name(), loaders.classPath());
    this.loaders = loaders;
    this.cell = cell;
    cell.classes().forEach(file -> classFiles.put(file.binaryName(), file.bytes()));
    names = Set.copyOf(classFiles.keySet());
  }

  /** Whether a class, by its binary or internal name, was generated for a cell. */
  static boolean isCellClass(String name) {
    return name.startsWith(CompiledCell.PACKAGE)
        && name.length() > PREFIX.length()
        && (name.charAt(PREFIX.length() - 1) == '.' || name.charAt(PREFIX.length() - 1) == '/');
  }

  /** The cell whose classes these are. */
  CompiledCell cell() {
    return cell;
  }

  /** Notes for which execution the cell runs. */
  void runsFor(Execution running) {
    execution = running;
  }

  /** For which execution the cell runs or ran last, or null if it has not. */
  @Nullable Execution execution() {
    return execution;
  }

  /** Binary names of the classes of this cell. */
  List<String> names() {
    return cell.classes().stream().map(ClassFile::binaryName).toList();
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!isCellClass(name)) {
      return super.loadClass(name, resolve);
    }
    if (names.contains(name)) {
      synchronized (getClassLoadingLock(name)) {
        Class<?> loaded = findLoadedClass(name);
        return loaded != null ? loaded : findClass(name);
      }
    }
    CellLoader other = loaders.find(name);
    if (other == null) {
      throw new ClassNotFoundException(name);
    }
    used.put(name, other);
    return other.loadClass(name, resolve);
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    byte[] original = classFiles.get(name);
    if (original == null) {
      throw new ClassNotFoundException(name);
    }
    byte[] woven = loaders.weaver().weave(original, names::contains, this::uses);
    Class<?> defined = defineClass(name, woven, 0, woven.length);
    classFiles.remove(name);
    return defined;
  }

  private void uses(String binaryName) {
    if (!names.contains(binaryName)) {
      @Nullable CellLoader other = loaders.find(binaryName);
      if (other != null) {
        used.put(binaryName, other);
      }
    }
  }
}
