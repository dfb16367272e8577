package dev.elara.java.assist;

import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import dev.elara.java.cell.Analysis;
import dev.elara.java.cell.CellCompiler;
import dev.elara.java.namespace.Definition;
import dev.elara.java.namespace.Namespace;
import dev.elara.message.MimeBundle;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/**
 * Tells what is known about the name at the cursor or, inside a call's parentheses, about what is
 * called and which parameter the cursor is at. The compiler is asked for names and types only;
 * sources are read when it is free again. Thread-safe.
 */
final class Inspector {

  private static final int MOST_OVERLOADS = 12;

  private final CellCompiler compiler;
  private final TypeIndex index;
  private final DocComments comments;

  Inspector(CellCompiler compiler, TypeIndex index, DocComments comments) {
    this.compiler = compiler;
    this.index = index;
    this.comments = comments;
  }

  @Nullable MimeBundle inspect(Namespace namespace, String code, int cursor, int detail) {
    Known known = null;
    var word = Target.word(code, cursor);
    if (word != null) {
      known = ofWord(namespace, code, word, detail);
    }
    var call = known == null ? Target.call(code, cursor) : null;
    if (call != null) {
      known = ofCall(namespace, code, call, detail);
    }
    return known == null ? null : known.with(comments).bundle();
  }

  // --- a word -----------------------------------------------------------------------------------

  private @Nullable Known ofWord(Namespace namespace, String code, Target.Word word, int detail) {
    var cursor = Cursor.at(code, word.end());
    record Part(String code, int start) {}
    var parts =
        List.of(
            new Part(code, word.start()),
            new Part(cursor.closedWith(word.text()), cursor.start()),
            new Part(cursor.alone().closedWith(word.text()), cursor.alone().start()),
            new Part(cursor.expression().closedWith(word.text()), cursor.expression().start()));
    for (var part : parts) {
      var known =
          analyze(
              namespace,
              part.code(),
              analysis -> ofWord(analysis, namespace, part.start(), word.text(), detail));
      if (known != null) {
        return known;
      }
    }
    return null;
  }

  /** Less code may do where javac asserts what does not hold for all broken code. */
  private @Nullable Known analyze(
      Namespace namespace, String code, Function<Analysis, @Nullable Known> question) {
    try {
      return compiler
          .analyze(namespace, code, analysis -> Optional.ofNullable(question.apply(analysis)))
          .orElse(null);
    } catch (AssertionError | RuntimeException | StackOverflowError e) {
      return null;
    }
  }

  private @Nullable Known ofWord(
      Analysis analysis, Namespace namespace, int start, String word, int detail) {
    var innermost = TreePaths.at(analysis, start);
    if (innermost == null) {
      return null;
    }
    var path = selecting(innermost, word, start);
    var element = Trees.instance(analysis.task()).getElement(path);
    var defined = definition(analysis.names(), element, word);
    if (defined != null && !isMember(path, word)) {
      return Known.of(defined, analysis.names(), detail);
    }
    if (element instanceof PackageElement) {
      return null;
    }
    if (element == null || element.asType().getKind() == TypeKind.ERROR) {
      element = isMember(path, word) ? qualified(analysis, path) : null;
    }
    if (element == null) {
      element = imported(analysis, namespace, word);
    }
    return element == null
        ? ofOverloads(analysis, path, word)
        : of(analysis, List.of(element), site(analysis, path), List.of());
  }

  private static boolean isMember(TreePath path, String word) {
    return path.getLeaf() instanceof MemberSelectTree select
        && select.getIdentifier().contentEquals(word);
  }

  private static Known of(
      Analysis analysis,
      List<? extends Element> elements,
      @Nullable TypeMirror site,
      List<String> notes) {
    var task = analysis.task();
    var signatures = new Signatures(task.getTypes());
    return Known.of(
        elements.stream().map(element -> signatures.declaration(element, site)).toList(),
        DocKey.of(elements.getFirst(), task.getElements(), task.getTypes()),
        notes);
  }

  /** The tree that selects {@code word}: javac counts a member's qualifier to the same tree. */
  private static TreePath selecting(TreePath path, String word, int start) {
    for (var at = path; at != null; at = at.getParentPath()) {
      if (at.getLeaf() instanceof MemberSelectTree select
          && select.getIdentifier().contentEquals(word)
          && start > 0) {
        return at;
      }
      if (at.getLeaf() instanceof StatementTree) {
        break;
      }
    }
    return path;
  }

  private static @Nullable Definition definition(
      List<Definition> names, @Nullable Element element, String word) {
    if (element != null
        && element.asType().getKind() != TypeKind.ERROR
        && !owner(element).contains("$JShell$")) {
      return null;
    }
    return names.reversed().stream().filter(d -> d.name().equals(word)).findFirst().orElse(null);
  }

  private static String owner(Element element) {
    var top = element;
    while (top.getEnclosingElement() != null
        && top.getEnclosingElement().getKind() != ElementKind.PACKAGE) {
      top = top.getEnclosingElement();
    }
    return element.getKind().isVariable() && !element.getKind().isField() ? "" : top.toString();
  }

  /** A type whose whole name stands where javac looked for something else. */
  private @Nullable Element qualified(Analysis analysis, TreePath path) {
    var name = path.getLeaf().toString();
    return index.knows(name)
        ? ClassNamed.publicIn(analysis.task(), index.moduleOf(name), name)
        : null;
  }

  /** The same by its simple name, if that is imported. */
  private @Nullable Element imported(Analysis analysis, Namespace namespace, String word) {
    var reach = new Reach(index, namespace, analysis);
    for (var name : index.named(word)) {
      if (reach.imports(name.substring(0, name.lastIndexOf('.')))
          || name.equals(reach.named().get(word))) {
        return ClassNamed.publicIn(analysis.task(), index.moduleOf(name), name);
      }
    }
    return null;
  }

  /** A call that does not resolve, as while its arguments are being typed: all that it may mean. */
  private static @Nullable Known ofOverloads(Analysis analysis, TreePath path, String word) {
    var site = site(analysis, path);
    if (site == null) {
      return null;
    }
    var overloads =
        new Members(analysis.task(), Expected.ANYTHING)
            .all(site).stream()
                .filter(
                    e -> e instanceof ExecutableElement && e.getSimpleName().contentEquals(word))
                .toList();
    return overloads.isEmpty() ? null : of(analysis, overloads, site, List.of());
  }

  /** The type of what stands before the dot. */
  private static @Nullable TypeMirror site(Analysis analysis, TreePath path) {
    Tree qualifier =
        switch (path.getLeaf()) {
          case MemberSelectTree select -> select.getExpression();
          case MemberReferenceTree reference -> reference.getQualifierExpression();
          default -> null;
        };
    if (qualifier == null) {
      return null;
    }
    var at = new TreePath(path, qualifier);
    var trees = Trees.instance(analysis.task());
    return trees.getElement(at) instanceof TypeElement type
        ? type.asType()
        : trees.getTypeMirror(at);
  }

  // --- a call -----------------------------------------------------------------------------------

  private @Nullable Known ofCall(Namespace namespace, String code, Target.Call call, int detail) {
    var cut = code.substring(0, call.argumentStart());
    var cursor = Cursor.at(cut, cut.length());
    for (var source : List.of(cursor, cursor.alone())) {
      var known =
          analyze(
              namespace,
              source.closedWith(Completer.MARKER),
              analysis -> ofCall(analysis, call.index()));
      if (known != null) {
        return known;
      }
    }
    return ofWord(namespace, code, call.name(), detail);
  }

  private static @Nullable Known ofCall(Analysis analysis, int argument) {
    var path = TreePaths.named(analysis, Completer.MARKER);
    while (path != null
        && !(path.getLeaf() instanceof MethodInvocationTree)
        && !(path.getLeaf() instanceof NewClassTree)) {
      path = path.getParentPath();
    }
    if (path == null) {
      return null;
    }
    var calls = new Calls(analysis);
    var fitting = calls.candidates(path, argument);
    var candidates = fitting.isEmpty() ? calls.all(path) : fitting;
    if (candidates.isEmpty()) {
      return null;
    }
    var signatures = new Signatures(analysis.task().getTypes());
    var declarations = new ArrayList<String>();
    candidates.stream()
        .limit(MOST_OVERLOADS)
        .forEach(each -> declarations.add(signatures.declaration(each.method(), each.site())));
    var first = candidates.getFirst();
    var parameter = signatures.parameter(first.method(), first.site(), argument);
    var task = analysis.task();
    return Known.of(
        declarations,
        DocKey.of(first.method(), task.getElements(), task.getTypes()),
        parameter.isEmpty()
            ? List.of()
            : List.of("Parameter " + (argument + 1) + ": `" + parameter + "`"));
  }
}
