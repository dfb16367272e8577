package dev.elara.java.cell;

import com.sun.tools.javac.tree.JCTree;
import com.sun.tools.javac.tree.JCTree.JCAnnotatedType;
import com.sun.tools.javac.tree.JCTree.JCArrayTypeTree;
import com.sun.tools.javac.tree.JCTree.JCFieldAccess;
import com.sun.tools.javac.tree.JCTree.JCIdent;
import com.sun.tools.javac.tree.JCTree.JCMethodDecl;
import com.sun.tools.javac.tree.JCTree.JCTypeApply;
import com.sun.tools.javac.tree.JCTree.JCTypeParameter;
import com.sun.tools.javac.util.List;
import java.util.stream.Collectors;

/** Tells which method replaces which: same name, same parameter types after erasure. */
final class Keys {

  private Keys() {}

  /** The key of a method, such as {@code method sum(int,List)}. */
  static String of(JCMethodDecl method) {
    return method.params.stream()
        .map(parameter -> erased(parameter.vartype, method.typarams))
        .collect(Collectors.joining(",", "method " + method.name + "(", ")"));
  }

  private static String erased(JCTree type, List<JCTypeParameter> variables) {
    return switch (type) {
      case null -> "?";
      case JCTypeApply applied -> erased(applied.clazz, variables);
      case JCAnnotatedType annotated -> erased(annotated.underlyingType, variables);
      case JCArrayTypeTree array -> erased(array.elemtype, variables) + "[]";
      case JCFieldAccess access -> access.name.toString();
      case JCIdent ident -> {
        for (var variable : variables) {
          if (variable.name.equals(ident.name)) {
            yield variable.bounds.isEmpty() ? "Object" : erased(variable.bounds.head, variables);
          }
        }
        yield ident.name.toString();
      }
      default -> type.toString();
    };
  }
}
