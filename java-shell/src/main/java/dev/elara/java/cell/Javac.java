package dev.elara.java.cell;

import com.sun.tools.javac.api.JavacTaskImpl;
import com.sun.tools.javac.api.JavacTool;
import com.sun.tools.javac.code.Preview;
import com.sun.tools.javac.code.Symbol.ClassSymbol;
import com.sun.tools.javac.code.Symbol.PackageSymbol;
import com.sun.tools.javac.code.Symtab;
import com.sun.tools.javac.code.Types;
import com.sun.tools.javac.comp.Annotate;
import com.sun.tools.javac.comp.Check;
import com.sun.tools.javac.comp.CompileStates;
import com.sun.tools.javac.comp.Enter;
import com.sun.tools.javac.comp.Todo;
import com.sun.tools.javac.main.JavaCompiler;
import com.sun.tools.javac.parser.ParserFactory;
import com.sun.tools.javac.parser.ScannerFactory;
import com.sun.tools.javac.tree.EndPosTable;
import com.sun.tools.javac.tree.JCTree.JCExpression;
import com.sun.tools.javac.tree.TreeMaker;
import com.sun.tools.javac.util.Context;
import com.sun.tools.javac.util.Log;
import com.sun.tools.javac.util.Name;
import com.sun.tools.javac.util.Names;
import com.sun.tools.javac.util.Position;
import java.io.Writer;
import java.util.List;
import java.util.Objects;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticListener;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import org.jspecify.annotations.Nullable;

/**
 * One javac for many cells: its parts, and between two cells the rounds of them that are new. It
 * keeps what it has read of classes, its options and its file manager.
 *
 * <p>A task of the compiler API is made for one compilation. This does for each cell what javac's
 * own pool of tasks does, except that options are not read again and nothing is set up anew.
 */
final class Javac {

  /** A task needs a file; this one has nothing in it. */
  private static final CellText NOTHING = new CellText("no cell", "");

  final JavacTaskImpl task;
  final Context context = new Context();
  final Log log;
  final Names names;
  final TreeMaker make;
  final Symtab symbols;
  final Types types;
  final JavaCompiler compiler;
  final Todo todo;
  private final Listener listener = new Listener();

  /** Whoever wants to know what is wrong with the cell of now. */
  private static final class Listener implements DiagnosticListener<JavaFileObject> {
    private DiagnosticListener<JavaFileObject> now = _ -> {};

    @Override
    public void report(Diagnostic<? extends JavaFileObject> diagnostic) {
      now.report(diagnostic);
    }
  }

  Javac(JavaFileManager files, Iterable<String> options) {
    var none = Writer.nullWriter();
    task =
        (JavacTaskImpl)
            JavacTool.create()
                .getTask(none, files, listener, options, null, List.of(NOTHING), context);
    // The last of these makes parts that use the others.
    BoxTypes.in(context);
    InJavac.in(context);
    KeptModules.in(context);
    // Sets javac up; with no trees nothing else happens.
    task.enter(List.of());
    log = Log.instance(context);
    names = Names.instance(context);
    make = TreeMaker.instance(context);
    symbols = Symtab.instance(context);
    types = Types.instance(context);
    compiler = JavaCompiler.instance(context);
    todo = Todo.instance(context);
    var nothing = make.TopLevel(com.sun.tools.javac.util.List.nil());
    nothing.sourcefile = NOTHING;
    // Otherwise it would be entered too late, when javac is asked for a scope.
    task.enter(List.of(nothing));
  }

  /** Begins with another cell; what was known of the one before it, and no class has, is gone. */
  void begin(DiagnosticListener<JavaFileObject> whoWantsToKnow) {
    log.clear();
    Enter.instance(context).newRound();
    compiler.newRound();
    types.newRound();
    var check = Check.instance(context);
    check.newRound();
    check.clear();
    Preview.instance(context).clear();
    Annotate.instance(context).newRound();
    CompileStates.instance(context).clear();
    listener.now = whoWantsToKnow;
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
