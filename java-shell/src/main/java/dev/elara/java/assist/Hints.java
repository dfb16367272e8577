package dev.elara.java.assist;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodTree;
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
    if (errors.stream().noneMatch(Hints::needsTrees)) {
      return errors.stream().map(Fixes::of).toList();
    }
    try {
      return ofNames(namespace, source, errors);
    } catch (AssertionError | RuntimeException e) { // javac's, of trees too broken to attribute
      return errors.stream().map(Fixes::of).toList();
    }
  }

  private List<List<String>> ofNames(Namespace namespace, String source, List<Problem> errors) {
    return compiler.analyze(
        namespace,
        source,
        analysis -> {
          var all = new ArrayList<List<String>>();
          for (var error : errors) {
            all.add(of(namespace, analysis, source, error));
          }
          return all;
        });
  }

  private List<String> of(Namespace namespace, Analysis analysis, String source, Problem error) {
    if (isAboutAName(error)) {
      return ofName(namespace, analysis, source, error);
    }
    if (isUnreported(error)) {
      var place = error.source().equals(source) ? TreePaths.at(analysis, error.position()) : null;
      return Fixes.unreported(error, inLambda(place));
    }
    return isAboutCases(error) && error.source().equals(source)
        ? MissingCases.of(analysis, TreePaths.at(analysis, error.position()))
        : Fixes.of(error);
  }

  private static boolean needsTrees(Problem error) {
    return isAboutAName(error) || isAboutCases(error) || isUnreported(error);
  }

  private static boolean isUnreported(Problem problem) {
    return problem.code().startsWith("compiler.err.unreported.exception");
  }

  private static boolean inLambda(@Nullable TreePath path) {
    for (var at = path; at != null; at = at.getParentPath()) {
      switch (at.getLeaf()) {
        case LambdaExpressionTree _ -> {
          return true;
        }
        case MethodTree _, ClassTree _ -> {
          return false;
        }
        default -> {}
      }
    }
    return false;
  }

  private static boolean isAboutCases(Problem problem) {
    return problem.code().startsWith("compiler.err.not.exhaustive");
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
    var near = Nearest.to(name, known);
    return near.isEmpty() ? Fixes.misspelt(error) : didYouMean(near);
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

  static List<String> didYouMean(List<String> near) {
    return near.isEmpty() ? List.of() : List.of("Did you mean " + String.join(" or ", near) + "?");
  }

  /** The name javac points at. */
  static String nameAt(Problem error) {
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
