package dev.elara.java;

import dev.elara.display.Renderers;
import dev.elara.java.assist.Assist;
import dev.elara.java.assist.JdkSources;
import dev.elara.java.assist.PlatformTypes;
import dev.elara.java.assist.SourceJars;
import dev.elara.java.cell.CellCompiler;
import dev.elara.java.cell.CompiledCell;
import dev.elara.java.cell.Practice;
import dev.elara.java.cell.RunTimeLinking;
import dev.elara.java.magic.CellMagics;
import dev.elara.java.magic.Magics;
import dev.elara.java.namespace.Definition;
import dev.elara.java.namespace.Namespace;
import dev.elara.java.render.ImageRenderer;
import dev.elara.java.render.TextRenderer;
import dev.elara.java.runtime.CellRunner;
import dev.elara.message.MimeBundle;
import dev.elara.shell.Completeness;
import dev.elara.shell.Completions;
import dev.elara.shell.Execution;
import dev.elara.shell.Language;
import dev.elara.shell.Outcome;
import dev.elara.shell.Shell;
import dev.elara.shell.StreamName;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * Java as a language: cells are compiled in one namespace, woven, loaded and run on the strand that
 * calls {@link #evaluate}.
 *
 * <p>Thread-safe. Compiling is done by one cell at a time; no lock is held while user code runs.
 */
public final class JavaShell implements Shell {

  private final Session session;
  private final Namespace namespace;

  /** A shell on a fresh session. The process's standard streams are routed to cells from now on. */
  public JavaShell(CellCompiler compiler, ClassLoader parent, Renderers renderers) {
    this(new Session(compiler, parent, renderers), compiler.main());
  }

  private JavaShell(Session session, Namespace namespace) {
    this.session = session;
    this.namespace = namespace;
  }

  @Override
  public Language language() {
    return JavaLanguage.LANGUAGE;
  }

  @Override
  public Outcome evaluate(Execution execution) {
    try {
      return session.cellMagics.evaluate(
          execution, java -> session.run(namespace, execution, "Cell " + execution.count(), java));
    } catch (Throwable thrown) {
      return execution.interrupted() ? CellRunner.interrupted(execution) : failure(thrown);
    }
  }

  @Override
  public Outcome evaluateExpression(Execution execution, String expression) {
    return session.run(namespace, execution, "Expression of cell " + execution.count(), expression);
  }

  @Override
  public Completions complete(String code, int cursor) {
    Completions magic = session.cellMagics.complete(code, cursor);
    return magic == null
        ? session.assist().complete(namespace, session.cellMagics.withoutMagics(code), cursor)
        : magic;
  }

  @Override
  public @Nullable MimeBundle inspect(String code, int cursor, int detail) {
    MimeBundle magic = session.cellMagics.inspect(code, cursor);
    return magic == null
        ? session
            .assist()
            .inspect(namespace, session.cellMagics.withoutMagics(code), cursor, detail)
        : magic;
  }

  @Override
  public Completeness isComplete(String code) {
    Completeness magic = session.cellMagics.isComplete(code);
    return magic == null
        ? session.assist().isComplete(session.cellMagics.withoutMagics(code))
        : magic;
  }

  @Override
  public Shell subshell(String id) {
    Namespace layer = namespace.layer(id);
    session.namespaces.add(layer);
    return new JavaShell(session, layer);
  }

  @Override
  public Outcome.Failure failure(Throwable thrown) {
    return session.runner.failure(thrown);
  }

  @Override
  public List<String> stack(Execution execution) {
    return session.runner.stack(execution);
  }

  /**
   * Compiles and loads the smallest cell there is: what this costs, the user's first cell need not
   * wait for. Defines nothing and runs nothing; for a thread of its own while the kernel starts.
   * What javac will have linked, and loading, is practised on another one meanwhile.
   */
  public void warmUp() {
    var loading =
        new FutureTask<@Nullable Void>(
            () -> {
              RunTimeLinking.rehearse();
              session.runner.rehearse();
            },
            null);
    Thread.ofPlatform().daemon().name("elara-warm-up-loading").start(loading);
    practise(List.of(Practice.FIRST), _ -> {});
    try {
      loading.get();
    } catch (ExecutionException failed) {
      throw new IllegalStateException("Cells cannot be loaded.", failed.getCause());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt(); // a cell will find all that it needs, or load it itself
    }
  }

  /** As {@link #warmUp}, with what most sessions need early; for a time when nothing else runs. */
  public void practise() {
    practise(Practice.CELLS, session.assist()::prepare);
  }

  private void practise(List<String> cells, Consumer<Namespace> then) {
    Namespace practice = session.compiler.main().layer("warm-up");
    try {
      for (String cell : cells) {
        session.runner.rehearse(session.compiler.compile(practice, "Warm-up", cell));
      }
      then.accept(practice);
    } finally {
      practice.close();
    }
  }

  /** Lets cells from now on use these jars and folders too. */
  public void addToClassPath(List<Path> entries) {
    session.compiler.addToClassPath(entries);
    session.runner.addToClassPath(entries);
    Thread.ofPlatform()
        .daemon()
        .name("elara-type-index")
        .start(() -> session.assist().readClassPath());
  }

  /** What cells of this session and its subshells may ask for with a percent sign. */
  public Magics magics() {
    return session.magics;
  }

  /** The names cells of this shell see. */
  public Namespace namespace() {
    return namespace;
  }

  /** How many cells' classes are held because the session can name something of theirs. */
  int cellsHeld() {
    return session.runner.cellsHeld();
  }

  @Override
  public void close() {
    session.namespaces.remove(namespace);
    namespace.close();
  }

  /** What the main shell and its subshells share. */
  private static final class Session {

    /** After how many cells classes are looked through for what can be let go. */
    private static final int CELLS_BETWEEN_SWEEPS = 200;

    private final CellCompiler compiler;
    private final CellRunner runner;
    private final Magics magics = new Magics();
    private final CellMagics cellMagics = new CellMagics(magics);
    private final List<Namespace> namespaces = new CopyOnWriteArrayList<>();

    /** Compiling and loading are one step, so that no cell runs before what it may refer to. */
    private final Object loading = new Object();

    /** Guarded by this. */
    private @Nullable Assist assist;

    /** Guarded by loading. */
    private int cellsUntilSweep = CELLS_BETWEEN_SWEEPS;

    Session(CellCompiler compiler, ClassLoader parent, Renderers renderers) {
      this.compiler = compiler;
      renderers.register(new TextRenderer());
      renderers.register(new ImageRenderer());
      runner = new CellRunner(parent, renderers, this::sourceOf);
      namespaces.add(compiler.main());
    }

    Outcome run(Namespace namespace, Execution execution, String name, String source) {
      CompiledCell cell;
      CellRunner.Loaded loaded;
      synchronized (loading) {
        cell = compiler.compile(namespace, name, source);
        loaded = runner.load(cell);
        sweepAtTimes();
      }
      for (String note : cell.notes()) {
        execution.write(StreamName.STDERR, note + "\n");
      }
      if (execution.interrupted()) {
        return CellRunner.interrupted(execution);
      }
      Outcome outcome =
          cell.entries().isEmpty() ? new Outcome.Success(null) : runner.run(execution, loaded);
      return outcome instanceof Outcome.Success && cell.failed()
          ? compileFailure(namespace, cell)
          : outcome;
    }

    /** The page on a cell with errors; if making it fails, at least what the compiler said. */
    private Outcome.Failure compileFailure(Namespace namespace, CompiledCell cell) {
      try {
        return assist().failure(namespace, cell);
      } catch (RuntimeException | LinkageError | AssertionError failed) {
        List<String> page =
            cell.problems().stream()
                .map(each -> each.cell() + ", line " + each.line() + ": " + each.message())
                .toList();
        return new Outcome.Failure("CompileError", page.getFirst(), page);
      }
    }

    /** Made when it is first asked for: a cell that is right needs none of it. */
    synchronized Assist assist() {
      var made = assist;
      if (made == null) {
        var javac = ToolProvider.getSystemJavaCompiler();
        var files = javac.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8);
        var sources = new JdkSources().or(new SourceJars(compiler::classPath));
        made = new Assist(compiler, PlatformTypes.ofRunningJdk(), javac, files, sources);
        assist = made;
      }
      return made;
    }

    private @Nullable String sourceOf(String binaryName) {
      for (Namespace each : namespaces) {
        Definition definition = each.sourceOf(binaryName).orElse(null);
        if (definition != null) {
          return definition.source();
        }
      }
      return null;
    }

    /** Called with loading held. */
    private void sweepAtTimes() {
      if (--cellsUntilSweep > 0) {
        return;
      }
      cellsUntilSweep = CELLS_BETWEEN_SWEEPS;
      CellRunner.Snapshot known = runner.snapshot();
      Set<String> owners = new HashSet<>();
      for (Namespace each : namespaces) {
        each.names().forEach(definition -> owners.add(definition.owner()));
      }
      runner.keepOnly(owners, known);
    }
  }
}
