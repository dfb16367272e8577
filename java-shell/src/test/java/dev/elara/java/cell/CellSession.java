package dev.elara.java.cell;

import dev.elara.java.namespace.Namespace;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Cells compiled and run with the plainest of class loaders: the compiler's other half for tests.
 */
final class CellSession {

  /**
   * What a cell gave: its value and what it threw, one of them null, and what the compiler said.
   */
  record Ran(@Nullable Object value, @Nullable Throwable thrown, CompiledCell cell) {

    /** The errors, one a line, as {@code line:column message}. */
    String errors() {
      return cell.problems().stream()
          .map(p -> p.line() + ":" + p.column() + " " + p.message())
          .collect(Collectors.joining("\n"));
    }
  }

  private final CellCompiler compiler;
  private final Loader loader = new Loader();
  private final Namespace namespace;
  private int count;

  CellSession() {
    this(new JavacCellCompiler(CompilerSettings.of(List.of(Path.of("target/classes")))));
  }

  CellSession(CellCompiler compiler) {
    this(compiler, compiler.main());
  }

  private CellSession(CellCompiler compiler, Namespace namespace) {
    this.compiler = compiler;
    this.namespace = namespace;
  }

  CellCompiler compiler() {
    return compiler;
  }

  Namespace namespace() {
    return namespace;
  }

  /** Compiles and runs a cell here. */
  Ran run(String source) {
    return run(namespace, source);
  }

  /** Compiles and runs a cell in a layer. */
  Ran run(Namespace layer, String source) {
    var cell = compiler.compile(layer, "Cell " + ++count, source);
    loader.add(cell.classes());
    Object value = null;
    for (String entry : cell.entries()) {
      try {
        value = loader.loadClass(entry).getMethod(CompiledCell.ENTRY_METHOD).invoke(null);
      } catch (InvocationTargetException e) {
        return new Ran(null, e.getCause(), cell);
      } catch (ReflectiveOperationException e) {
        throw new LinkageError(e.getMessage(), e);
      }
    }
    return new Ran(cell.hasValue() ? value : null, null, cell);
  }

  /** The value of a cell that must not fail. */
  @Nullable Object value(String source) {
    var ran = run(source);
    if (ran.thrown() != null) {
      throw new AssertionError("threw in: " + source, ran.thrown());
    }
    if (ran.cell().failed()) {
      throw new AssertionError(ran.errors() + "\nin: " + source);
    }
    return ran.value();
  }

  private static final class Loader extends ClassLoader {
    private final Map<String, byte[]> bytes = new HashMap<>();

    Loader() {
      super(CellSession.class.getClassLoader());
    }

    void add(List<ClassFile> classes) {
      classes.forEach(file -> bytes.put(file.binaryName(), file.bytes()));
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      byte[] found = bytes.get(name);
      if (found == null) {
        throw new ClassNotFoundException(name);
      }
      return defineClass(name, found, 0, found.length);
    }
  }
}
