package dev.elara.java.runtime;

import dev.elara.java.cell.CompiledCell;
import java.lang.ref.WeakReference;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The loaders of a session's cells, and the class path below them.
 *
 * <p>A class that the session can still name is held; others live as long as something uses them
 * ({@link #keepOnly}). Thread-safe.
 */
final class CellLoaders {

  private final ClassPath classPath;

  /** What the session can name, by binary name. */
  private final Map<String, CellLoader> live = new ConcurrentHashMap<>();

  /** Old versions. */
  private final Map<String, WeakReference<CellLoader>> old = new ConcurrentHashMap<>();

  CellLoaders(ClassLoader parent) {
    this.classPath = new ClassPath(parent);
  }

  /** Made when it is first asked for, by the thread that practises weaving at a kernel's start. */
  Weaver weaver() {
    return OfCells.WEAVER;
  }

  /** The loader of everything that is not a cell's. */
  ClassLoader classPath() {
    return classPath;
  }

  /** Lets cells find classes and resources in these jars and folders too. */
  void addToClassPath(List<Path> entries) {
    entries.forEach(classPath::add);
  }

  /** Makes a cell's classes known to all cells. */
  CellLoader define(CompiledCell cell) {
    CellLoader loader = new CellLoader(this, cell);
    loader.names().forEach(name -> live.put(name, loader));
    return loader;
  }

  /** The loader of a class, or null if there is none or it has been collected. */
  @Nullable CellLoader find(String binaryName) {
    CellLoader loader = live.get(binaryName);
    if (loader != null) {
      return loader;
    }
    WeakReference<CellLoader> reference = old.get(binaryName);
    return reference == null ? null : reference.get();
  }

  /**
   * Lets go of what the session can no longer name: a loader stays if one of its classes is among
   * {@code owners} or was defined after {@code owners} was taken.
   */
  void keepOnly(Set<String> owners, Set<CellLoader> candidates) {
    Set<CellLoader> needed = ConcurrentHashMap.newKeySet();
    owners.forEach(owner -> {
      CellLoader loader = live.get(owner);
      if (loader != null) {
        needed.add(loader);
      }
    });
    for (CellLoader loader : candidates) {
      if (!needed.contains(loader)) {
        loader.names().forEach(name -> old.put(name, new WeakReference<>(loader)));
        loader.names().forEach(live::remove);
      }
    }
    old.values().removeIf(reference -> reference.refersTo(null));
  }

  /** The loaders held now. */
  Set<CellLoader> held() {
    return Set.copyOf(live.values());
  }

  private static final class OfCells {
    static final Weaver WEAVER = Weaver.ofCells();
  }

  /** The kernel's class path and what was added to it. */
  private static final class ClassPath extends URLClassLoader {
    ClassPath(ClassLoader parent) {
      super("class path of cells", new URL[0], parent);
    }

    void add(Path entry) {
      try {
        addURL(entry.toUri().toURL());
      } catch (MalformedURLException unexpected) {
        throw new IllegalArgumentException(
            "Cannot add '" + entry + "' to the class path: it is no file or folder.", unexpected);
      }
    }
  }
}
