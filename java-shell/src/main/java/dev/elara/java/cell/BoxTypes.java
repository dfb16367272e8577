package dev.elara.java.cell;

import com.sun.tools.javac.code.Symtab;
import com.sun.tools.javac.code.Type;
import com.sun.tools.javac.code.TypeTag;
import com.sun.tools.javac.code.Types;
import com.sun.tools.javac.util.Context;
import com.sun.tools.javac.util.Name;
import java.util.HashMap;
import java.util.Map;

/**
 * javac's rules of types, which know at once whether a class boxes (Java Language Specification,
 * 5.1.8): it is one of a few final classes. javac itself asks of each argument and each value
 * whether one of them could be above it, and reads them all for that.
 */
final class BoxTypes extends Types {

  /** By the name of the class that boxes them. */
  private final Map<Name, Type> primitives = new HashMap<>();

  private BoxTypes(Context context) {
    super(context);
    Symtab symbols = Symtab.instance(context);
    for (int tag = 0; tag < symbols.boxedName.length; tag++) {
      if (symbols.boxedName[tag] != null) {
        primitives.put(symbols.boxedName[tag], symbols.typeOfTag[tag]);
      }
    }
  }

  /** Makes a javac that has no rules yet use them. */
  static void in(Context context) {
    context.put(
        typesKey,
        new Context.Factory<Types>() {
          @Override
          public Types make(Context fresh) {
            return new BoxTypes(fresh);
          }
        });
  }

  @Override
  public Type unboxedType(Type type) {
    if (type.hasTag(TypeTag.TYPEVAR)) {
      return unboxedType(type.getUpperBound());
    }
    if (type.isPrimitive() || type.hasTag(TypeTag.ARRAY)) {
      return Type.noType;
    }
    if (!type.hasTag(TypeTag.CLASS) || type.isCompound()) {
      return super.unboxedType(type);
    }
    Type primitive = primitives.get(type.tsym.flatName());
    return primitive != null && type.tsym.equals(boxedClass(primitive)) ? primitive : Type.noType;
  }
}
