package dev.elara.java.assist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.elara.java.cell.CompilerSettings;
import dev.elara.java.cell.JavacCellCompiler;
import dev.elara.message.MimeBundle;
import dev.elara.shell.Completeness;
import dev.elara.shell.Completions;
import dev.elara.shell.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** A session in which cells are compiled and helped with, but never run. */
final class Session {

  private final JavacCellCompiler compiler = new JavacCellCompiler(CompilerSettings.of(List.of()));
  private final Assist assist;
  private int cells;

  Session(Sources sources) {
    var javac = ToolProvider.getSystemJavaCompiler();
    var files = javac.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8);
    assist = new Assist(compiler, javac, files, sources);
  }

  /** Compiles a cell that must be right. */
  void define(String cell) {
    var compiled = compiler.compile(compiler.main(), "Cell " + ++cells, cell);
    assertThat(compiled.problems()).isEmpty();
  }

  /** What completes the code at the bar in it. */
  Completions completions(String codeWithBar) {
    int cursor = codeWithBar.indexOf('|');
    return assist.complete(compiler.main(), codeWithBar.replace("|", ""), cursor);
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
    int cursor = codeWithBar.indexOf('|');
    return assist.inspect(compiler.main(), codeWithBar.replace("|", ""), cursor, detail);
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
