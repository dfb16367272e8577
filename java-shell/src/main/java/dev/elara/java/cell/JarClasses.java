package dev.elara.java.cell;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import javax.tools.JavaFileObject;
import org.jspecify.annotations.Nullable;

/**
 * The classes of jars that stay as they are while the process runs, by package. The JVM has read
 * their tables of contents already, while javac would read them again with a file system of its
 * own, a tenth of the way to the first cell.
 *
 * <p>Immutable and thread-safe.
 */
final class JarClasses implements Library {

  private final int jars;
  private final Map<String, List<Place>> packages;

  /** Where a class file is; its jar stays open for as long as it can be asked for. */
  private record Place(JarFile jar, JarEntry entry) {}

  private JarClasses(int jars, Map<String, List<Place>> packages) {
    this.jars = jars;
    this.packages = packages;
  }

  /**
   * Those of a class path's first entries, as many as are jars that need nothing of javac's: no
   * versions for several Java releases, no further class path. Blocks for the files.
   */
  static JarClasses ofFirst(List<Path> classPath) {
    Map<String, List<Place>> packages = new HashMap<>();
    int jars = 0;
    try {
      while (jars < classPath.size() && Files.isRegularFile(classPath.get(jars))) {
        var jar = new JarFile(new File(classPath.get(jars).toString()), false);
        if (!isPlain(jar)) {
          jar.close();
          break;
        }
        list(jar, packages);
        jars++;
      }
    } catch (IOException unreadable) {
      // The rest, this one included, is javac's, which says what is wrong with it.
    }
    return new JarClasses(jars, packages);
  }

  private static boolean isPlain(JarFile jar) throws IOException {
    Manifest manifest = jar.getManifest();
    if (manifest == null) {
      return true;
    }
    Attributes about = manifest.getMainAttributes();
    return !about.containsKey(Attributes.Name.CLASS_PATH)
        && !about.containsKey(Attributes.Name.MULTI_RELEASE);
  }

  private static void list(JarFile jar, Map<String, List<Place>> packages) {
    for (Enumeration<JarEntry> entries = jar.entries(); entries.hasMoreElements(); ) {
      JarEntry entry = entries.nextElement();
      String path = entry.getName();
      int slash = path.lastIndexOf('/');
      if (path.endsWith(".class")) {
        String name = slash < 0 ? "" : path.substring(0, slash).replace('/', '.');
        List<Place> classes = packages.get(name);
        if (classes == null) {
          classes = new ArrayList<>();
          packages.put(name, classes);
        }
        classes.add(new Place(jar, entry));
      }
    }
  }

  @Override
  public int entries() {
    return jars;
  }

  @Override
  public List<JavaFileObject> in(String packageName) {
    List<JavaFileObject> classes = new ArrayList<>();
    for (Place place : packages.getOrDefault(packageName, List.of())) {
      classes.add(new JarClass(place));
    }
    return classes;
  }

  @Override
  public @Nullable String binaryName(JavaFileObject file) {
    return file instanceof JarClass inJar ? inJar.binaryName() : null;
  }

  private static final class JarClass extends ReadOnlyClass {

    private final Place place;

    private JarClass(Place place) {
      super(binaryName(place.entry()));
      this.place = place;
    }

    private static String binaryName(JarEntry entry) {
      String path = entry.getName();
      return path.substring(0, path.length() - Kind.CLASS.extension.length()).replace('/', '.');
    }

    @Override
    public URI toUri() {
      try {
        return new URI("jar", "", "/" + path(), null);
      } catch (URISyntaxException impossible) {
        throw new IllegalStateException(impossible); // what needs to be quoted is quoted
      }
    }

    @Override
    public InputStream openInputStream() throws IOException {
      return place.jar().getInputStream(place.entry());
    }
  }
}
