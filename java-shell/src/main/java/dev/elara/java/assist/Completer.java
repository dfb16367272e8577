package dev.elara.java.assist;

import com.sun.source.tree.CaseTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.SwitchTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import dev.elara.java.cell.Analysis;
import dev.elara.java.cell.CellCompiler;
import dev.elara.java.namespace.Namespace;
import dev.elara.shell.Completions;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/**
 * Finds what could stand at the cursor.
 *
 * <p>The cell is cut at the cursor, a marker takes the place of the name being typed, everything
 * open is closed, and javac attributes that; the type in front of the marker, or the scope around
 * it, tells what fits. Blocks while a cell is compiled; thread-safe.
 */
final class Completer {

  /** The name that stands for what is being typed. */
  static final String MARKER = "elaraCompletesHere";

  private static final int TYPE = 4;
  private static final int KEYWORD = 6;
  private static final int NOT_IMPORTED = 9;
  private static final int MOST_NOT_IMPORTED = 40;
  private static final Pattern STAR_IMPORT = Pattern.compile("import\\s+([\\w.]+)\\.\\*");
  private static final Pattern TYPE_IMPORT = Pattern.compile("import\\s+([\\w.]+)\\.(\\w+)");
  private static final Set<String> BEFORE_TYPE =
      Set.of("new", "extends", "implements", "throws", "instanceof", "@", "permits");

  private final CellCompiler compiler;
  private final TypeIndex index;

  Completer(CellCompiler compiler, TypeIndex index) {
    this.compiler = compiler;
    this.index = index;
  }

  Completions complete(Namespace namespace, String code, int cursor) {
    var place = Cursor.at(code, cursor);
    if (place.silent()) {
      return Completions.none(cursor);
    }
    var items = new Items(place.prefix());
    var imported = place.importPath();
    if (imported != null) {
      return completions(importItems(namespace, imported, items), place);
    }
    return compiler.analyze(
        namespace,
        place.closedWith(MARKER),
        analysis -> completions(items(namespace, analysis, place, items), place));
  }

  private static Completions completions(Items items, Cursor place) {
    return new Completions(items.sorted(), place.start(), place.end());
  }

  private Items items(Namespace namespace, Analysis analysis, Cursor place, Items items) {
    var at = TreePaths.named(analysis, MARKER);
    if (place.afterDot()) {
      if (at != null) {
        addMembers(analysis, at, place, items);
      }
      return items;
    }
    var typesOnly = BEFORE_TYPE.contains(place.previous(1));
    if (at != null && !typesOnly && addEnumConstants(analysis, at, items)) {
      return items;
    }
    new ScopeNames(analysis).addTo(items, Surroundings.of(analysis, at), typesOnly);
    ScopeNames.addSession(items, analysis.names(), typesOnly, !followedByParenthesis(place));
    addKeywords(place, items, typesOnly);
    addTypes(namespace, analysis.task(), place, items);
    return items;
  }

  private void addMembers(Analysis analysis, TreePath at, Cursor place, Items items) {
    var trees = Trees.instance(analysis.task());
    var qualifier =
        switch (at.getLeaf()) {
          case MemberSelectTree select -> select.getExpression();
          case MemberReferenceTree reference -> reference.getQualifierExpression();
          default -> null;
        };
    if (qualifier == null) {
      return;
    }
    var path = new TreePath(at, qualifier);
    var element = trees.getElement(path);
    if (element instanceof PackageElement) {
      addPackageMembers(analysis.task(), element.toString(), items, "");
      return;
    }
    var type = trees.getTypeMirror(path);
    if (type == null || type.getKind() == TypeKind.ERROR) {
      addPackageMembers(analysis.task(), qualifier.toString(), items, "");
      return;
    }
    var ofType = element instanceof TypeElement;
    var reference = at.getLeaf() instanceof MemberReferenceTree;
    var members = new Members(analysis.task());
    var around = Surroundings.of(analysis, at);
    var calls = !reference && !followedByParenthesis(place);
    members.addTo(items, type, ofType, around, calls);
    if (reference && ofType) {
      members.addTo(items, type, false, around, false);
      items.add(0, "new", "keyword", null);
    }
  }

  /** In a case label of a switch over an enum: its constants. */
  private static boolean addEnumConstants(Analysis analysis, TreePath at, Items items) {
    for (var path = at; path != null; path = path.getParentPath()) {
      if (path.getLeaf() instanceof CaseTree label) {
        var inLabel = label.getLabels().stream().anyMatch(l -> l.toString().contains(MARKER));
        var type = inLabel ? selectorType(analysis, path.getParentPath()) : null;
        if (type == null
            || !(analysis.task().getTypes().asElement(type) instanceof TypeElement selected)
            || selected.getKind() != ElementKind.ENUM) {
          return false;
        }
        for (var constant : selected.getEnclosedElements()) {
          if (constant.getKind() == ElementKind.ENUM_CONSTANT) {
            items.add(0, constant.getSimpleName().toString(), "constant", null);
          }
        }
        return true;
      }
    }
    return false;
  }

  private static @Nullable TypeMirror selectorType(Analysis analysis, TreePath at) {
    Tree selector =
        switch (at.getLeaf()) {
          case SwitchTree statement -> statement.getExpression();
          case SwitchExpressionTree expression -> expression.getExpression();
          default -> null;
        };
    return selector == null
        ? null
        : Trees.instance(analysis.task()).getTypeMirror(new TreePath(at, selector));
  }

  private static void addKeywords(Cursor place, Items items, boolean typesOnly) {
    if (place.previous(1).equals("new") || typesOnly) {
      Keywords.PRIMITIVE.forEach(word -> items.add(KEYWORD, word, "keyword", null));
      return;
    }
    if (place.startsStatement()) {
      Keywords.STATEMENT.forEach(word -> items.add(KEYWORD, word, "keyword", null));
    } else {
      Keywords.PRIMITIVE.forEach(word -> items.add(KEYWORD, word, "keyword", null));
      items.add(KEYWORD, "final", "keyword", null);
      items.add(KEYWORD, "var", "keyword", null);
    }
    if (Set.of("}", ";", ")").contains(place.previous(1))) {
      Keywords.CONTINUATION.forEach(word -> items.add(KEYWORD, word, "keyword", null));
    }
    Keywords.EXPRESSION.forEach(word -> items.add(KEYWORD, word, "keyword", null));
  }

  /** Types the session's imports offer, then, once something is typed, those it does not. */
  private void addTypes(Namespace namespace, JavacTask task, Cursor place, Items items) {
    if (place.prefix().isEmpty() && !place.previous(1).equals("new")) {
      return;
    }
    var packages = new java.util.LinkedHashSet<String>(List.of("java.lang"));
    for (var declaration : namespace.imports()) {
      var star = STAR_IMPORT.matcher(declaration);
      var type = TYPE_IMPORT.matcher(declaration);
      if (star.matches()) {
        packages.add(star.group(1));
      } else if (type.matches() && !declaration.contains(" static ")) {
        items.add(TYPE, type.group(2), "class", type.group(1));
      }
    }
    int others = 0;
    for (var name : index.startingWith(place.prefix())) {
      int dot = name.lastIndexOf('.');
      var simple = name.substring(dot + 1);
      var imported = packages.contains(name.substring(0, dot));
      if ((imported || others < MOST_NOT_IMPORTED) && !place.prefix().isEmpty()) {
        others += imported ? 0 : addType(task, items, name, simple, name, NOT_IMPORTED);
      }
      if (imported) {
        addType(task, items, simple, simple, name, TYPE);
      }
    }
    if (place.prefix().length() > 1) {
      index.partsAfter("").forEach(part -> items.add(NOT_IMPORTED, part, "module", null));
    }
  }

  private int addType(
      JavacTask task, Items items, String text, String simple, String name, int rank) {
    if (text.equals(name) && rank != NOT_IMPORTED) {
      return 0;
    }
    var type = ClassNamed.publicIn(task, index.moduleOf(name), name);
    if (type == null) {
      return 0;
    }
    items.add(rank, simple, text, Members.kind(type), name);
    return 1;
  }

  private void addPackageMembers(JavacTask task, String name, Items items, String behind) {
    for (var part : index.partsAfter(name)) {
      items.add(0, part, part, "module", null);
    }
    for (var simple : index.typesOf(name)) {
      if (items.fits(simple)) {
        addType(task, items, simple + behind, simple, name + "." + simple, 1);
      }
    }
  }

  private Items importItems(Namespace namespace, String path, Items items) {
    var isStatic = path.startsWith("static ");
    var dotted = isStatic ? path.substring(7) : path;
    if (dotted.isEmpty()) {
      index.partsAfter("").forEach(part -> items.add(0, part, "module", null));
      if (!isStatic) {
        items.add(1, "static", "keyword", null);
        items.add(1, "module", "keyword", null);
      }
      return items;
    }
    var name = dotted.endsWith(".") ? dotted.substring(0, dotted.length() - 1) : dotted;
    return compiler.analyze(
        namespace,
        "",
        analysis -> {
          var type = ClassNamed.publicIn(analysis.task(), index.moduleOf(name), name);
          if (type != null) {
            var around = Surroundings.of(analysis, null);
            new Members(analysis.task()).addTo(items, type.asType(), true, around, false);
          } else {
            addPackageMembers(analysis.task(), name, items, "");
          }
          return items;
        });
  }

  private static boolean followedByParenthesis(Cursor place) {
    return place.end() < place.code().length() && place.code().charAt(place.end()) == '(';
  }
}
