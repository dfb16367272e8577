package dev.elara.java.cell;

import com.sun.tools.javac.api.JavacTaskImpl;
import com.sun.tools.javac.code.Symbol.ClassSymbol;
import com.sun.tools.javac.code.Symbol.PackageSymbol;
import com.sun.tools.javac.code.Symtab;
import com.sun.tools.javac.code.Types;
import com.sun.tools.javac.comp.Todo;
import com.sun.tools.javac.main.Arguments;
import com.sun.tools.javac.main.JavaCompiler;
import com.sun.tools.javac.parser.ParserFactory;
import com.sun.tools.javac.parser.ScannerFactory;
import com.sun.tools.javac.tree.EndPosTable;
import com.sun.tools.javac.tree.JCTree.JCCompilationUnit;
import com.sun.tools.javac.tree.JCTree.JCExpression;
import com.sun.tools.javac.tree.TreeMaker;
import com.sun.tools.javac.util.Context;
import com.sun.tools.javac.util.Log;
import com.sun.tools.javac.util.Name;
import com.sun.tools.javac.util.Names;
import com.sun.tools.javac.util.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The parts of javac one pass works with. */
final class Javac {

  final JavacTaskImpl task;
  final Context context;
  final Log log;
  final Names names;
  final TreeMaker make;
  final Symtab symbols;
  final Types types;
  final JavaCompiler compiler;
  final Todo todo;

  Javac(JavacTaskImpl task) {
    this.task = task;
    context = task.getContext();
    KeptModules.in(context);
    // Sets javac up for this task; with no trees nothing else happens.
    task.enter(List.of());
    log = Log.instance(context);
    names = Names.instance(context);
    make = TreeMaker.instance(context);
    symbols = Symtab.instance(context);
    types = Types.instance(context);
    compiler = JavaCompiler.instance(context);
    todo = Todo.instance(context);
  }

  /** A cell as parsed, with what javac needs to say where something is. */
  record Parsed(CellText text, List<Snippet> snippets, EndPosTable ends, Position.LineMap lines) {}

  /** Parses a cell. What is wrong is reported to the task's listener. */
  Parsed parse(CellText text) {
    var previous = log.useSource(text);
    try {
      var scanner = ScannerFactory.instance(context).newScanner(text.source(), false);
      var parser = new CellParser(ParserFactory.instance(context), scanner, log);
      var pieces = parser.parseCell();
      log.setEndPosTable(text, parser.endPositions());
      var parsed = new Parsed(text, Snippet.of(pieces), parser.endPositions(), parser.lineMap());
      return parsed;
    } finally {
      log.useSource(previous);
    }
  }

  /**
   * Enters units, and with them an empty one for the file the task was made with. Otherwise the
   * task takes that file for not yet entered and does so, too late, when asked for a scope.
   */
  void enter(List<JCCompilationUnit> units) {
    var all = new ArrayList<>(units);
    for (var file : Arguments.instance(context).getFileObjects()) {
      var empty = make.TopLevel(com.sun.tools.javac.util.List.nil());
      empty.sourcefile = file;
      all.add(empty);
    }
    task.enter(all);
  }

  Name name(String name) {
    return names.fromString(name);
  }

  /** The tree of a qualified name, made where {@link #make} stands. */
  JCExpression qualified(String name) {
    @Nullable JCExpression tree = null;
    for (String part : name.split("\\.", -1)) {
      tree = tree == null ? make.Ident(name(part)) : make.Select(tree, name(part));
    }
    return Objects.requireNonNull(tree);
  }

  /** The package of generated classes. */
  PackageSymbol cells() {
    return symbols.enterPackage(symbols.unnamedModule, name(CompiledCell.PACKAGE));
  }

  /** Makes javac forget a generated class; the name is free again. */
  void forget(String binaryName) {
    ClassSymbol symbol = symbols.getClass(symbols.unnamedModule, name(binaryName));
    if (symbol != null) {
      symbols.removeClass(symbols.unnamedModule, symbol.flatName());
      if (symbol.owner instanceof PackageSymbol cells && cells.members_field != null) {
        cells.members_field.remove(symbol);
      }
    }
  }
}
