package dev.elara.java.assist;

import com.sun.source.util.JavacTask;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.WildcardType;
import org.jspecify.annotations.Nullable;

/** What functional interfaces say of the function they stand for. */
final class Functions {

  private final JavacTask task;

  Functions(JavacTask task) {
    this.task = task;
  }

  /** What the function of {@code type} returns; null if that is no functional interface. */
  @Nullable TypeMirror result(TypeMirror type) {
    var function = of(type);
    return function == null ? null : bound(function.getReturnType());
  }

  /** How many parameters the function of {@code type} has; -1 if that is none. */
  int parameters(TypeMirror type) {
    var function = of(type);
    return function == null ? -1 : function.getParameterTypes().size();
  }

  private @Nullable ExecutableType of(TypeMirror type) {
    if (!(type instanceof DeclaredType declared)
        || !(declared.asElement() instanceof TypeElement element)
        || element.getKind() != ElementKind.INTERFACE) {
      return null;
    }
    ExecutableElement only = null;
    for (var member : task.getElements().getAllMembers(element)) {
      if (member instanceof ExecutableElement method
          && method.getModifiers().contains(Modifier.ABSTRACT)
          && !isOfObject(method)) {
        if (only != null) {
          return null;
        }
        only = method;
      }
    }
    return only == null ? null : (ExecutableType) task.getTypes().asMemberOf(declared, only);
  }

  /** Whether every object has the method; some types declare it again. */
  static boolean isOfObject(ExecutableElement method) {
    return switch (method.getSimpleName().toString()) {
      case "equals" -> method.getParameters().size() == 1;
      case "hashCode", "toString" -> method.getParameters().isEmpty();
      default -> false;
    };
  }

  private static TypeMirror bound(TypeMirror type) {
    if (type instanceof WildcardType wildcard) {
      var above = wildcard.getExtendsBound();
      var below = wildcard.getSuperBound();
      return above != null ? above : below != null ? below : type;
    }
    return type;
  }
}
