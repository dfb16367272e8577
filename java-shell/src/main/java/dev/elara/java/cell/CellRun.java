package dev.elara.java.cell;

import dev.elara.java.namespace.Definition;
import dev.elara.java.namespace.ImportLine;
import dev.elara.java.namespace.Layer;
import dev.elara.java.namespace.Version;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One cell's way through the compiler.
 *
 * <p>Most cells take one pass. More are needed where
 *
 * <ul>
 *   <li>a name is redefined after the same cell has used it: then the cell is cut there and its
 *       segments are compiled one after the other;
 *   <li>something is wrong: then what stands before the first wrong snippet is compiled alone;
 *   <li>something refers to what is not defined yet: then it is compiled with an error in its
 *       place.
 * </ul>
 */
final class CellRun {

  /** More passes than this for one segment would mean that they do not settle. */
  private static final int PASSES = 40;

  private final JavacCellCompiler compiler;
  private final Layer layer;
  private final String name;
  private final String source;
  private final List<ClassFile> classes = new ArrayList<>();
  private final List<String> entries = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();
  private boolean hasValue;

  CellRun(JavacCellCompiler compiler, Layer layer, String name, String source) {
    this.compiler = compiler;
    this.layer = layer;
    this.name = name;
    this.source = source;
  }

  CompiledCell compile() {
    try {
      compileAll();
    } catch (RuntimeException | StackOverflowError | AssertionError e) {
      compiler.renewJavac();
      problems.add(crash(e));
    }
    boolean failed = !problems.isEmpty();
    return new CompiledCell(name, source, classes, entries, hasValue && !failed, problems, notes);
  }

  private Problem crash(Throwable e) {
    String message =
        e instanceof StackOverflowError
            ? "The compiler ran out of stack: an expression in this cell is nested too deeply."
            : "The compiler failed on this cell (" + e + "). Please report it with the cell.";
    return new Problem(
        Problem.Severity.ERROR,
        name,
        source,
        0,
        0,
        source.length(),
        1,
        1,
        "elara.compiler.failed",
        List.of(),
        message);
  }

  private void compileAll() {
    Request request = Request.of(layer, new CellText(name, source), 0, -1);
    int from = 0;
    boolean more = true;
    while (more) {
      var step = settle(request);
      from = step.end();
      more = step.goOn();
      request = Request.of(layer, new CellText(name, source), from, -1);
    }
  }

  /** How far compilation has come, and whether it goes on from there. */
  private record Step(int end, boolean goOn) {}

  /** Compiles one segment, with as many passes as it takes. */
  private Step settle(Request first) {
    Request request = first;
    for (int pass = 0; pass < PASSES; pass++) {
      var next = pass(request);
      if (next.request() == null) {
        return next.step();
      }
      request = next.request();
    }
    throw new IllegalStateException("compilation does not settle");
  }

  /** What to do after a pass: another one, or go on. */
  private record Next(@Nullable Request request, Step step) {
    static Next again(Request request) {
      return new Next(request, new Step(0, false));
    }

    static Next done(int end, boolean goOn) {
      return new Next(null, new Step(end, goOn));
    }
  }

  private Next pass(Request asked) {
    return compiler.withJavac((javac, found) -> {
      var parsed = javac.parse(asked.text());
      if (!found.found().isEmpty()) {
        problems.addAll(Problems.sorted(found.found()));
        return Next.done(0, false);
      }
      int end = parsed.snippets().size();
      var request = asked;
      if (asked.to() < 0) {
        int to = Segments.end(parsed.snippets(), asked.from(), layer);
        request =
            new Request(
                layer,
                asked.text(),
                asked.from(),
                to,
                asked.corrals(),
                asked.replaced(),
                asked.switchIsStatement());
      }
      if (request.from() == request.to()) {
        return Next.done(end, false);
      }
      var attempt = new Attempt(javac, request, parsed, compiler::nextWrapper);
      return judge(request, attempt, found, end);
    });
  }

  private Next judge(Request request, Attempt attempt, Found.Collector found, int end) {
    boolean done = false;
    try {
      attempt.attribute();
      if (attempt.retyped().isPresent()) {
        return Next.again(request.replacing(attempt.retyped().get()));
      }
      if (!found.found().isEmpty()) {
        return wrong(request, attempt, found.found());
      }
      if (!request.switchIsStatement() && attempt.lastIsSwitchOfVoid()) {
        return Next.again(request.switchingAsStatement());
      }
      var described = new HashMap<Planned, Described>();
      for (Planned plan : attempt.planned()) {
        var definition = Describe.definition(plan, plan.symbol, missing(request, plan));
        described.put(plan, new Described(definition, attempt.uses(plan)));
      }
      boolean value = attempt.returnValue();
      if (!attempt.generate()) {
        return wrong(request, attempt, found.found());
      }
      commit(request, attempt, described);
      found.warnings().forEach(this::note);
      hasValue = value;
      done = true;
      boolean failed = !problems.isEmpty();
      return Next.done(request.to(), request.to() < end && !failed);
    } finally {
      if (!done) {
        attempt.forget();
        compiler.files().takeWritten();
      }
    }
  }

  // --- errors -----------------------------------------------------------------------------------

  private Next wrong(Request request, Attempt attempt, List<Found> found) {
    var sorter = new ErrorSorter(request, attempt, found);
    if (!request.switchIsStatement() && sorter.inLastSwitch()) {
      return Next.again(request.switchingAsStatement());
    }
    int first = sorter.firstWrong();
    if (first < 0) {
      return Next.again(request.with(sorter.corrals()));
    }
    if (problems.isEmpty()) {
      problems.addAll(sorter.problems());
    }
    return first == request.from()
        ? Next.done(request.from(), false)
        : Next.again(request.until(first));
  }

  // --- success ----------------------------------------------------------------------------------

  private void commit(Request request, Attempt attempt, Map<Planned, Described> described) {
    var written = compiler.files().takeWritten();
    var versions = new ArrayList<Version>();
    var lines = new ArrayList<ImportLine>();
    for (Snippet snippet : attempt.snippets()) {
      if (snippet.kind() == Snippet.Kind.IMPORT) {
        lines.add(line(snippet));
      }
    }
    layer.define(List.of(), lines);
    var javac = attempt.javac();
    var imports = new HashMap<Layer, Imports>();
    for (Planned plan : attempt.planned()) {
      var names =
          imports.computeIfAbsent(
              plan.layer, l -> new Imports(javac, l, attempt.planned(), List.of(), false));
      versions.add(version(attempt, plan, Objects.requireNonNull(described.get(plan)), names));
    }
    for (Planned plan : attempt.left()) {
      var missing = missing(request, plan);
      versions.add(
          new Version(
              plan.layer,
              Describe.definition(plan, null, missing),
              plan.snippet.key(),
              "",
              plan.snippet.index(),
              Set.of(),
              "",
              false));
    }
    versions.forEach(this::note);
    layer.define(versions, List.of());
    keep(attempt, written, described.values());
  }

  private static Set<String> missing(Request request, Planned plan) {
    var corral = request.corrals().get(plan.identity());
    return corral == null ? Set.of() : new LinkedHashSet<>(corral.missing());
  }

  /** A definition as attributed; javac changes the trees afterwards. */
  private record Described(Definition definition, Set<String> uses) {}

  private Version version(Attempt attempt, Planned plan, Described described, Imports imports) {
    var definition = described.definition();
    String owner = plan.owner;
    if (plan.kept && plan.symbol != null) {
      owner = plan.symbol.owner.flatName().toString();
    }
    return new Version(
        plan.layer,
        new Definition(
            definition.kind(),
            definition.name(),
            definition.type(),
            definition.parameters(),
            definition.declaration(),
            owner,
            definition.cell(),
            definition.source(),
            definition.start(),
            definition.end(),
            definition.missing()),
        plan.snippet.key(),
        plan.symbol == null ? "" : Describe.member(attempt.javac().types, plan.symbol),
        plan.snippet.index(),
        described.uses(),
        plan.snippet.kind() == Snippet.Kind.VARIABLE
            ? ""
            : imports.bindings(plan.snippet.names(), owner),
        true);
  }

  private ImportLine line(Snippet snippet) {
    String text = Imports.line(snippet.tree());
    return snippet.tree() instanceof com.sun.tools.javac.tree.JCTree.JCImport tree
        ? layer.importLine(text, Imports.simpleName(tree), tree.staticImport)
        : layer.importLine(text, null, false);
  }

  private void note(Version version) {
    var definition = version.definition();
    if (!definition.missing().isEmpty() && !toldBefore(version)) {
      notes.add(
          "%s is defined, but cannot be used until %s defined."
              .formatted(definition.declaration(), Corral.missing(definition.missing())));
    }
  }

  /** Whether the cell that defined it has said so: an import has it compiled again. */
  private static boolean toldBefore(Version version) {
    var definition = version.definition();
    return version
        .layer()
        .version(definition.name(), version.key())
        .map(Version::definition)
        .filter(before -> before.cell().equals(definition.cell()))
        .filter(before -> before.missing().equals(definition.missing()))
        .isPresent();
  }

  private void note(Found warning) {
    var problem = warning.problem();
    if (problem.cell().equals(name)) {
      notes.add("%s, line %d: warning: %s".formatted(name, problem.line(), problem.message()));
    }
  }

  private static boolean usesOf(String entry, Set<String> uses) {
    return uses.contains(entry + "#") || uses.contains(UnitBuilder.body(entry) + "#");
  }

  /** Keeps what later cells may refer to; of the class that runs only what it has left behind. */
  private void keep(Attempt attempt, List<ClassFile> written, Collection<Described> described) {
    String entry = attempt.entryOwner();
    boolean leavesTypes = described.stream().anyMatch(each -> usesOf(entry, each.uses()));
    var javac = attempt.javac();
    var gone = new HashSet<String>();
    for (ClassFile file : written) {
      String outermost = Liveness.outermost(file.binaryName());
      boolean ofEntry = outermost.equals(entry) || outermost.equals(UnitBuilder.body(entry));
      if (file.binaryName().equals(entry)) {
        entries.add(entry);
      }
      if (ofEntry && !leavesTypes) {
        gone.add(file.binaryName());
      } else {
        compiler.files().keep(file);
      }
    }
    gone.forEach(javac::forget);
    compiler.sweep(javac);
    classes.addAll(written);
  }
}
