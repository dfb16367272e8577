package dev.elara.java.cell;

import dev.elara.java.namespace.Layer;
import dev.elara.java.namespace.Namespace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import javax.tools.JavaFileManager;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** Compiles cells with one javac, which stays warm and remembers the classes of all cells. */
public final class JavacCellCompiler implements CellCompiler {

  private static final int SWEEP_AT_LEAST = 60;

  /**
   * After so many generated classes, some two thousand cells, javac starts over: it forgets
   * classes, but no name it has ever read, more than a megabyte in a thousand cells.
   */
  private static final int CLASSES_OF_ONE_JAVAC = 10_000;

  private final ReentrantLock lock = new ReentrantLock(true);
  private final CompilerSettings settings;
  private final Layer main;
  // Guarded by lock.
  private final StandardJavaFileManager platform;
  private final CellFileManager files;
  private final Library library;
  private final List<Path> classPath;
  private @Nullable Javac javac;
  private int renewed;
  private long wrappers;
  private long wrappersAtStart;
  private int swept;

  /** A copy for those who must not wait for the lock. */
  private volatile List<Path> classPathNow = List.of();

  /** A compiler for the JDK this runs on, with an empty main namespace. */
  public JavacCellCompiler(CompilerSettings settings) {
    this(
        settings,
        // Its own messages need no translation, which would be looked for in each jar.
        ToolProvider.getSystemJavaCompiler().getStandardFileManager(null, Locale.ROOT, null),
        SystemModules::new,
        JarClasses.ofFirst(settings.classPath()));
  }

  /**
   * A compiler with an empty main namespace.
   *
   * @param platform where the classes of the platform that cells run on are found, and what the
   *     class path lists; used under this compiler's lock only
   */
  public JavacCellCompiler(CompilerSettings settings, StandardJavaFileManager platform) {
    this(settings, platform, all -> all, new Library.None());
  }

  private JavacCellCompiler(
      CompilerSettings settings,
      StandardJavaFileManager platform,
      UnaryOperator<JavaFileManager> system,
      Library library) {
    this.settings = settings;
    this.main = Layer.main(settings.imports());
    this.platform = platform;
    this.files = new CellFileManager(system.apply(platform), library);
    this.library = library;
    this.classPath = new ArrayList<>(settings.classPath());
    useClassPath();
  }

  private void useClassPath() {
    try {
      platform.setLocationFromPaths(
          StandardLocation.CLASS_PATH, classPath.subList(library.entries(), classPath.size()));
      classPathNow = List.copyOf(classPath);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> options() {
    var options = new ArrayList<>(List.of("-proc:none", "-g", "-parameters", "-Xlint:none"));
    options.add("-XDshould-stop.ifError=FLOW");
    // Or javac looks up which packages are internal, for warnings that are off.
    options.add("-XDignore.symbol.file");
    if (settings.preview()) {
      String version = Integer.toString(Runtime.version().feature());
      options.addAll(List.of("--enable-preview", "-source", version));
    }
    options.addAll(settings.options());
    return options;
  }

  @Override
  public Namespace main() {
    return main;
  }

  @Override
  public CompiledCell compile(Namespace namespace, String cellName, String source) {
    lock.lock();
    try {
      return new CellRun(this, layer(namespace), cellName, source).compile();
    } finally {
      if (wrappers - wrappersAtStart > CLASSES_OF_ONE_JAVAC) {
        renewJavac();
      }
      lock.unlock();
    }
  }

  @Override
  public <R> R analyze(Namespace namespace, String source, Function<Analysis, R> work) {
    lock.lock();
    try {
      var layer = layer(namespace);
      var text = new CellText("this cell", source);
      return withJavac((javac, found) -> {
        var parsed = javac.parse(text);
        parsed.snippets().forEach(snippet -> Mending.mend(javac.make, snippet.tree()));
        var request = Request.of(layer, text, 0, parsed.snippets().size());
        var attempt = new Attempt(javac, request, parsed, this::nextWrapper);
        try {
          attempt.attribute();
          return work.apply(
              new Analysis(
                  javac.task, attempt.unit(), Problems.sorted(found.found()), layer.names()));
        } finally {
          attempt.forget();
        }
      });
    } catch (RuntimeException | StackOverflowError | AssertionError e) {
      renewJavac();
      throw e;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void addToClassPath(List<Path> entries) {
    lock.lock();
    try {
      for (Path entry : entries) {
        if (!classPath.contains(entry)) {
          classPath.add(entry);
        }
      }
      useClassPath();
      // What javac has listed it does not list again.
      renewJavac();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public List<Path> classPath() {
    return classPathNow;
  }

  private Layer layer(Namespace namespace) {
    if (namespace instanceof Layer layer && layer.sees(main)) {
      return layer;
    }
    throw new IllegalArgumentException("This namespace belongs to another compiler.");
  }

  // --- for a cell's compilation, under the lock -------------------------------------------------

  /** Work to do with a ready javac. */
  interface Work<R> {
    R with(Javac javac, Found.Collector found);
  }

  <R> R withJavac(Work<R> work) {
    Javac used = javac;
    javac = null; // if this fails, or its work uses a javac too
    int renewals = renewed;
    if (used == null) {
      used = new Javac(files, options());
    }
    var found = new Found.Collector();
    found.format(used.context);
    used.begin(found);
    R result = work.with(used, found);
    if (renewals == renewed) {
      javac = used;
    }
    return result;
  }

  /** Starts over with a fresh javac. */
  void renewJavac() {
    wrappersAtStart = wrappers;
    javac = null;
    renewed++;
    files.takeWritten();
  }

  String nextWrapper() {
    return CompiledCell.PACKAGE + ".$JShell$" + ++wrappers;
  }

  CellFileManager files() {
    return files;
  }

  /**
   * Forgets the class files no live definition refers to any more, once there are twice as many as
   * were left the last time.
   */
  void sweep(Javac javac) {
    if (files.size() > 2 * swept + SWEEP_AT_LEAST) {
      for (String dead : Liveness.sweep(files, main.all())) {
        javac.forget(dead);
      }
      swept = files.size();
    }
  }
}
