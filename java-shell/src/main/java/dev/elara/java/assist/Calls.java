package dev.elara.java.assist;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import dev.elara.java.cell.Analysis;
import dev.elara.java.namespace.Definition;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/**
 * What a call that is still being typed may call. javac resolves a call only when its arguments are
 * right; here all methods and constructors of the name count that take what is there so far.
 */
final class Calls {

  private final Analysis analysis;
  private final Trees trees;

  /** A method or constructor, as a member of a type; null if that is not known. */
  record Candidate(ExecutableElement method, @Nullable TypeMirror site) {}

  Calls(Analysis analysis) {
    this.analysis = analysis;
    this.trees = Trees.instance(analysis.task());
  }

  /** The types the argument at {@code index} may have, the likeliest first. */
  List<TypeMirror> parameterTypes(TreePath call, int index) {
    var found = new ArrayList<TypeMirror>();
    for (var candidate : candidates(call, index)) {
      var type = parameterType(candidate, index);
      if (type != null && found.stream().noneMatch(t -> t.toString().equals(type.toString()))) {
        found.add(type);
      }
    }
    return found;
  }

  /** What {@code call} may call if the arguments before {@code index} are as they stand. */
  List<Candidate> candidates(TreePath call, int index) {
    return all(call).stream().filter(candidate -> takes(candidate, call, index)).toList();
  }

  /** All of the name. */
  List<Candidate> all(TreePath call) {
    return switch (call.getLeaf()) {
      case MethodInvocationTree invocation ->
          named(call, new TreePath(call, invocation.getMethodSelect()));
      case NewClassTree creation -> constructors(new TreePath(call, creation.getIdentifier()));
      default -> List.of();
    };
  }

  private List<Candidate> named(TreePath call, TreePath select) {
    return switch (select.getLeaf()) {
      case MemberSelectTree member -> {
        var qualifier = new TreePath(select, member.getExpression());
        var site =
            trees.getElement(qualifier) instanceof TypeElement type
                ? type.asType()
                : trees.getTypeMirror(qualifier);
        yield site == null
            ? List.of()
            : methods(
                new Members(analysis.task(), Expected.ANYTHING).all(site),
                member.getIdentifier(),
                site);
      }
      case IdentifierTree name -> inScope(call, name);
      default -> List.of();
    };
  }

  private List<Candidate> inScope(TreePath call, IdentifierTree name) {
    var around = Surroundings.of(analysis, call);
    for (var type : around.classes()) {
      var constructors = name.getName().contentEquals("this") ? type : superclass(type, name);
      if (constructors != null) {
        return methods(constructors.getEnclosedElements(), "<init>", constructors.asType());
      }
      var members = analysis.task().getElements().getAllMembers(type);
      var found = methods(members, name.getName(), type.asType());
      if (!found.isEmpty()) {
        return found;
      }
    }
    var found = new ArrayList<Candidate>();
    for (var type : around.generated()) {
      found.addAll(methods(type.getEnclosedElements(), name.getName(), null));
    }
    for (var definition : analysis.names()) {
      if (definition.kind() == Definition.Kind.METHOD
          && name.getName().contentEquals(definition.name())) {
        var owner = ClassNamed.publicIn(analysis.task(), "", definition.owner());
        if (owner != null) {
          found.addAll(methods(owner.getEnclosedElements(), name.getName(), null));
        }
      }
    }
    if (found.isEmpty() && trees.getElement(call) instanceof ExecutableElement imported) {
      found.add(new Candidate(imported, null));
    }
    return found;
  }

  private @Nullable TypeElement superclass(TypeElement type, IdentifierTree name) {
    return name.getName().contentEquals("super")
            && analysis.task().getTypes().asElement(type.getSuperclass())
                instanceof TypeElement above
        ? above
        : null;
  }

  private List<Candidate> constructors(TreePath type) {
    if (!(trees.getElement(type) instanceof TypeElement element)) {
      return List.of();
    }
    var site = trees.getTypeMirror(type);
    var known = site == null || site.getKind() == TypeKind.ERROR ? element.asType() : site;
    return methods(element.getEnclosedElements(), "<init>", known);
  }

  private static List<Candidate> methods(
      List<? extends Element> members, CharSequence name, @Nullable TypeMirror site) {
    var found = new ArrayList<Candidate>();
    for (var member : members) {
      if (member instanceof ExecutableElement method
          && method.getSimpleName().contentEquals(name)
          && (method.getKind() != ElementKind.CONSTRUCTOR
              || !method.getModifiers().contains(Modifier.PRIVATE))) {
        found.add(new Candidate(method, site));
      }
    }
    return found;
  }

  private boolean takes(Candidate candidate, TreePath call, int index) {
    var method = candidate.method();
    var count = method.getParameters().size();
    if (index >= count && !(method.isVarArgs() || (index == 0 && count == 0))) {
      return false;
    }
    var arguments = arguments(call);
    for (int at = 0; at < Math.min(index, arguments.size()); at++) {
      var actual = trees.getTypeMirror(new TreePath(call, arguments.get(at)));
      var wanted = parameterType(candidate, at);
      if (actual != null
          && wanted != null
          && (actual.getKind().isPrimitive() || actual.getKind() == TypeKind.DECLARED)
          && !Expected.of(analysis, List.of(wanted)).isAnything()
          && !Expected.of(analysis, List.of(wanted)).fits(actual)) {
        return false;
      }
    }
    return true;
  }

  private static List<? extends ExpressionTree> arguments(TreePath call) {
    return switch (call.getLeaf()) {
      case MethodInvocationTree invocation -> invocation.getArguments();
      case NewClassTree creation -> creation.getArguments();
      default -> List.of();
    };
  }

  private @Nullable TypeMirror parameterType(Candidate candidate, int index) {
    var method = candidate.method();
    var types = typeOf(candidate).getParameterTypes();
    if (types.isEmpty() || (index >= types.size() && !method.isVarArgs())) {
      return null;
    }
    var type = types.get(Math.min(index, types.size() - 1));
    var isRest = method.isVarArgs() && index >= types.size() - 1;
    return isRest && type instanceof ArrayType array ? array.getComponentType() : type;
  }

  private ExecutableType typeOf(Candidate candidate) {
    var method = candidate.method();
    if (candidate.site() instanceof DeclaredType site
        && !method.getModifiers().contains(Modifier.STATIC)) {
      try {
        if (analysis.task().getTypes().asMemberOf(site, method) instanceof ExecutableType type) {
          return type;
        }
      } catch (IllegalArgumentException e) {
        return (ExecutableType) method.asType();
      }
    }
    return (ExecutableType) method.asType();
  }
}
