package dev.elara.java.assist;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import org.jspecify.annotations.Nullable;

/**
 * The documentation comments of classes that have sources somewhere, as Markdown.
 *
 * <p>Blocks to read and parse a source file; the last few stay parsed. Thread-safe: one question at
 * a time.
 */
final class DocComments {

  private static final int KEPT = 8;

  private final Sources sources;
  private final JavaCompiler javac;
  private final JavaFileManager files;
  private final Map<String, Optional<Parsed>> parsed = new LinkedHashMap<>(16, 0.75f, true);

  private record Parsed(CompilationUnitTree unit, DocTrees trees) {}

  DocComments(Sources sources, JavaCompiler javac, JavaFileManager files) {
    this.sources = sources;
    this.javac = javac;
    this.files = files;
  }

  /** The comment of {@code element}, or of what it overrides; empty if there is none. */
  synchronized String of(Element element, Elements elements, Types types) {
    var own = comment(element, elements);
    if (!own.isEmpty() || !(element instanceof ExecutableElement method)) {
      return own;
    }
    if (!(method.getEnclosingElement() instanceof TypeElement owner)) {
      return "";
    }
    for (var above : supertypes(owner, types)) {
      for (var other : above.getEnclosedElements()) {
        if (other instanceof ExecutableElement overridden
            && elements.overrides(method, overridden, owner)) {
          var inherited = comment(overridden, elements);
          if (!inherited.isEmpty()) {
            return inherited;
          }
        }
      }
    }
    return "";
  }

  private static List<TypeElement> supertypes(TypeElement type, Types types) {
    var all = new java.util.ArrayList<TypeElement>();
    var queue = new java.util.ArrayDeque<TypeMirror>(types.directSupertypes(type.asType()));
    while (!queue.isEmpty() && all.size() < 100) {
      var next = queue.poll();
      if (types.asElement(next) instanceof TypeElement above && !all.contains(above)) {
        all.add(above);
        queue.addAll(types.directSupertypes(above.asType()));
      }
    }
    return all;
  }

  private String comment(Element element, Elements elements) {
    var top = element;
    while (top.getEnclosingElement() != null && top.getEnclosingElement() instanceof TypeElement) {
      top = top.getEnclosingElement();
    }
    if (!(top instanceof TypeElement type)) {
      return "";
    }
    ModuleElement module = elements.getModuleOf(type);
    var moduleName = module == null ? "" : module.getQualifiedName().toString();
    return parsed(moduleName, type.getQualifiedName().toString())
        .map(file -> comment(file, element))
        .orElse("");
  }

  private static String comment(Parsed file, Element element) {
    var path = declaration(file.unit(), element);
    var comment = path == null ? null : file.trees().getDocCommentTree(path);
    return comment == null ? "" : new DocMarkdown().of(comment);
  }

  private Optional<Parsed> parsed(String module, String className) {
    var known = parsed.get(className);
    if (known == null) {
      known = sources.of(module, className).map(text -> parse(className, text));
      parsed.put(className, known);
      if (parsed.size() > KEPT) {
        parsed.remove(parsed.keySet().iterator().next());
      }
    }
    return known;
  }

  private Parsed parse(String className, String text) {
    var file =
        new SimpleJavaFileObject(
            URI.create("mem:///" + className.replace('.', '/') + ".java"),
            JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
          }
        };
    var task =
        (JavacTask)
            javac.getTask(
                new StringWriter(), files, _ -> {}, List.of("-proc:none"), null, List.of(file));
    try {
      return new Parsed(task.parse().iterator().next(), DocTrees.instance(task));
    } catch (IOException e) {
      throw new IllegalStateException("Reading a source that is in memory failed.", e);
    }
  }

  /** Where a class, method or field is declared in its file. */
  private static @Nullable TreePath declaration(CompilationUnitTree unit, Element element) {
    var around = element.getEnclosingElement();
    var parent = around instanceof TypeElement ? declaration(unit, around) : new TreePath(unit);
    if (parent == null) {
      return null;
    }
    List<? extends Tree> members =
        parent.getLeaf() instanceof ClassTree type ? type.getMembers() : unit.getTypeDecls();
    for (var member : members) {
      if (declares(member, element)) {
        return new TreePath(parent, member);
      }
    }
    return null;
  }

  private static boolean declares(Tree tree, Element element) {
    return switch (element) {
      case TypeElement type ->
          tree instanceof ClassTree declared
              && declared.getSimpleName().contentEquals(type.getSimpleName());
      case ExecutableElement method ->
          tree instanceof MethodTree declared
              && declared.getName().contentEquals(method.getSimpleName())
              && sameParameters(declared, method);
      case VariableElement field ->
          tree instanceof VariableTree declared
              && declared.getName().contentEquals(field.getSimpleName());
      default -> false;
    };
  }

  private static boolean sameParameters(MethodTree tree, ExecutableElement method) {
    if (tree.getParameters().size() != method.getParameters().size()) {
      return false;
    }
    for (int at = 0; at < tree.getParameters().size(); at++) {
      var written = bare(tree.getParameters().get(at).getType().toString());
      var actual = bare(method.getParameters().get(at).asType().toString());
      if (!written.equals(actual)) {
        return false;
      }
    }
    return true;
  }

  /** A type's simple name without type arguments; {@code T...} as {@code T[]}. */
  private static String bare(String type) {
    var erased = Signatures.simple(type).replace("...", "[]");
    while (erased.indexOf('<') >= 0 && erased.lastIndexOf('>') > erased.indexOf('<')) {
      erased =
          erased.substring(0, erased.indexOf('<')) + erased.substring(erased.lastIndexOf('>') + 1);
    }
    return erased.substring(erased.lastIndexOf('.') + 1).strip();
  }
}
