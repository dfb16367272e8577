package dev.elara.java.assist;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import org.jspecify.annotations.Nullable;

/**
 * Where a declaration is found in sources, in plain values, so that it can be looked for when javac
 * has taken its elements back.
 *
 * @param module the module it is in; empty if none
 * @param topLevel the qualified name of the top-level type
 * @param types the simple names of the types it is in, the top-level one first
 * @param member the name of a member; empty for a type
 * @param parameters the parameter types of a method or constructor, bare; null for anything else
 */
record DocKey(
    String module,
    String topLevel,
    List<String> types,
    String member,
    @Nullable List<String> parameters) {

  private static final int MOST = 100;

  /** Where the comment on {@code element} may be: on itself, or on what it overrides. */
  static List<DocKey> of(Element element, Elements elements, Types types) {
    var keys = new ArrayList<DocKey>();
    add(element, elements, keys);
    if (element instanceof ExecutableElement method
        && method.getEnclosingElement() instanceof TypeElement owner) {
      for (var above : supertypes(owner, types)) {
        for (var other : above.getEnclosedElements()) {
          if (other instanceof ExecutableElement overridden
              && overridden.getSimpleName().equals(method.getSimpleName())
              && elements.overrides(method, overridden, owner)) {
            add(overridden, elements, keys);
          }
        }
      }
    }
    return keys;
  }

  private static void add(Element element, Elements elements, List<DocKey> keys) {
    var names = new ArrayList<String>();
    TypeElement top = null;
    for (Element at = element; at != null; at = at.getEnclosingElement()) {
      if (at instanceof TypeElement type) {
        names.addFirst(type.getSimpleName().toString());
        top = type;
      }
    }
    if (top == null) {
      return;
    }
    var module = elements.getModuleOf(top);
    var member = element instanceof TypeElement ? "" : element.getSimpleName().toString();
    keys.add(
        new DocKey(
            module == null ? "" : module.getQualifiedName().toString(),
            top.getQualifiedName().toString(),
            List.copyOf(names),
            member,
            element instanceof ExecutableElement method ? parameters(method) : null));
  }

  private static List<String> parameters(ExecutableElement method) {
    return method.getParameters().stream().map(p -> bare(p.asType().toString())).toList();
  }

  /** A type's simple name without type arguments; {@code T...} as {@code T[]}. */
  static String bare(String type) {
    var erased = Signatures.simple(type).replace("...", "[]");
    while (erased.indexOf('<') >= 0 && erased.lastIndexOf('>') > erased.indexOf('<')) {
      erased =
          erased.substring(0, erased.indexOf('<')) + erased.substring(erased.lastIndexOf('>') + 1);
    }
    return erased.substring(erased.lastIndexOf('.') + 1).strip();
  }

  private static List<TypeElement> supertypes(TypeElement type, Types types) {
    var all = new ArrayList<TypeElement>();
    var queue = new ArrayDeque<TypeMirror>(types.directSupertypes(type.asType()));
    while (!queue.isEmpty() && all.size() < MOST) {
      var next = queue.poll();
      if (types.asElement(next) instanceof TypeElement above && !all.contains(above)) {
        all.add(above);
        queue.addAll(types.directSupertypes(above.asType()));
      }
    }
    return all;
  }
}
