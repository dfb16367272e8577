package dev.elara.java.cell;

import com.sun.tools.javac.code.Flags;
import com.sun.tools.javac.code.Symbol;
import com.sun.tools.javac.code.Symbol.MethodSymbol;
import com.sun.tools.javac.code.Type;
import com.sun.tools.javac.code.Type.MethodType;
import com.sun.tools.javac.code.TypeTag;
import com.sun.tools.javac.tree.JCTree.JCExpression;
import com.sun.tools.javac.tree.JCTree.JCMethodInvocation;
import com.sun.tools.javac.tree.TreeInfo;

/**
 * Calls such as {@code MethodHandle.invoke}, whose type follows from where they stand (Java
 * Language Specification, 15.12.3): void for a statement, where a cell's last expression has a
 * value.
 */
final class PolymorphicCalls {

  private PolymorphicCalls() {}

  /** Makes an attributed call of this kind return an object; leaves others as they are. */
  static void returnObject(Javac javac, JCExpression expression) {
    if (expression.type.hasTag(TypeTag.VOID)
        && TreeInfo.skipParens(expression) instanceof JCMethodInvocation call
        && TreeInfo.symbol(call.meth) instanceof MethodSymbol method
        && (method.flags() & Flags.HYPOTHETICAL) != 0
        && returnsObject(javac, method.baseSymbol())) {
      var type = method.type;
      Type object = javac.symbols.objectType;
      var typed =
          new MethodType(
              type.getParameterTypes(), object, type.getThrownTypes(), javac.symbols.methodClass);
      TreeInfo.setSymbol(call.meth, sameMethod(method, typed));
      call.meth.type = typed;
      call.type = object;
      expression.type = object;
    }
  }

  private static boolean returnsObject(Javac javac, Symbol declared) {
    return javac.types.isSameType(declared.type.getReturnType(), javac.symbols.objectType);
  }

  private static MethodSymbol sameMethod(MethodSymbol method, Type type) {
    return new MethodSymbol(method.flags(), method.name, type, method.owner) {
      @Override
      public Symbol baseSymbol() {
        return method.baseSymbol();
      }
    };
  }
}
