package dev.elara.java.cell;

import com.sun.tools.javac.tree.JCTree.JCClassDecl;
import com.sun.tools.javac.tree.JCTree.JCVariableDecl;
import com.sun.tools.javac.tree.TreeScanner;
import dev.elara.java.namespace.Layer;
import java.util.HashSet;
import java.util.List;

/**
 * Cuts a cell where one compilation would not mean the same as one snippet after the other: where a
 * name is defined a second time, or after what runs has used it.
 */
final class Segments {

  private Segments() {}

  /** Where the segment that starts at {@code from} ends, exclusive. */
  static int end(List<Snippet> snippets, int from, Layer layer) {
    var defined = new HashSet<String>();
    var used = new HashSet<String>();
    boolean types = false;
    boolean bodies = false;
    for (int i = from; i < snippets.size(); i++) {
      var snippet = snippets.get(i);
      if (snippet.defines() && (!defined.add(snippet.key()) || used.contains(snippet.name()))) {
        return i;
      }
      // A body that runs is attributed together with the class it extends, before later variables.
      if (i > from && types && bodies && isInferred(snippet)) {
        return i;
      }
      types |= snippet.kind() == Snippet.Kind.TYPE;
      if (snippet.runs()) {
        used.addAll(snippet.names());
        bodies |= hasClassBody(snippet);
        if (types && bodies && isInferred(snippet) && i > from) {
          return i;
        }
      }
    }
    return snippets.size();
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
