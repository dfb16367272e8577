package dev.elara.java.assist;

import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import dev.elara.java.cell.Analysis;
import dev.elara.java.cell.CellCompiler;
import dev.elara.java.namespace.Definition;
import dev.elara.java.namespace.Namespace;
import dev.elara.message.MimeBundle;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/**
 * Tells what is known about the name at the cursor or, inside a call's parentheses, about the
 * method called. Blocks while a cell is compiled; thread-safe.
 */
final class Inspector {

  private final CellCompiler compiler;
  private final TypeIndex index;
  private final DocComments comments;

  Inspector(CellCompiler compiler, TypeIndex index, DocComments comments) {
    this.compiler = compiler;
    this.index = index;
    this.comments = comments;
  }

  @Nullable MimeBundle inspect(Namespace namespace, String code, int cursor, int detail) {
    var name = nameAt(code, cursor);
    if (name == null) {
      return null;
    }
    var word = name.text(code);
    var found =
        compiler.analyze(
            namespace, code, analysis -> documentation(analysis, namespace, name, word, detail));
    if (found == null) {
      var cut = Cursor.at(code, name.end()).closedWith(word);
      found =
          compiler.analyze(
              namespace, cut, analysis -> documentation(analysis, namespace, name, word, detail));
    }
    return found == null ? null : found.bundle();
  }

  /** The word the cursor touches, or else the name of the method whose parentheses it is in. */
  private static @Nullable Lexeme nameAt(String code, int cursor) {
    var lexemes = Lexeme.of(code).stream().filter(lexeme -> !lexeme.isComment()).toList();
    for (var lexeme : lexemes) {
      if (lexeme.kind() == Lexeme.Kind.WORD
          && lexeme.start() <= cursor
          && cursor <= lexeme.end()
          && !Keywords.STATEMENT.contains(lexeme.text(code))) {
        return lexeme;
      }
    }
    Deque<Integer> open = new ArrayDeque<>();
    for (int at = 0; at < lexemes.size() && lexemes.get(at).end() <= cursor; at++) {
      switch (lexemes.get(at).text(code)) {
        case "(", "[", "{" -> open.push(at);
        case ")", "]", "}" -> open.poll();
        default -> {}
      }
    }
    for (int at : open) {
      int name = beforeTypeArguments(code, lexemes, at - 1);
      if (name >= 0
          && lexemes.get(at).text(code).equals("(")
          && lexemes.get(name).kind() == Lexeme.Kind.WORD) {
        return lexemes.get(name);
      }
    }
    return null;
  }

  /** The lexeme at {@code index}, or the one before the type arguments that end there. */
  private static int beforeTypeArguments(String code, List<Lexeme> lexemes, int index) {
    int at = index;
    int depth = 0;
    while (at >= 0) {
      var text = lexemes.get(at).text(code);
      depth += text.equals(">") ? 1 : text.equals("<") ? -1 : 0;
      if (depth == 0 && !text.equals("<")) {
        return at;
      }
      at--;
    }
    return -1;
  }

  private @Nullable Documentation documentation(
      Analysis analysis, Namespace namespace, Lexeme name, String word, int detail) {
    var path = TreePaths.at(analysis, name.start());
    if (path == null) {
      return null;
    }
    path = selecting(path, word, name);
    var element = Trees.instance(analysis.task()).getElement(path);
    var defined = definition(analysis.names(), element, word);
    if (defined != null) {
      return ofDefinition(defined, analysis.names(), detail);
    }
    if (element == null || element.asType().getKind() == TypeKind.ERROR) {
      element = imported(analysis, namespace, word);
    }
    if (element == null) {
      return ofOverloads(analysis, path, word);
    }
    var signatures = new Signatures(analysis.task().getTypes());
    return new Documentation(
        List.of(signatures.declaration(element, site(analysis, path))),
        comment(analysis, element),
        "");
  }

  /** The tree that selects {@code word}: javac counts a member's qualifier to the same tree. */
  private static TreePath selecting(TreePath path, String word, Lexeme name) {
    for (var at = path; at != null; at = at.getParentPath()) {
      if (at.getLeaf() instanceof MemberSelectTree select
          && select.getIdentifier().contentEquals(word)
          && name.start() > 0) {
        return at;
      }
      if (at.getLeaf() instanceof com.sun.source.tree.StatementTree) {
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

  private static Documentation ofDefinition(
      Definition definition, List<Definition> names, int detail) {
    var declarations =
        names.stream()
            .filter(d -> d.name().equals(definition.name()) && d.kind() == definition.kind())
            .map(Inspector::head)
            .toList();
    var source = detail > 0 ? definition.text() : "";
    var missing =
        definition.missing().isEmpty()
            ? ""
            : "Cannot be used yet: " + String.join(", ", definition.missing()) + " is missing.";
    var where = "Defined in " + definition.cell() + ".";
    return new Documentation(
        declarations, missing.isEmpty() ? where : where + " " + missing, source);
  }

  private static String head(Definition definition) {
    return switch (definition.kind()) {
      case VARIABLE, METHOD -> Signatures.simple(definition.declaration());
      case CLASS, INTERFACE, ENUM, RECORD, ANNOTATION -> {
        var text = definition.text();
        int body = text.indexOf('{');
        yield body < 0 ? text : text.substring(0, body).strip();
      }
    };
  }

  /** A type that stands where javac looked for something else, such as alone in a cell. */
  private @Nullable Element imported(Analysis analysis, Namespace namespace, String word) {
    for (var name : index.named(word)) {
      var packageName = name.substring(0, name.lastIndexOf('.'));
      if (packageName.equals("java.lang")
          || namespace.imports().contains("import " + packageName + ".*")
          || namespace.imports().contains("import " + name)) {
        return ClassNamed.publicIn(analysis.task(), index.moduleOf(name), name);
      }
    }
    return null;
  }

  /** A call that does not resolve, as while its arguments are being typed: all that it may mean. */
  private @Nullable Documentation ofOverloads(Analysis analysis, TreePath path, String word) {
    var site = site(analysis, path);
    if (site == null) {
      return null;
    }
    var signatures = new Signatures(analysis.task().getTypes());
    var overloads =
        new Members(analysis.task())
            .all(site).stream()
                .filter(
                    e -> e instanceof ExecutableElement && e.getSimpleName().contentEquals(word))
                .toList();
    if (overloads.isEmpty()) {
      return null;
    }
    return new Documentation(
        overloads.stream().map(e -> signatures.declaration(e, site)).toList(),
        comment(analysis, overloads.getFirst()),
        "");
  }

  private String comment(Analysis analysis, Element element) {
    return comments.of(element, analysis.task().getElements(), analysis.task().getTypes());
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
}
