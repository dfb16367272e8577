package dev.elara.java.assist;

import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import dev.elara.java.cell.Analysis;
import dev.elara.java.cell.CellCompiler;
import dev.elara.java.cell.Problem;
import dev.elara.java.namespace.Definition;
import dev.elara.java.namespace.Namespace;
import dev.elara.shell.Completions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.lang.model.element.Element;
import org.jspecify.annotations.Nullable;

/** The likely fix of a compile error, where one is known. */
final class Hints {

  private static final Pattern STAR_IMPORT = Pattern.compile("import\\s+([\\w.]+)\\.\\*");
  private static final int MOST_IMPORTS = 3;
  private static final String METHOD_REFERENCE = "compiler.err.invalid.mref";

  private final CellCompiler compiler;
  private final TypeIndex index;

  Hints(CellCompiler compiler, TypeIndex index) {
    this.compiler = compiler;
    this.index = index;
  }

  /** For each of {@code errors} of the cell {@code source} the lines to add, in the same order. */
  List<List<String>> of(Namespace namespace, String source, List<Problem> errors) {
    if (errors.stream().noneMatch(Hints::isAboutAName)) {
      return errors.stream().map(Hints::ofSyntaxOrType).toList();
    }
    try {
      return ofNames(namespace, source, errors);
    } catch (AssertionError | RuntimeException e) { // javac's, of trees too broken to attribute
      return errors.stream().map(Hints::ofSyntaxOrType).toList();
    }
  }

  private List<List<String>> ofNames(Namespace namespace, String source, List<Problem> errors) {
    return compiler.analyze(
        namespace,
        source,
        analysis -> {
          var all = new ArrayList<List<String>>();
          for (var error : errors) {
            all.add(
                isAboutAName(error)
                    ? ofName(namespace, analysis, source, error)
                    : ofSyntaxOrType(error));
          }
          return all;
        });
  }

  private static boolean isAboutAName(Problem problem) {
    return problem.code().startsWith("compiler.err.cant.resolve")
        || problem.code().equals(METHOD_REFERENCE)
        || problem.code().equals("compiler.err.doesnt.exist");
  }

  private List<String> ofName(
      Namespace namespace, Analysis analysis, String source, Problem error) {
    var name = nameAt(error);
    if (name.isEmpty()) {
      return List.of();
    }
    if (error.code().equals("compiler.err.doesnt.exist")) {
      return ofPackage(error);
    }
    var path = error.source().equals(source) ? TreePaths.at(analysis, nameStart(error)) : null;
    var qualifier = path == null ? null : qualifier(path, name);
    if (path != null && qualifier != null) {
      var inPackage = index.typesOf(qualifier.toString());
      if (!inPackage.isEmpty()) {
        return didYouMean(Nearest.to(name, inPackage));
      }
      return didYouMean(Nearest.to(name, memberNames(analysis, new TreePath(path, qualifier))));
    }
    if (Character.isUpperCase(name.charAt(0))) {
      var imports = imports(analysis.task(), name);
      if (!imports.isEmpty()) {
        return List.of(imports);
      }
    }
    var known = new LinkedHashSet<String>();
    analysis.names().stream().map(Definition::name).forEach(known::add);
    known.addAll(namesInScope(analysis, path));
    if (Character.isUpperCase(name.charAt(0))) {
      known.addAll(typeNames(namespace));
    }
    return didYouMean(Nearest.to(name, known));
  }

  private String imports(JavacTask task, String name) {
    var types =
        index.named(name).stream()
            .filter(type -> ClassNamed.publicIn(task, index.moduleOf(type), type) != null)
            .limit(MOST_IMPORTS)
            .map(type -> "import " + type + ";")
            .toList();
    return types.isEmpty() ? "" : "Add " + String.join(" or ", types);
  }

  private List<String> typeNames(Namespace namespace) {
    var names = new ArrayList<>(index.typesOf("java.lang"));
    for (var declaration : namespace.imports()) {
      var star = STAR_IMPORT.matcher(declaration);
      if (star.matches()) {
        names.addAll(index.typesOf(star.group(1)));
      }
    }
    return names;
  }

  private List<String> ofPackage(Problem error) {
    var text =
        error.source().substring(error.start(), Math.min(error.end(), error.source().length()));
    var parts = List.of(text.split("\\.", -1));
    var good = "";
    for (var part : parts) {
      var next = index.partsAfter(good);
      if (!next.contains(part)) {
        var from = good.isEmpty() ? "" : good + ".";
        return didYouMean(Nearest.to(part, next).stream().map(near -> from + near).toList());
      }
      good = good.isEmpty() ? part : good + "." + part;
    }
    return List.of();
  }

  private static @Nullable Tree qualifier(TreePath path, String name) {
    return switch (path.getLeaf()) {
      case MemberSelectTree select when select.getIdentifier().contentEquals(name) ->
          select.getExpression();
      case MemberReferenceTree reference when reference.getName().contentEquals(name) ->
          reference.getQualifierExpression();
      default -> null;
    };
  }

  private static Collection<String> memberNames(Analysis analysis, TreePath qualifier) {
    var type = Trees.instance(analysis.task()).getTypeMirror(qualifier);
    return type == null
        ? List.of()
        : new Members(analysis.task(), Expected.ANYTHING)
            .all(type).stream()
                .map(Element::getSimpleName)
                .map(Object::toString)
                .filter(name -> !name.startsWith("<"))
                .collect(Collectors.toSet());
  }

  private static Collection<String> namesInScope(Analysis analysis, @Nullable TreePath path) {
    var items = new Items("");
    new ScopeNames(analysis, Expected.ANYTHING, false, "")
        .addTo(items, Surroundings.of(analysis, path), false);
    return items.sorted().stream().map(Completions.Item::text).toList();
  }

  private static List<String> didYouMean(List<String> near) {
    return near.isEmpty() ? List.of() : List.of("Did you mean " + String.join(" or ", near) + "?");
  }

  private static List<String> ofSyntaxOrType(Problem error) {
    return switch (error.code()) {
      case "compiler.err.expected" ->
          misspelt(error).isEmpty() && error.arguments().toString().contains(";")
              ? List.of("Add the missing ';'.")
              : misspelt(error);
      case "compiler.err.premature.eof" -> unclosed(error.source());
      case "compiler.err.unclosed.str.lit" ->
          List.of("Close the string on its line, or write a text block between \"\"\" and \"\"\".");
      case "compiler.err.unclosed.comment" -> List.of("Close the comment with */.");
      case "compiler.err.unreported.exception.need.to.catch.or.throw" ->
          List.of(
              "Catch it, or add throws " + firstArgument(error, "Exception") + " to the method.");
      case "compiler.err.local.variables.referenced",
          "compiler.err.cant.ref.non.effectively.final.var" ->
          List.of("Copy it to a variable that does not change, or declare it at top level.");
      case "compiler.err.prob.found.req" -> conversion(error.message());
      case "compiler.err.var.might.not.have.been.initialized" ->
          List.of("Give it a value where it is declared.");
      default -> misspelt(error);
    };
  }

  private static String firstArgument(Problem error, String otherwise) {
    return error.arguments().isEmpty()
        ? otherwise
        : Signatures.simple(error.arguments().getFirst());
  }

  private static List<String> conversion(String message) {
    var lossy = Pattern.compile("possible lossy conversion from (\\w+) to (\\w+)").matcher(message);
    if (lossy.find()) {
      return List.of("Convert it with (" + lossy.group(2) + ") if losing digits is meant.");
    }
    if (message.contains("String cannot be converted to int")) {
      return List.of("Read the number from the text with Integer.parseInt(…).");
    }
    if (message.contains("String cannot be converted to double")) {
      return List.of("Read the number from the text with Double.parseDouble(…).");
    }
    return message.contains(" cannot be converted to String")
        ? List.of("Make it text with String.valueOf(…).")
        : List.of();
  }

  /** Which bracket the cell leaves open. */
  private static List<String> unclosed(String source) {
    var open = new ArrayList<Lexeme>();
    for (var lexeme : Lexeme.of(source)) {
      switch (lexeme.text(source)) {
        case "(", "[", "{" -> open.add(lexeme);
        case ")", "]", "}" -> {
          if (!open.isEmpty()) {
            open.removeLast();
          }
        }
        default -> {}
      }
    }
    if (open.isEmpty()) {
      return List.of();
    }
    var last = open.getLast();
    long line = source.substring(0, last.start()).lines().count();
    return List.of(
        "'%s' of line %d is not closed.".formatted(last.text(source), Math.max(1, line)));
  }

  /** The first word of the wrong line, if it is nearly a keyword. */
  private static List<String> misspelt(Problem error) {
    int lineStart = error.source().lastIndexOf('\n', Math.max(0, error.position() - 1)) + 1;
    for (var lexeme : Lexeme.of(error.source())) {
      if (lexeme.start() >= lineStart
          && lexeme.start() <= error.position()
          && lexeme.kind() == Lexeme.Kind.WORD
          && lexeme.end() - lexeme.start() > 3) {
        var word = lexeme.text(error.source());
        return Keywords.STATEMENT.contains(word)
            ? List.of()
            : didYouMean(Nearest.to(word, Keywords.STATEMENT));
      }
    }
    return List.of();
  }

  /** The name javac points at. */
  private static String nameAt(Problem error) {
    int start = nameStart(error);
    return error.source().substring(start, wordEnd(error.source(), start, error.end()));
  }

  private static int nameStart(Problem error) {
    var source = error.source();
    int colons = source.indexOf("::", error.start());
    if (error.code().equals(METHOD_REFERENCE) && colons >= 0 && colons < error.end()) {
      return colons + 2;
    }
    int start = Math.clamp(error.position(), 0, source.length());
    while (start < error.end() && !Character.isJavaIdentifierStart(source.charAt(start))) {
      start++;
    }
    return start;
  }

  static int wordEnd(String source, int start, int otherwise) {
    int end = start;
    while (end < source.length() && Character.isJavaIdentifierPart(source.charAt(end))) {
      end++;
    }
    return end > start ? end : Math.min(otherwise, source.length());
  }
}
