package dev.elara.web.compiler;

import com.sun.tools.javac.api.JavacTool;
import dev.elara.java.assist.Assist;
import dev.elara.java.cell.CellCompiler;
import dev.elara.java.cell.CompiledCell;
import dev.elara.java.cell.CompilerSettings;
import dev.elara.java.cell.JavacCellCompiler;
import dev.elara.java.cell.Practice;
import dev.elara.java.namespace.Namespace;
import dev.elara.message.MimeBundle;
import dev.elara.shell.Completeness;
import dev.elara.shell.Completions;
import dev.elara.shell.Outcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A session's compiler over the API of a browser: what the port asks of it, as on the JVM. A layer
 * is named by its id, the main namespace by {@code ""}. Not thread-safe: one question at a time.
 */
final class BrowserCompiler {

  /** Here the class path is in the API. */
  static final CompilerSettings SETTINGS =
      new CompilerSettings(List.of(), List.of(), false, CompilerSettings.KERNEL_IMPORTS);

  private final CellCompiler compiler;
  private final Assist assist;
  private final Unavailable unavailable;
  private final Map<String, Namespace> layers = new HashMap<>();

  /** A compiler with an empty main namespace, of cells that see {@code api} and no more. */
  BrowserCompiler(Api api) {
    var files = new ApiFiles(api);
    compiler = new JavacCellCompiler(SETTINGS, files);
    assist =
        new Assist(compiler, api::types, JavacTool.create(), files, (_, _) -> Optional.empty());
    unavailable = new Unavailable(api.leftOut());
    layers.put("", compiler.main());
  }

  /**
   * Compiles the smallest cell there is. Returns what is worth practising next, in short pieces.
   */
  List<Runnable> warmUp() {
    Namespace practice = compiler.main().layer("warm-up");
    compiler.compile(practice, "Warm-up", Practice.FIRST);
    List<Runnable> more = new ArrayList<>();
    for (String cell : Practice.CELLS) {
      more.add(() -> compiler.compile(practice, "Warm-up", cell));
    }
    more.add(() -> assist.prepare(practice));
    more.add(practice::close);
    return more;
  }

  /** A compiled cell, and the page on what is wrong with it if something is. */
  record Answer(CompiledCell cell, Outcome.@Nullable Failure failure) {}

  /** Compiles a cell and defines its names. */
  Answer compile(String layer, String cellName, String source) {
    Namespace namespace = layer(layer);
    var cell = unavailable.explain(compiler.compile(namespace, cellName, source));
    return new Answer(cell, cell.failed() ? assist.failure(namespace, cell) : null);
  }

  /** What could stand at {@code cursor}. */
  Completions complete(String layer, String code, int cursor) {
    return assist.complete(layer(layer), code, cursor);
  }

  /** What is known about the name at {@code cursor}, or why it is not there; null if nothing. */
  @Nullable MimeBundle inspect(String layer, String code, int cursor, int detail) {
    var known = assist.inspect(layer(layer), code, cursor, detail);
    return known == null ? unavailable.inspect(code, cursor) : known;
  }

  /** Whether {@code code} can be run as it stands. */
  Completeness isComplete(String code) {
    return assist.isComplete(code);
  }

  /** Makes a layer on the main namespace. */
  void open(String layer) {
    layers.put(layer, compiler.main().layer(layer));
  }

  /** Forgets a layer and its names. */
  void close(String layer) {
    layer(layer).close();
    layers.remove(layer);
  }

  /** The names a layer sees, to look at and to drop. */
  Namespace layer(String id) {
    var layer = layers.get(id);
    if (layer == null) {
      throw new IllegalArgumentException("There is no layer '" + id + "'. Open it first.");
    }
    return layer;
  }
}
