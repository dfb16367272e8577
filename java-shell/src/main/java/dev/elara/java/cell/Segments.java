package dev.elara.java.cell;

import com.sun.tools.javac.tree.JCTree.JCClassDecl;
import com.sun.tools.javac.tree.JCTree.JCVariableDecl;
import com.sun.tools.javac.tree.TreeScanner;
import dev.elara.java.namespace.Layer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Cuts a cell where one compilation would not mean the same as one snippet after the other: where a
 * name is defined a second time, or after what runs has used it.
 */
final class Segments {

  private Segments() {}

  /** Where the segment that starts at {@code from} ends, exclusive. */
  static int end(List<Snippet> snippets, int from, Layer layer) {
    var segment = new Segment(layer);
    for (int i = from; i < snippets.size(); i++) {
      if (!segment.takes(snippets.get(i), i == from)) {
        return i;
      }
    }
    return snippets.size();
  }

  /** What is in a segment so far. */
  private static final class Segment {
    private final Set<String> keys = new HashSet<>();
    private final Map<String, Set<String>> declared = new HashMap<>();
    private final Set<String> used = new HashSet<>();
    private final Layer layer;
    private boolean types;
    private boolean bodies;

    Segment(Layer layer) {
      this.layer = layer;
    }

    boolean takes(Snippet snippet, boolean first) {
      if (snippet.defines() && (!keys.add(snippet.key()) || isUsed(snippet))) {
        return false;
      }
      types |= snippet.kind() == Snippet.Kind.TYPE;
      bodies |= snippet.runs() && hasClassBody(snippet);
      // A body that runs is attributed together with the class it extends, before later variables.
      if (!first && types && bodies && isInferred(snippet)) {
        return false;
      }
      if (snippet.runs()) {
        use(snippet.names());
      } else if (snippet.defines()) {
        declared.computeIfAbsent(snippet.name(), name -> new HashSet<>()).addAll(snippet.names());
      }
      return true;
    }

    /** Whether what runs before has used a name, maybe by way of definitions of earlier cells. */
    private boolean isUsed(Snippet snippet) {
      if (used.contains(snippet.name())) {
        return true;
      }
      var replaced = layer.version(snippet.name(), snippet.key());
      return replaced.isPresent()
          && !used.isEmpty()
          && layer.dependants(Set.of(replaced.get().id())).stream()
              .anyMatch(user -> used.contains(user.definition().name()));
    }

    /** What runs uses these, and what those refer to in turn. */
    private void use(Set<String> names) {
      for (String name : names) {
        if (used.add(name)) {
          use(declared.getOrDefault(name, Set.of()));
        }
      }
    }
  }

  private static boolean isInferred(Snippet snippet) {
    return snippet.tree() instanceof JCVariableDecl variable && variable.vartype == null;
  }

  private static boolean hasClassBody(Snippet snippet) {
    var scanner =
        new TreeScanner() {
          boolean found;

          @Override
          public void visitClassDef(JCClassDecl tree) {
            found = true;
          }
        };
    scanner.scan(snippet.tree());
    return scanner.found;
  }
}
