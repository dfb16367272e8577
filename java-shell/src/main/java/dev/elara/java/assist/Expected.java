package dev.elara.java.assist;

import com.sun.source.tree.ArrayAccessTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CompoundAssignmentTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.DoWhileLoopTree;
import com.sun.source.tree.EnhancedForLoopTree;
import com.sun.source.tree.ForLoopTree;
import com.sun.source.tree.IfTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewArrayTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.ThrowTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.UnaryTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.tree.WhileLoopTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import com.sun.tools.javac.code.Symtab;
import dev.elara.java.cell.Analysis;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Types;
import org.jspecify.annotations.Nullable;

/**
 * The types a value at some place may have: of the variable it is assigned to, of the parameters it
 * may be the argument of, of what the method or lambda returns, or what an operator needs.
 */
final class Expected {

  /** Expects nothing in particular. */
  static final Expected ANYTHING = new Expected(null, List.of());

  private static final int BOOST = -50;
  private static final int NO_VALUE = 20;

  private final @Nullable Types types;
  private final List<TypeMirror> wanted;

  private Expected(@Nullable Types types, List<TypeMirror> wanted) {
    this.types = types;
    this.wanted = wanted;
  }

  /** What is expected where {@code place} is. */
  static Expected at(Analysis analysis, @Nullable TreePath place) {
    if (place == null) {
      return ANYTHING;
    }
    var wanted = new Finder(analysis).of(place);
    return of(analysis, wanted);
  }

  /** Expects one of these. */
  static Expected of(Analysis analysis, List<TypeMirror> types) {
    var telling =
        types.stream()
            .filter(type ->
                type.getKind().isPrimitive()
                    || type.getKind() == TypeKind.ARRAY
                    || (type.getKind() == TypeKind.DECLARED
                        && !type.toString().equals("java.lang.Object")))
            .toList();
    return new Expected(analysis.task().getTypes(), telling);
  }

  /** The types, the most likely first. */
  List<TypeMirror> types() {
    return wanted;
  }

  boolean isAnything() {
    return wanted.isEmpty();
  }

  /** Whether {@code true} and {@code false} would do. */
  boolean fitsBoolean() {
    return wanted.stream().anyMatch(want -> want.getKind() == TypeKind.BOOLEAN);
  }

  /** Whether a value of {@code type} would do. */
  boolean fits(@Nullable TypeMirror type) {
    var known = types;
    return known != null
        && type != null
        && isValue(type)
        && wanted.stream().anyMatch(want -> assignable(known, type, want));
  }

  /** What to add to the rank of something of this type. */
  int rank(@Nullable TypeMirror type) {
    if (wanted.isEmpty() || type == null) {
      return 0;
    }
    return type.getKind() == TypeKind.VOID ? NO_VALUE : fits(type) ? BOOST : 0;
  }

  /** What to add to the rank of something whose type is only known by name. */
  int rank(String type) {
    return wanted.stream().anyMatch(want -> want.toString().equals(type)) ? BOOST : 0;
  }

  private static boolean isValue(TypeMirror type) {
    return switch (type.getKind()) {
      case DECLARED, ARRAY, TYPEVAR -> true;
      default -> type.getKind().isPrimitive();
    };
  }

  private static boolean assignable(Types types, TypeMirror type, TypeMirror want) {
    try {
      return types.isAssignable(type, want)
          || (type.getKind() == TypeKind.DECLARED
              && want.getKind() == TypeKind.DECLARED
              && types.isSubtype(types.erasure(type), types.erasure(want)));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static final class Finder {
    private final Analysis analysis;
    private final Trees trees;
    private final Symtab symbols;

    Finder(Analysis analysis) {
      this.analysis = analysis;
      this.trees = Trees.instance(analysis.task());
      this.symbols = ClassNamed.symbols(analysis.task());
    }

    List<TypeMirror> of(TreePath place) {
      var parent = place.getParentPath();
      if (parent == null) {
        return List.of();
      }
      var value = place.getLeaf();
      return switch (parent.getLeaf()) {
        case VariableTree variable when value.equals(variable.getInitializer()) -> typeOf(parent);
        case AssignmentTree assignment when value.equals(assignment.getExpression()) ->
            typeOf(new TreePath(parent, assignment.getVariable()));
        case CompoundAssignmentTree assignment when value.equals(assignment.getExpression()) ->
            typeOf(new TreePath(parent, assignment.getVariable()));
        case ReturnTree _ -> ofReturn(parent);
        case LambdaExpressionTree lambda when value.equals(lambda.getBody()) -> ofLambda(parent);
        case MethodInvocationTree call -> ofArgument(parent, call.getArguments().indexOf(value));
        case NewClassTree creation -> ofCreation(parent, creation, value);
        case ParenthesizedTree _ -> ofParenthesized(parent);
        case ConditionalExpressionTree choice ->
            value.equals(choice.getCondition()) ? bool() : of(parent);
        case IfTree _, WhileLoopTree _, DoWhileLoopTree _ -> bool();
        case ForLoopTree loop when value.equals(loop.getCondition()) -> bool();
        case ThrowTree _ -> List.of(symbols.throwableType);
        case UnaryTree unary when unary.getKind() == Tree.Kind.LOGICAL_COMPLEMENT -> bool();
        case BinaryTree operation -> ofOperand(parent, operation, value);
        case NewArrayTree array ->
            array.getDimensions().contains(value)
                ? List.of(symbols.intType)
                : elements(typeOf(parent));
        case ArrayAccessTree access when value.equals(access.getIndex()) ->
            List.of(symbols.intType);
        case EnhancedForLoopTree loop when value.equals(loop.getExpression()) -> manyOf();
        case MemberReferenceTree _ -> List.of();
        default -> List.of();
      };
    }

    /** What one can go through: a collection or an array. */
    private List<TypeMirror> manyOf() {
      var types = analysis.task().getTypes();
      var many = new ArrayList<TypeMirror>();
      many.add(types.erasure(symbols.iterableType));
      many.add(types.getArrayType(symbols.objectType));
      for (var kind : List.of(TypeKind.INT, TypeKind.LONG, TypeKind.DOUBLE, TypeKind.CHAR)) {
        many.add(types.getArrayType(types.getPrimitiveType(kind)));
      }
      return many;
    }

    private List<TypeMirror> bool() {
      return List.of(symbols.booleanType);
    }

    private List<TypeMirror> typeOf(TreePath path) {
      var type = trees.getTypeMirror(path);
      return type == null || type.getKind() == TypeKind.ERROR ? List.of() : List.of(type);
    }

    private List<TypeMirror> elements(List<TypeMirror> arrays) {
      return arrays.stream()
          .<TypeMirror>mapMulti((type, to) -> {
            if (type instanceof ArrayType array) {
              to.accept(array.getComponentType());
            }
          })
          .toList();
    }

    private List<TypeMirror> ofParenthesized(TreePath path) {
      return switch (path.getParentPath().getLeaf()) {
        case IfTree _, WhileLoopTree _, DoWhileLoopTree _ -> bool();
        default -> of(path);
      };
    }

    private List<TypeMirror> ofReturn(TreePath path) {
      for (var at = path; at != null; at = at.getParentPath()) {
        switch (at.getLeaf()) {
          case LambdaExpressionTree _ -> {
            return ofLambda(at);
          }
          case MethodTree method -> {
            var result = method.getReturnType();
            return result == null ? List.of() : typeOf(new TreePath(at, result));
          }
          default -> {}
        }
      }
      return List.of();
    }

    /** What the lambda's function returns, if it is known which function it is. */
    private List<TypeMirror> ofLambda(TreePath lambda) {
      var known = typeOf(lambda);
      var functions = known.isEmpty() ? of(lambda) : known;
      var results = new ArrayList<TypeMirror>();
      for (var function : functions) {
        var result = new Functions(analysis.task()).result(function);
        if (result != null && result.getKind() != TypeKind.VOID) {
          results.add(result);
        }
      }
      return results;
    }

    private List<TypeMirror> ofArgument(TreePath call, int index) {
      return index < 0 ? List.of() : new Calls(analysis).parameterTypes(call, index);
    }

    private List<TypeMirror> ofCreation(TreePath path, NewClassTree creation, Tree value) {
      return value.equals(creation.getIdentifier())
          ? ofCreated(of(path))
          : ofArgument(path, creation.getArguments().indexOf(value));
    }

    /** {@code new} may also start an array. */
    private static List<TypeMirror> ofCreated(List<TypeMirror> expected) {
      return expected.stream()
          .map(type -> {
            var element = type;
            while (element instanceof ArrayType array) {
              element = array.getComponentType();
            }
            return element;
          })
          .toList();
    }

    private List<TypeMirror> ofOperand(TreePath path, BinaryTree operation, Tree value) {
      return switch (operation.getKind()) {
        case CONDITIONAL_AND, CONDITIONAL_OR -> bool();
        case EQUAL_TO, NOT_EQUAL_TO, LESS_THAN, GREATER_THAN, LESS_THAN_EQUAL, GREATER_THAN_EQUAL ->
            typeOf(
                new TreePath(
                    path,
                    value.equals(operation.getLeftOperand())
                        ? operation.getRightOperand()
                        : operation.getLeftOperand()));
        default -> List.of();
      };
    }
  }
}
