package dev.elara.java.cell;

import com.sun.tools.javac.code.Symbol;
import com.sun.tools.javac.code.Symbol.ClassSymbol;
import com.sun.tools.javac.code.Symbol.VarSymbol;
import com.sun.tools.javac.code.Type;
import com.sun.tools.javac.code.Type.ClassType;
import com.sun.tools.javac.code.Type.IntersectionClassType;
import com.sun.tools.javac.code.Type.TypeVar;
import com.sun.tools.javac.util.List;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Carries a variable's intersection type from the cell that infers it to later ones.
 *
 * <p>{@code var x = List.of(1, "a")} is a list of {@code Serializable & Comparable<…>}, which
 * neither a program nor a class file can write down. A class file can write a type variable with
 * such a bound: so while the class of the variables is written, each intersection in their types is
 * a type variable of that class, and whoever reads the class puts the bound in its place again.
 */
final class Intersections {

  private final Javac javac;
  private final Map<VarSymbol, Type> written = new LinkedHashMap<>();

  Intersections(Javac javac) {
    this.javac = javac;
  }

  /** Whether a type is an intersection or made of one. */
  static boolean in(Type type) {
    var looking = new Looking();
    type.map(looking, null);
    return looking.found;
  }

  /** Makes a field's class fit to be written. Undone by {@link #restore}. */
  void beginWriting(VarSymbol field) {
    if (!in(field.type)) {
      return;
    }
    written.put(field, field.type);
    var owner = (ClassType) field.owner.type;
    var writing = new Writing(field.owner, owner.typarams_field.size());
    // What is stored is the erasure of the type itself.
    field.erasure(javac.types);
    field.type = field.type.map(writing, null);
    owner.typarams_field = owner.typarams_field.appendList(List.from(writing.variables));
  }

  /** Gives the fields their types again. */
  void restore() {
    for (var each : written.entrySet()) {
      each.getKey().type = each.getValue();
      ((ClassType) each.getKey().owner.type).typarams_field = List.nil();
    }
    written.clear();
  }

  /** Puts the bounds in place of type variables in a class of variables that has been read. */
  static void read(Javac javac, String owner) {
    javac.cells().complete();
    ClassSymbol read = javac.symbols.getClass(javac.symbols.unnamedModule, javac.name(owner));
    if (read == null || read.type.getTypeArguments().isEmpty()) {
      return;
    }
    for (Symbol member : read.members().getSymbols(symbol -> symbol instanceof VarSymbol)) {
      member.type = member.type.map(new Reading(javac, read), null);
    }
  }

  private static final class Looking extends Type.StructuralTypeMapping<@Nullable Void> {
    private boolean found;

    @Override
    public Type visitClassType(ClassType type, @Nullable Void nothing) {
      found |= type instanceof IntersectionClassType;
      return found ? type : super.visitClassType(type, null);
    }
  }

  private final class Writing extends Type.StructuralTypeMapping<@Nullable Void> {
    private final Symbol owner;
    private final int before;
    private final java.util.List<Type> variables = new ArrayList<>();

    Writing(Symbol owner, int before) {
      this.owner = owner;
      this.before = before;
    }

    @Override
    public Type visitClassType(ClassType type, @Nullable Void nothing) {
      if (!(type instanceof IntersectionClassType intersection)) {
        return super.visitClassType(type, null);
      }
      var bounds = intersection.getExplicitComponents().map(part -> visit(part));
      var name = javac.name("I" + (before + variables.size() + 1));
      var variable = new TypeVar(name, owner, javac.symbols.botType);
      javac.types.setBounds(variable, bounds);
      variables.add(variable);
      return variable;
    }
  }

  private static final class Reading extends Type.StructuralTypeMapping<@Nullable Void> {
    private final Javac javac;
    private final ClassSymbol owner;

    Reading(Javac javac, ClassSymbol owner) {
      this.javac = javac;
      this.owner = owner;
    }

    @Override
    public Type visitTypeVar(TypeVar variable, @Nullable Void nothing) {
      if (!owner.equals(variable.tsym.owner)) {
        return variable;
      }
      return variable.getUpperBound() instanceof IntersectionClassType bound
          ? javac.types.makeIntersectionType(
              bound.getExplicitComponents().map(part -> visit(part)), bound.allInterfaces)
          : visit(variable.getUpperBound());
    }
  }
}
