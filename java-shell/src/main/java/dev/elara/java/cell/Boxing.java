package dev.elara.java.cell;

import com.sun.tools.javac.code.Kinds.Kind;
import com.sun.tools.javac.code.Symbol;
import com.sun.tools.javac.code.Symbol.ClassSymbol;
import com.sun.tools.javac.code.Type;
import com.sun.tools.javac.tree.JCTree.JCExpression;
import com.sun.tools.javac.util.List;

/**
 * Boxing conversion (Java Language Specification, 5.1.7) of a cell's value, as javac would do it.
 *
 * <p>javac first looks whether the target, here {@code Object}, is itself one of the classes that
 * box, and reads all eight of them for that: a tenth of the way to the first cell.
 */
final class Boxing {

  private Boxing() {}

  /** The attributed expression as an object: itself, if it is no primitive. */
  static JCExpression boxed(Javac javac, JCExpression expression) {
    Type primitive = expression.type;
    if (!primitive.isPrimitive()) {
      return expression;
    }
    ClassSymbol box = javac.types.boxedClass(primitive);
    for (Symbol each : box.members().getSymbolsByName(javac.names.valueOf)) {
      if (each.kind == Kind.MTH
          && javac.types.isSameTypes(each.type.getParameterTypes(), List.of(primitive))) {
        return javac.make.at(expression.pos).App(javac.make.QualIdent(each), List.of(expression));
      }
    }
    return expression;
  }
}
