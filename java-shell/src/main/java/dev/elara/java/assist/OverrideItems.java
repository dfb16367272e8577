package dev.elara.java.assist;

import com.sun.source.util.JavacTask;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;

/** Methods a class inherits and may override, as declarations to fill in. */
final class OverrideItems {

  private static final int MISSING = -50;
  private static final int INHERITED = 0;

  private final JavacTask task;
  private final Signatures signatures;

  OverrideItems(JavacTask task) {
    this.task = task;
    this.signatures = new Signatures(task.getTypes());
  }

  /**
   * Adds what {@code type} may override, first what it must implement.
   *
   * @param modifiers those written already
   * @param typed whether the result's type is written already too
   */
  void addTo(Items items, TypeElement type, List<String> modifiers, boolean typed) {
    for (var member : task.getElements().getAllMembers(type)) {
      if (member instanceof ExecutableElement method
          && method.getKind() == ElementKind.METHOD
          && items.fits(method.getSimpleName().toString())
          && isOpen(method, type)) {
        var isAbstract = method.getModifiers().contains(Modifier.ABSTRACT);
        items.add(
            isAbstract ? MISSING : INHERITED,
            method.getSimpleName().toString(),
            stub(method, type, modifiers, typed),
            "method",
            "overrides " + owner(method));
      }
    }
  }

  private static String owner(ExecutableElement method) {
    var owner = method.getEnclosingElement();
    return owner == null ? "" : owner.getSimpleName().toString();
  }

  private static boolean isOpen(ExecutableElement method, TypeElement type) {
    var modifiers = method.getModifiers();
    return !type.equals(method.getEnclosingElement())
        && !modifiers.contains(Modifier.FINAL)
        && !modifiers.contains(Modifier.STATIC)
        && !modifiers.contains(Modifier.PRIVATE)
        && !Set.of("finalize", "clone").contains(method.getSimpleName().toString());
  }

  private String stub(
      ExecutableElement method, TypeElement type, List<String> modifiers, boolean typed) {
    var text = new StringBuilder();
    if (!typed) {
      var access = access(method);
      text.append(modifiers.contains("public") || modifiers.contains(access) ? "" : access + " ");
    }
    var declaration = signatures.header(method, (DeclaredType) type.asType());
    text.append(
        typed
            ? declaration.substring(declaration.indexOf(method.getSimpleName() + "("))
            : declaration);
    return text.toString().strip() + " { " + body(method) + " }";
  }

  private static String access(ExecutableElement method) {
    var modifiers = method.getModifiers();
    return modifiers.contains(Modifier.PUBLIC)
        ? "public"
        : modifiers.contains(Modifier.PROTECTED) ? "protected" : "";
  }

  private static String body(ExecutableElement method) {
    if (method.getModifiers().contains(Modifier.ABSTRACT)) {
      return "throw new UnsupportedOperationException();";
    }
    var names = new ArrayList<String>();
    for (int at = 0; at < method.getParameters().size(); at++) {
      names.add(Signatures.parameterName(method, at));
    }
    var owner = method.getEnclosingElement();
    var of =
        owner instanceof TypeElement above && above.getKind().isInterface()
            ? above.getSimpleName() + ".super."
            : "super.";
    var call = of + method.getSimpleName() + "(" + String.join(", ", names) + ");";
    return method.getReturnType().getKind() == TypeKind.VOID ? call : "return " + call;
  }
}
