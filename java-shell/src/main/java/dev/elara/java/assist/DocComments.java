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
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import org.jspecify.annotations.Nullable;

/**
 * The documentation comments of classes that have sources somewhere, as Markdown.
 *
 * <p>Blocks to read and parse a source file; the last few stay parsed. Thread-safe: one question at
 * a time. Knows nothing of the compiler of cells and does not wait for it.
 */
final class DocComments {

  private static final int KEPT = 16;

  private final Sources sources;
  private final JavaCompiler javac;
  private final JavaFileManager files;

  /** Guarded by this. */
  private final Map<String, Optional<Parsed>> parsed = new LinkedHashMap<>(16, 0.75f, true);

  private record Parsed(CompilationUnitTree unit, DocTrees trees) {}

  DocComments(Sources sources, JavaCompiler javac, JavaFileManager files) {
    this.sources = sources;
    this.javac = javac;
    this.files = files;
  }

  /** The comment on the first of these declarations that has one; empty if none has. */
  synchronized String of(List<DocKey> keys) {
    for (var key : keys) {
      var comment = parsed(key.module(), key.topLevel()).map(file -> comment(file, key)).orElse("");
      if (!comment.isEmpty()) {
        return comment;
      }
    }
    return "";
  }

  /** What a documentation comment, as it is written, says. */
  synchronized String ofText(String comment) {
    var file = parse("Documented", comment + "\nclass Documented {}");
    return comment(file, new DocKey("", "", List.of("Documented"), "", null));
  }

  private static String comment(Parsed file, DocKey key) {
    var path = declaration(file.unit(), key);
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
  private static @Nullable TreePath declaration(CompilationUnitTree unit, DocKey key) {
    var path = new TreePath(unit);
    List<? extends Tree> members = unit.getTypeDecls();
    for (var name : key.types()) {
      Tree found = null;
      for (var member : members) {
        if (member instanceof ClassTree type && type.getSimpleName().contentEquals(name)) {
          found = type;
          members = type.getMembers();
          break;
        }
      }
      if (found == null) {
        return null;
      }
      path = new TreePath(path, found);
    }
    if (key.member().isEmpty()) {
      return path;
    }
    for (var member : members) {
      if (declares(member, key)) {
        return new TreePath(path, member);
      }
    }
    return null;
  }

  private static boolean declares(Tree tree, DocKey key) {
    var parameters = key.parameters();
    return switch (tree) {
      case MethodTree method ->
          parameters != null
              && method.getName().contentEquals(key.member())
              && parameters.equals(
                  method.getParameters().stream()
                      .map(each -> DocKey.bare(each.getType().toString()))
                      .toList());
      case VariableTree field -> parameters == null && field.getName().contentEquals(key.member());
      default -> false;
    };
  }
}
