package dev.elara.java.assist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elara.java.cell.CompilerSettings;
import dev.elara.java.cell.JavacCellCompiler;
import dev.elara.message.MimeBundle;
import dev.elara.shell.Completeness;
import dev.elara.shell.Completions;
import dev.elara.shell.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** A session in which cells are compiled and helped with, but never run. */
final class Session {

  private final JavacCellCompiler compiler = new JavacCellCompiler(CompilerSettings.of(List.of()));
  private final Assist assist;
  private final Completer completer;
  private final Inspector inspector;
  private int cells;

  Session(Sources sources) {
    var javac = ToolProvider.getSystemJavaCompiler();
    var files = javac.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8);
    assist = new Assist(compiler, PlatformTypes.ofRunningJdk(), javac, files, sources);
    var index = new TypeIndex(PlatformTypes.ofRunningJdk(), compiler::classPath);
    completer = new Completer(compiler, index);
    inspector = new Inspector(compiler, index, new DocComments(sources, javac, files));
  }

  /** Compiles a cell that must be right. */
  void define(String cell) {
    var compiled = compiler.compile(compiler.main(), "Cell " + ++cells, cell);
    assertThat(compiled.problems()).isEmpty();
  }

  /** Compiles the cells of a file, set apart by empty lines. */
  void defineAll(Path file) throws IOException {
    for (var cell : Files.readString(file).split("\n\n+", -1)) {
      define(cell);
    }
  }

  /** Compiles a cell that may be wrong. */
  void tryDefine(String cell) {
    compiler.compile(compiler.main(), "Cell " + ++cells, cell);
  }

  /** All that a cell can change, to compare. */
  List<Object> state() {
    return List.of(compiler.main().names(), compiler.main().imports());
  }

  /** What completes the code, without the guard against javac's failures. */
  Completions completeUnguarded(String code, int cursor) {
    return completer.complete(compiler.main(), code, cursor);
  }

  /** What is known at a place, without the guard against javac's failures. */
  @Nullable MimeBundle inspectUnguarded(String code, int cursor) {
    return inspector.inspect(compiler.main(), code, cursor, cursor % 2);
  }

  /** What completes the code at the bar in it. */
  Completions completions(String codeWithBar) {
    int cursor = Cases.bar(codeWithBar);
    return assist.complete(compiler.main(), Cases.withoutBar(codeWithBar), cursor);
  }

  /** The texts of the completions at the bar. */
  List<String> complete(String codeWithBar) {
    return completions(codeWithBar).items().stream().map(Completions.Item::text).toList();
  }

  /** What is known about what is at the bar, in plain text; null if nothing. */
  @Nullable String inspect(String codeWithBar, int detail) {
    var known = bundle(codeWithBar, detail);
    return known == null ? null : String.valueOf(known.data().get("text/plain"));
  }

  /** What is known about what is at the bar. */
  @Nullable MimeBundle bundle(String codeWithBar, int detail) {
    int cursor = Cases.bar(codeWithBar);
    return assist.inspect(compiler.main(), Cases.withoutBar(codeWithBar), cursor, detail);
  }

  Completeness isComplete(String code) {
    return assist.isComplete(code);
  }

  /** The page of a cell that must be wrong. */
  Outcome.Failure failure(String cell) {
    var compiled = compiler.compile(compiler.main(), "Cell " + ++cells, cell);
    assertThat(compiled.failed()).isTrue();
    return assist.failure(compiler.main(), compiled);
  }
}
