package dev.elara.java.cell;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardLocation;

/**
 * Class files of cells in memory: those being written, and the live ones of earlier cells, which
 * javac reads if it has forgotten them. Not thread-safe.
 */
final class CellFileManager extends ForwardingJavaFileManager<JavaFileManager> {

  /** A loader that has only what the platform has. */
  private static final ClassLoader NOTHING = ClassLoader.getPlatformClassLoader();

  private final Library library;
  private final Map<String, MemoryClass> live = new LinkedHashMap<>();
  private List<MemoryClass> written = new ArrayList<>();

  /** With a library whose classes come before the class path of {@code platform}. */
  CellFileManager(JavaFileManager platform, Library library) {
    super(platform);
    this.library = library;
  }

  /** What was written since the last call. */
  List<ClassFile> takeWritten() {
    var files = written.stream().map(file -> new ClassFile(file.binaryName, file.bytes)).toList();
    written = new ArrayList<>();
    return files;
  }

  /** Keeps a class file where javac finds it. */
  void keep(ClassFile file) {
    live.put(file.binaryName(), new MemoryClass(file.binaryName(), file.bytes()));
  }

  /** Forgets a class file. */
  void forget(String binaryName) {
    live.remove(binaryName);
  }

  /** The names of all that is kept. */
  Set<String> kept() {
    return Set.copyOf(live.keySet());
  }

  /** How many are kept. */
  int size() {
    return live.size();
  }

  /** A kept class file's bytes. */
  byte[] bytes(String binaryName) {
    var file = live.get(binaryName);
    return file == null ? new byte[0] : file.bytes;
  }

  @Override
  public JavaFileObject getJavaFileForOutput(
      Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
    var file = new MemoryClass(className, new byte[0]);
    written.add(file);
    return file;
  }

  @Override
  public Iterable<JavaFileObject> list(
      Location location, String packageName, Set<JavaFileObject.Kind> kinds, boolean recurse)
      throws IOException {
    if (packageName.equals(CompiledCell.PACKAGE)) {
      return location == StandardLocation.CLASS_PATH && kinds.contains(JavaFileObject.Kind.CLASS)
          ? List.copyOf(live.values())
          : List.of();
    }
    Iterable<JavaFileObject> files = super.list(location, packageName, kinds, recurse);
    if (location != StandardLocation.CLASS_PATH || !kinds.contains(JavaFileObject.Kind.CLASS)) {
      return files;
    }
    List<JavaFileObject> all = library.in(packageName);
    files.forEach(all::add);
    return all;
  }

  @Override
  public String inferBinaryName(Location location, JavaFileObject file) {
    if (file instanceof MemoryClass memory) {
      return memory.binaryName;
    }
    String inLibrary = library.binaryName(file);
    return inLibrary == null ? super.inferBinaryName(location, file) : inLibrary;
  }

  /** None: javac looks here for plug-ins before each cell. */
  @Override
  public ClassLoader getClassLoader(Location location) {
    return NOTHING;
  }

  @Override
  public boolean hasLocation(Location location) {
    return location != StandardLocation.CLASS_OUTPUT && super.hasLocation(location);
  }

  private static final class MemoryClass extends SimpleJavaFileObject {
    private final String binaryName;
    private byte[] bytes;

    MemoryClass(String binaryName, byte[] bytes) {
      super(URI.create("memory:///" + binaryName.replace('.', '/') + ".class"), Kind.CLASS);
      this.binaryName = binaryName;
      this.bytes = bytes;
    }

    @Override
    public InputStream openInputStream() {
      return new ByteArrayInputStream(bytes);
    }

    @Override
    public OutputStream openOutputStream() {
      return new ByteArrayOutputStream() {
        @Override
        public void close() {
          bytes = toByteArray();
        }
      };
    }
  }
}
