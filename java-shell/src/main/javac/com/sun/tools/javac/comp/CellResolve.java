package com.sun.tools.javac.comp;

import com.sun.tools.javac.code.Kinds.Kind;
import com.sun.tools.javac.code.Symbol;
import com.sun.tools.javac.code.Symbol.MethodSymbol;
import com.sun.tools.javac.code.Symbol.TypeSymbol;
import com.sun.tools.javac.code.Type;
import com.sun.tools.javac.util.Context;
import com.sun.tools.javac.util.JCDiagnostic.DiagnosticPosition;
import com.sun.tools.javac.util.List;
import com.sun.tools.javac.util.Name;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * javac's choice among methods of one name (Java Language Specification, 15.12.2), without looking
 * closely at those that take another number of arguments: javac infers the types of each, sets up a
 * message on why it does not fit, and does so again for each phase of its search, which for a cell
 * full of {@code List.of} is half of its time.
 *
 * <p>What it chooses is what javac chooses, as no such method can be chosen without variable arity.
 * Where nothing fits, javac searches again in its own way, so that it says what it always says.
 *
 * <p>The class lies in javac's package, as the methods it overrides are that package's own; {@code
 * dev.elara.java.cell.InJavac} puts it there.
 */
public final class CellResolve extends Resolve {

  /**
   * The methods that box and unbox, by type and name: each number that is boxed asks for one. No
   * lambda fills it, which the first cell would wait for.
   */
  private final Map<TypeSymbol, Map<Name, MethodSymbol>> ofBoxes = new HashMap<>();

  private CellResolve(Context context) {
    super(context);
  }

  /** Makes a javac that has no {@link Resolve} yet use this one. */
  public static final class Use implements Consumer<Context>, Context.Factory<Resolve> {

    /** For any number of them. */
    public Use() {}

    @Override
    public void accept(Context context) {
      context.put(resolveKey, this);
    }

    @Override
    public Resolve make(Context context) {
      return new CellResolve(context);
    }
  }

  /** A search that passes over methods by their number of parameters. */
  private static final class ByNumber extends MethodResolutionContext {
    ByNumber(Resolve resolve) {
      resolve.super();
    }
  }

  /** A search that says nothing if it fails. */
  private static final class Quietly extends LookupHelper {

    private final LookupHelper asked;

    Quietly(Resolve resolve, LookupHelper asked) {
      resolve.super(asked.name, asked.site, asked.argtypes, asked.typeargtypes, asked.maxPhase);
      this.asked = asked;
    }

    @Override
    Symbol lookup(Env<AttrContext> env, MethodResolutionPhase phase) {
      return asked.lookup(env, phase);
    }

    @Override
    void debug(DiagnosticPosition pos, Symbol found) {}

    @Override
    Symbol access(Env<AttrContext> env, DiagnosticPosition pos, Symbol location, Symbol found) {
      return found.kind.isResolutionError() ? found : asked.access(env, pos, location, found);
    }
  }

  @Override
  Symbol lookupMethod(
      Env<AttrContext> env,
      DiagnosticPosition pos,
      Symbol location,
      MethodResolutionContext context,
      LookupHelper helper) {
    // Only those: whoever looks for a method reference reads what the context has collected.
    boolean plain =
        helper instanceof BasicLookupHelper
            && context.methodCheck.equals(resolveMethodCheck)
            && context.attrMode() == DeferredAttr.AttrMode.SPECULATIVE
            && !context.internal();
    if (plain) {
      var before = env.info.pendingResolutionPhase;
      Symbol found =
          super.lookupMethod(env, pos, location, new ByNumber(this), new Quietly(this, helper));
      if (!found.kind.isResolutionError()) {
        return found;
      }
      env.info.pendingResolutionPhase = before;
    }
    return super.lookupMethod(env, pos, location, context, helper);
  }

  @Override
  Symbol selectBest(
      Env<AttrContext> env,
      Type site,
      List<Type> arguments,
      List<Type> typeArguments,
      Symbol candidate,
      Symbol bestSoFar,
      boolean allowBoxing,
      boolean useVarargs) {
    boolean otherNumber =
        currentResolutionContext instanceof ByNumber
            && !useVarargs
            && candidate.kind == Kind.MTH
            && candidate.type.getParameterTypes().length() != arguments.length();
    if (otherNumber
        && (site.tsym.equals(candidate.owner) || candidate.isInheritedIn(site.tsym, types))) {
      return withInapplicable(bestSoFar);
    }
    return super.selectBest(
        env, site, arguments, typeArguments, candidate, bestSoFar, allowBoxing, useVarargs);
  }

  /** What the search has come to after one more method that does not fit: it hides outer ones. */
  private Symbol withInapplicable(Symbol bestSoFar) {
    if (bestSoFar.kind == Kind.ABSENT_MTH) {
      return new InapplicableSymbolError(currentResolutionContext);
    }
    boolean several =
        bestSoFar.kind == Kind.WRONG_MTH
            || (bestSoFar.kind == Kind.HIDDEN && bestSoFar instanceof AccessError);
    return several ? new InapplicableSymbolsError(currentResolutionContext) : bestSoFar;
  }

  @Override
  public MethodSymbol resolveInternalMethod(
      DiagnosticPosition pos,
      Env<AttrContext> env,
      Type site,
      Name name,
      List<Type> arguments,
      List<Type> typeArguments) {
    Type primitive = types.unboxedType(site);
    boolean box = primitive.isPrimitive() && site.tsym.equals(types.boxedClass(primitive));
    if (!box || !(boxes(name, arguments, primitive) || unboxes(name, arguments, primitive))) {
      return super.resolveInternalMethod(pos, env, site, name, arguments, typeArguments);
    }
    var known = ofBoxes.get(site.tsym);
    if (known == null) {
      known = new HashMap<>();
      ofBoxes.put(site.tsym, known);
    }
    MethodSymbol method = known.get(name);
    if (method == null) {
      method = super.resolveInternalMethod(pos, env, site, name, arguments, typeArguments);
      known.put(name, method);
    }
    return method;
  }

  private boolean boxes(Name name, List<Type> arguments, Type primitive) {
    return name.equals(names.valueOf)
        && arguments.length() == 1
        && arguments.head.getTag() == primitive.getTag();
  }

  private boolean unboxes(Name name, List<Type> arguments, Type primitive) {
    return arguments.isEmpty() && name.equals(primitive.tsym.name.append(names.Value));
  }
}
